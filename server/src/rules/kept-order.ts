// Whether the order in which things come goes on into what a script makes of them: lists, numbers, files.

import { literalOf, sourceOf } from '../python/arguments.ts';
import type { Call, Expr, For, Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { around, everyNode, inside } from '../python/traverse.ts';

const SORTS = /^(?:sort|sorted|natsorted|argsort)$/;
/** The answer is the same in any order, up to the last bits of a sum. */
const UNORDERED =
  /^(?:len|any|all|set|frozenset|min|max|sum|mean|median|std|var|average|prod|fsum|Counter|bool|isdisjoint|update|issubset|issuperset|union|difference|intersection|print|info|debug|warning|error|repr)$/;
/** They take the order as it comes. */
const KEEPS =
  /^(?:enumerate|zip|array|asarray|stack|concat|concatenate|tensor|DataFrame|Series|shuffle|sample|choice|choices|permutation|train_test_split|random_split|dump|dumps|save|savetxt|to_csv|writelines|fit|Subset)$/;
const PASSES = /^(?:list|tuple|iter|reversed|tqdm|filter|map)$/;

type Use = 'sorted' | 'unordered' | 'kept' | 'unknown';

/** What becomes of a value whose items come in no fixed order. */
export function keepsOrder(module: Module, value: Node, unknownKeeps: boolean): boolean {
  const use = useOf(module, value, unknownKeeps, 0);
  return use === 'kept' || (use === 'unknown' && unknownKeeps);
}

/** Whether the body of a loop leaves something behind that depends on the order of its passes. */
export function loopKeepsOrder(module: Module, loop: For, unknownKeeps: boolean): boolean {
  return loopUse(module, loop, unknownKeeps, 0) === 'kept';
}

const DEEPEST = 4;

function useOf(module: Module, start: Node, unknownKeeps: boolean, depth: number): Use {
  let from = start;
  for (const up of around(start)) {
    switch (up.kind) {
      case 'Call': {
        if (up.func === from) return 'unknown';
        const name = nameOf(up);
        if (SORTS.test(name)) return 'sorted';
        if (UNORDERED.test(name)) return 'unordered';
        if (KEEPS.test(name)) return 'kept';
        if (!PASSES.test(name)) return 'unknown';
        break;
      }
      case 'Attribute':
        return SORTS.test(up.attr) ? 'sorted' : up.attr === 'index' ? 'kept' : 'unknown';
      case 'Subscript':
        // `[0]` is the way to get at the only one.
        return up.value === from && literalOf(up.index[0]) !== 0 ? 'kept' : 'unknown';
      case 'Compare':
      case 'If':
      case 'While':
      case 'Assert':
      case 'UnaryOp':
      case 'SetComp':
        return 'unordered';
      case 'DictComp':
        return 'unknown';
      case 'ListComp':
      case 'Generator':
      case 'Starred':
      case 'IfExp':
      case 'Await':
        break;
      case 'Assign':
        return up.targets.length === 1 && up.targets[0] !== undefined
          ? useOfName(module, up.targets[0], unknownKeeps, depth)
          : 'unknown';
      case 'For':
        return up.iter === from ? loopUse(module, up, unknownKeeps, depth) : 'unknown';
      case 'Expr':
        // Nothing is kept of what a statement drops.
        return 'unordered';
      default:
        return 'unknown';
    }
    from = up;
  }
  return 'unknown';
}

/** All uses of a name in its function, or of an attribute in its class. */
function useOfName(module: Module, target: Expr, unknownKeeps: boolean, depth: number): Use {
  if (depth >= DEEPEST || (target.kind !== 'Name' && target.kind !== 'Attribute')) return 'unknown';
  const uses = readsOf(module, target).map((node) => useOf(module, node, unknownKeeps, depth + 1));
  if (uses.includes('sorted')) return 'sorted';
  if (uses.includes('kept')) return 'kept';
  return uses.length > 0 && uses.every((use) => use === 'unordered') ? 'unordered' : 'unknown';
}

/** Other places of the same name; those that bind it again or put something in are left out. */
function readsOf(module: Module, target: Expr): Node[] {
  const outer = around(target);
  const scope = outer.find((node) => node.kind === (target.kind === 'Name' ? 'FunctionDef' : 'ClassDef'));
  const text = sourceOf(target);
  return (scope === undefined ? everyNode(module) : inside(scope)).filter((node) => {
    if (node === target || node.kind !== target.kind || sourceOf(node) !== text) return false;
    const [up, over] = around(node);
    if (up?.kind === 'Assign' && up.targets.some((one) => one === node)) return false;
    return !(up?.kind === 'Attribute' && over?.kind === 'Call' && GROWS.test(up.attr));
  });
}

const GROWS = /^(?:append|extend|insert|add|update|put)$/;

function loopUse(module: Module, loop: For, unknownKeeps: boolean, depth: number): Use {
  const body = loop.body.flatMap((statement) => [statement, ...inside(statement)]);
  const counters = body.flatMap((node) =>
    node.kind === 'AugAssign' && node.op === '+' ? [sourceOf(node.target)] : [],
  );
  for (const node of body) {
    if (node.kind === 'Assign' && numbersItem(node.targets, node.value, counters)) return 'kept';
    if (node.kind === 'Assign' && addsTo(node.targets, node.value)) return 'kept';
    if (node.kind !== 'Call' || node.func.kind !== 'Attribute') continue;
    const { attr, value } = node.func;
    if (attr === 'write' && !/std(?:out|err)|log|bar|tqdm|print/i.test(sourceOf(value))) return 'kept';
    if (!/^(?:append|extend|insert)$/.test(attr) || madeIn(body, value)) continue;
    const use = useOfName(module, value, unknownKeeps, depth);
    if (use === 'kept' || (use === 'unknown' && unknownKeeps && !isKeyed(node))) return 'kept';
  }
  return 'unordered';
}

/** `ids[word] = len(ids)`, `ids[word] = i` beside `i += 1`: the number is that of the pass. */
function numbersItem(targets: readonly Expr[], value: Expr, counters: readonly string[]): boolean {
  return targets.some((target) => {
    if (target.kind !== 'Subscript') return false;
    if (sourceOf(value) === `len(${sourceOf(target.value)})`) return true;
    return (
      counters.includes(sourceOf(value)) || target.index.some((index) => counters.includes(sourceOf(index)))
    );
  });
}

/** `table = pd.concat([table, part])`. */
function addsTo([target]: readonly Expr[], value: Expr): boolean {
  if (target === undefined || value.kind !== 'Call' || !JOINS.test(nameOf(value))) return false;
  return inside(value).some(
    (node) => node.kind === target.kind && sourceOf(node as Expr) === sourceOf(target),
  );
}

const JOINS = /^(?:concat|concatenate|cat|append|hstack|vstack)$/;

/** A list that each pass makes anew. */
function madeIn(body: readonly Node[], list: Expr): boolean {
  return body.some(
    (node) => node.kind === 'Assign' && node.targets.some((target) => sourceOf(target) === sourceOf(list)),
  );
}

/** What is put in says itself which item it belongs to. */
function isKeyed({ args }: Call): boolean {
  return args.some((arg) => arg.kind === 'Tuple' || arg.kind === 'Dict');
}

function nameOf({ func }: Call): string {
  return func.kind === 'Name' ? func.id : func.kind === 'Attribute' ? func.attr : '';
}
