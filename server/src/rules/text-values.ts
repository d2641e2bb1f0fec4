// What is provably text, a sequence of texts, or a set of them: Python salts the hash of text anew in each process.

import { pathOf } from '../fixes/bindings.ts';
import { bindingsFor } from '../fixes/context.ts';
import { literalOf, sourceOf } from '../python/arguments.ts';
import type { Attribute, Call, Expr, Name, Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { around, nodesOf, perUnit } from '../python/traverse.ts';

/** `texts` gives one text after another in a fixed order; null is anything else, or not known. */
export type Kind = 'text' | 'texts' | 'set' | null;

const DEEPEST = 8;
const GIVES_TEXT =
  /^(?:lower|upper|strip|lstrip|rstrip|title|capitalize|casefold|swapcase|decode|read_text|hexdigest|isoformat)$/;
const OF_TEXT = /^(?:replace|join|format|zfill|center|ljust|rjust|removeprefix|removesuffix)$/;
const SPLITS = /^(?:split|rsplit)$/;
const LINES = /^(?:splitlines|readlines)$/;
const TEXT_CALLS = /^os\.path\.(?:join|basename|dirname|abspath|realpath|normpath|relpath)$/;
const TEXTS_CALLS =
  /^(?:os\.(?:listdir|path\.split|path\.splitext)|glob\.i?glob|re\.(?:split|findall)|io\.open|codecs\.open|gzip\.open)$/;
const SAME_SET = /^(?:union|intersection|difference|symmetric_difference|copy)$/;

export function kindOf(module: Module, expr: Expr, depth = 0): Kind {
  if (depth > DEEPEST) return null;
  const of = (inner: Expr): Kind => kindOf(module, inner, depth + 1);
  switch (expr.kind) {
    case 'Str':
    case 'FString':
      return 'text';
    case 'List':
    case 'Tuple':
      return expr.items.length > 0 && expr.items.every((item) => of(item) === 'text') ? 'texts' : null;
    case 'Set':
      return expr.items.some((item) => of(item) === 'text') ? 'set' : null;
    case 'ListComp':
    case 'Generator':
      return of(expr.element) === 'text' ? 'texts' : null;
    case 'SetComp':
      return of(expr.element) === 'text' ? 'set' : null;
    case 'Subscript': {
      const kind = of(expr.value);
      if (kind === 'texts') return expr.index[0]?.kind === 'Slice' ? 'texts' : 'text';
      return kind === 'text' ? 'text' : null;
    }
    case 'BinOp':
      return ofOperation(expr.op, of(expr.left), () => of(expr.right));
    case 'IfExp': {
      const kind = of(expr.body);
      return kind === of(expr.orelse) ? kind : null;
    }
    case 'Call':
      return ofCall(module, expr, of);
    case 'Name':
    case 'Attribute':
      return ofVariable(module, expr, depth);
    default:
      return null;
  }
}

function ofOperation(op: string, left: Kind, right: () => Kind): Kind {
  if (op === '%') return left === 'text' ? 'text' : null;
  if (op === '+') {
    const other = right();
    if (left === 'text' || other === 'text') return 'text';
    return left === 'texts' && other === 'texts' ? 'texts' : null;
  }
  if (op === '-') return left === 'set' ? 'set' : null;
  if (op === '&') return left === 'set' || right() === 'set' ? 'set' : null;
  if (op === '|' || op === '^') return left === 'set' && right() === 'set' ? 'set' : null;
  return null;
}

function ofCall(module: Module, { func, args }: Call, of: (inner: Expr) => Kind): Kind {
  const [first] = args;
  const path = pathOf(bindingsFor(module), func);
  if (path !== undefined) return TEXT_CALLS.test(path) ? 'text' : TEXTS_CALLS.test(path) ? 'texts' : null;
  if (func.kind === 'Name') {
    const given = first === undefined ? null : of(first);
    switch (func.id) {
      case 'str':
      case 'repr':
      case 'input':
        return 'text';
      case 'open':
        return 'texts';
      case 'set':
      case 'frozenset':
        return given === null ? null : 'set';
      case 'sorted':
      case 'list':
      case 'tuple':
      case 'reversed':
      case 'iter':
        return given === null ? null : 'texts';
      case 'map':
        return first?.kind === 'Name' && first.id === 'str' ? 'texts' : null;
      default:
        return null;
    }
  }
  if (func.kind !== 'Attribute') return null;
  const { attr, value } = func;
  // `column.str.lower()` is a column of pandas.
  if (value.kind === 'Attribute' && value.attr === 'str') return null;
  if (GIVES_TEXT.test(attr)) return 'text';
  if (LINES.test(attr)) return 'texts';
  if (SPLITS.test(attr))
    return first === undefined || typeof literalOf(first) === 'string' || literalOf(first) === null
      ? 'texts'
      : null;
  if (OF_TEXT.test(attr)) return of(value) === 'text' ? 'text' : null;
  if (attr === 'read' || attr === 'readline') return of(value) === 'texts' ? 'text' : null;
  if (SAME_SET.test(attr)) return of(value) === 'set' ? 'set' : null;
  return null;
}

/** A name, or an attribute of `self`: what every place that binds it gives. */
function ofVariable(module: Module, target: Name | Attribute, depth: number): Kind {
  const text = sourceOf(target);
  if (target.kind === 'Attribute' && !/^self\.\w+$/.test(text)) return null;
  const outer = around(target);
  for (const node of outer) {
    if (!('clauses' in node) || isWithin(target, node.clauses[0]?.iter)) continue;
    const clause = node.clauses.find((one) => names(one.target).includes(text));
    if (clause !== undefined) return itemOf(module, clause.target, clause.iter, target, depth);
  }
  const bindings = module.units.flatMap((unit) => bindingsIn(unit).get(text) ?? []);
  const fn = outer.find((node) => node.kind === 'FunctionDef');
  const owner = outer.find((node) => node.kind === 'ClassDef');
  const scopes =
    target.kind === 'Attribute'
      ? [bindings.filter((one) => one.owner === owner)]
      : [bindings.filter((one) => one.fn === fn), bindings.filter((one) => one.fn === undefined)];
  for (const places of scopes) {
    const kinds = places.flatMap(({ node }) => given(module, node, target, depth));
    if (kinds.length > 0) return settled(kinds);
  }
  return null;
}

function isWithin(node: Node, outer: Node | undefined): boolean {
  return (
    outer !== undefined && outer.unit === node.unit && outer.start <= node.start && node.end <= outer.end
  );
}

/** A node that may bind a variable or put something in it, and the function and class around it. */
interface Binding {
  readonly node: Node;
  readonly fn: Node | undefined;
  readonly owner: Node | undefined;
}

const bindingsIn = perUnit((unit): ReadonlyMap<string, readonly Binding[]> => {
  const all = new Map<string, Binding[]>();
  for (const node of nodesOf(unit)) {
    const bound = boundBy(node);
    if (bound.length === 0) continue;
    const outer = node.kind === 'FunctionDef' ? [node, ...around(node)] : around(node);
    const fn = outer.find((one) => one.kind === 'FunctionDef');
    const owner = outer.find((one) => one.kind === 'ClassDef');
    for (const name of bound) {
      const places = all.get(name) ?? [];
      places.push({ node, fn, owner });
      all.set(name, places);
    }
  }
  return all;
});

function boundBy(node: Node): string[] {
  switch (node.kind) {
    case 'Assign':
      return node.targets.flatMap(names);
    case 'AnnAssign':
    case 'AugAssign':
    case 'For':
      return names(node.target);
    case 'With':
      return node.items.flatMap(({ target }) => (target === null ? [] : names(target)));
    case 'FunctionDef':
      return node.params.map(({ name }) => name);
    case 'Call':
      return node.func.kind === 'Attribute' && PUTS.test(node.func.attr) ? names(node.func.value) : [];
    default:
      return [];
  }
}

const PUTS = /^(?:add|update|append|extend|insert)$/;

/** Sets and lists that begin empty tell by what is put in whether it is text; `other` is put in and not known. */
type Given = Kind | 'empty set' | 'empty list' | 'more' | 'other';

function settled(kinds: readonly Given[]): Kind {
  const bound = kinds.filter((kind) => kind !== 'more' && kind !== 'other');
  const [first] = bound;
  if (first === undefined || bound.some((kind) => kind !== first)) return null;
  // A set with some text in it has no order; a list is one of texts only if nothing else is in it.
  if (first === 'empty set') return kinds.includes('more') ? 'set' : null;
  if (first === 'empty list') return kinds.includes('more') && !kinds.includes('other') ? 'texts' : null;
  return first === 'text' || first === 'texts' || first === 'set' ? first : null;
}

/** What a node gives a variable; nothing if it does not bind it. */
function given(module: Module, node: Node, target: Name | Attribute, depth: number): Given[] {
  const isTarget = (expr: Expr): boolean => expr.kind === target.kind && sourceOf(expr) === sourceOf(target);
  const of = (expr: Expr): Kind => kindOf(module, expr, depth + 1);
  switch (node.kind) {
    case 'Assign':
      if (node.targets.some(isTarget)) return [emptyOf(node.value) ?? of(node.value)];
      if (!node.targets.some((one) => names(one).includes(sourceOf(target)))) return [];
      // `name, label = line.split()`
      return [of(node.value) === 'texts' ? 'text' : null];
    case 'AnnAssign':
      if (!isTarget(node.target)) return [];
      return node.value === null ? ['other'] : [emptyOf(node.value) ?? of(node.value)];
    case 'AugAssign':
      if (!isTarget(node.target)) return [];
      return [of(node.value) === null ? 'other' : 'more'];
    case 'For':
      return names(node.target).includes(sourceOf(target))
        ? [itemOf(module, node.target, node.iter, target, depth)]
        : [];
    case 'With':
      return node.items.flatMap((item) =>
        item.target !== null && isTarget(item.target) ? [of(item.value)] : [],
      );
    case 'FunctionDef': {
      const param = node.params.find(({ name }) => name === sourceOf(target));
      if (param === undefined) return [];
      return [param.annotation === null ? null : annotated(sourceOf(param.annotation))];
    }
    case 'Call': {
      const value = node.args.at(-1);
      return value === undefined ? [] : [of(value) === null ? 'other' : 'more'];
    }
    default:
      return [];
  }
}

function emptyOf(value: Expr): Given | undefined {
  if (value.kind === 'List' && value.items.length === 0) return 'empty list';
  if (value.kind !== 'Call' || value.func.kind !== 'Name' || value.args.length > 0) return undefined;
  return value.func.id === 'set' ? 'empty set' : value.func.id === 'list' ? 'empty list' : undefined;
}

function names(target: Expr): string[] {
  if (target.kind === 'Tuple' || target.kind === 'List') return target.items.flatMap(names);
  return target.kind === 'Name' || target.kind === 'Attribute' ? [sourceOf(target)] : [];
}

/** What a loop gives one of its targets. */
function itemOf(module: Module, target: Expr, iter: Expr, wanted: Name | Attribute, depth: number): Kind {
  if (target.kind === wanted.kind) {
    const kind = kindOf(module, iter, depth + 1);
    return kind === null ? null : 'text';
  }
  // `for i, word in enumerate(words)`
  if (target.kind !== 'Tuple' || iter.kind !== 'Call' || iter.func.kind !== 'Name') return null;
  const [, second] = target.items;
  const [first] = iter.args;
  if (iter.func.id !== 'enumerate' || second === undefined || first === undefined) return null;
  return sourceOf(second) === sourceOf(wanted) && kindOf(module, first, depth + 1) !== null ? 'text' : null;
}

function annotated(annotation: string): Kind {
  if (/^(?:["']?)str(?:["']?)$/.test(annotation)) return 'text';
  if (/^(?:typing\.)?(?:List|list|Sequence|Iterable|Tuple|tuple)\[str(?:, \.\.\.)?\]$/.test(annotation))
    return 'texts';
  return /^(?:typing\.)?(?:Set|set|FrozenSet|frozenset)\[str\]$/.test(annotation) ? 'set' : null;
}
