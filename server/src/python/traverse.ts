// Walks the parsed tree without interpreting it: every node of a file, and what stands around each.

import type { Node, Unit } from './ast.ts';
import type { Module } from './module.ts';

/** Where each kind of node keeps the nodes inside of it, some of them in clauses, parameters or keywords. */
const PARTS: Readonly<Record<Node['kind'], readonly string[]>> = {
  Name: [],
  Attribute: ['value'],
  Str: [],
  FString: ['parts'],
  Num: [],
  Const: [],
  Call: ['func', 'args', 'keywords'],
  Subscript: ['value', 'index'],
  Slice: ['parts'],
  BinOp: ['left', 'right'],
  UnaryOp: ['operand'],
  BoolOp: ['left', 'right'],
  Compare: ['operands'],
  Lambda: ['params', 'body'],
  IfExp: ['test', 'body', 'orelse'],
  List: ['items'],
  Tuple: ['items'],
  Set: ['items'],
  Dict: ['keys', 'values'],
  ListComp: ['element', 'clauses'],
  SetComp: ['element', 'clauses'],
  DictComp: ['element', 'value', 'clauses'],
  Generator: ['element', 'clauses'],
  Starred: ['value'],
  Await: ['value'],
  Yield: ['value'],
  NamedExpr: ['target', 'value'],
  BadExpr: [],
  Expr: ['value'],
  Assign: ['targets', 'value'],
  AnnAssign: ['target', 'annotation', 'value'],
  AugAssign: ['target', 'value'],
  Import: [],
  ImportFrom: [],
  FunctionDef: ['params', 'decorators', 'body'],
  ClassDef: ['bases', 'keywords', 'decorators', 'body'],
  If: ['test', 'body', 'orelse'],
  For: ['target', 'iter', 'body', 'orelse'],
  While: ['test', 'body', 'orelse'],
  Try: ['body', 'handlers', 'orelse', 'final'],
  With: ['items', 'body'],
  Return: ['value'],
  Raise: ['value'],
  Assert: ['test'],
  Delete: ['targets'],
  Global: [],
  Nonlocal: [],
  Match: ['subject', 'cases'],
  Pass: [],
  Break: [],
  Continue: [],
  BadStmt: [],
};

/** What is no node itself and holds some: keyword, parameter, clause of a comprehension, handler, item of `with`, case. */
const INNER = ['value', 'default', 'annotation', 'target', 'iter', 'tests', 'type', 'guard', 'body'] as const;

/** The nodes directly inside a node, those of clauses, parameters and keywords included. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const part of PARTS[node.kind]) gather((node as unknown as Fields)[part], found);
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

function gather(value: unknown, found: Node[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) gather(item, found);
  else if ('unit' in value) found.push(value as Node);
  else for (const part of INNER) if (part in value) gather((value as Fields)[part], found);
}

/** What is found in a statement alone, kept with it: an edit elsewhere leaves the statement as it is. */
export function perUnit<T>(find: (unit: Unit) => T): (unit: Unit) => T {
  const known = new WeakMap<Unit, T>();
  return (unit) => {
    const kept = known.get(unit);
    if (kept !== undefined) return kept;
    const found = find(unit);
    known.set(unit, found);
    return found;
  };
}

const parentsOf = perUnit((unit): ReadonlyMap<Node, Node> => {
  const found = new Map<Node, Node>();
  for (const node of nodesOf(unit)) for (const child of childrenOf(node)) found.set(child, node);
  return found;
});

/** What stands around a node, nearest first, up to its top-level statement. */
export function around(node: Node): Node[] {
  const up = parentsOf(node.unit);
  const found: Node[] = [];
  for (let next = up.get(node); next !== undefined; next = up.get(next)) found.push(next);
  return found;
}

/** Every node of a top-level statement, in no particular order. */
export const nodesOf = perUnit((unit): readonly Node[] => withInner([unit.body]));

const byKind = perUnit((unit): ReadonlyMap<Node['kind'], readonly Node[]> => {
  const found = new Map<Node['kind'], Node[]>();
  for (const node of nodesOf(unit)) {
    const same = found.get(node.kind);
    if (same === undefined) found.set(node.kind, [node]);
    else same.push(node);
  }
  return found;
});

/** The node types that may have one of these kinds. */
type OfKind<K extends Node['kind'], N = Node> = N extends { readonly kind: infer J }
  ? [J & K] extends [never]
    ? never
    : N
  : never;

/** The nodes of these kinds in a file, statement by statement and in no particular order within one. */
export function everyOf<K extends Node['kind']>(module: Module, ...kinds: readonly K[]): OfKind<K>[] {
  const found: Node[] = [];
  for (const unit of module.units) {
    const own = byKind(unit);
    for (const kind of kinds) {
      const same = own.get(kind);
      if (same !== undefined) for (const node of same) found.push(node);
    }
  }
  return found as OfKind<K>[];
}

/** The nodes of a file that are such, statement by statement and in no particular order within one, found once for each statement. */
export function everySuch<N extends Node>(isSuch: (node: Node) => node is N): (module: Module) => N[] {
  const own = perUnit((unit) => nodesOf(unit).filter(isSuch));
  return (module) => module.units.flatMap(own);
}

const all = new WeakMap<Module['units'], readonly Node[]>();

/** Every node of a file in no particular order within a statement. */
export function everyNode(module: Module): readonly Node[] {
  const known = all.get(module.units);
  if (known !== undefined) return known;
  const found = module.units.flatMap(nodesOf);
  all.set(module.units, found);
  return found;
}

/** Every node inside one, itself left out. */
export function inside(node: Node): Node[] {
  return withInner(childrenOf(node));
}

/** The nodes and everything inside of them; the list grows while it is walked. */
function withInner(found: Node[]): Node[] {
  for (let at = 0; at < found.length; at += 1) {
    const node = found[at] as Node;
    for (const part of PARTS[node.kind]) gather((node as unknown as Fields)[part], found);
  }
  return found;
}
