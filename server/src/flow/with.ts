// `with` statements: what a context manager does before its block, and what it puts back after it.

import type { Expr, With } from '../python/ast.ts';
import { assign } from './assignment.ts';
import { inClass } from './attributes.ts';
import { evaluate } from './expressions.ts';
import { callFunction, runFunction } from './functions.ts';
import { use } from './held.ts';
import { bodyOf } from './iteration.ts';
import { type Completion, type Machine, top } from './machine.ts';
import { type Holder, putBack, stateOf } from './streams.ts';
import { type Arguments, type Instance, noArguments, none, type Value } from './values.ts';

export function runWith(m: Machine, statement: With, block: () => Completion): Completion {
  return enter(m, statement, 0, block);
}

function enter(m: Machine, statement: With, index: number, block: () => Completion): Completion {
  const item = statement.items[index];
  if (item === undefined) return block();
  const manager = evaluate(m, item.value);
  const inside = (given: Value): Completion => {
    if (item.target !== null) assign(m, item.target, given);
    return enter(m, statement, index + 1, block);
  };
  const before = top(m).returns.length;
  const completion = within(m, manager, item.value, inside);
  // A `return` in the block leaves after the manager has put back what it puts back.
  if (completion === 'return') leaveLater(m, before);
  return completion;
}

/** Calls that were about to return leave only now, with what has been done since. */
export function leaveLater(m: Machine, before: number): void {
  const { returns } = top(m);
  returns.splice(
    before,
    returns.length,
    ...returns.slice(before).map((end) => ({ ...end, streams: m.streams })),
  );
}

function within(m: Machine, manager: Value, node: Expr, inside: (given: Value) => Completion): Completion {
  if (manager.tag !== 'instance') return inside(manager);
  const body = bodyOf(manager);
  if (body !== null) return aroundYield(m, body, manager, node, inside);
  const kept = KEPT[manager.type];
  if (kept !== undefined) return keeping(m, kept, () => inside(none));
  if (manager.class !== null) return aroundObject(m, manager, node, inside);
  return inside(manager);
}

/** A generator under `contextmanager`: the block runs where it yields, the rest of it afterwards. */
function aroundYield(
  m: Machine,
  body: NonNullable<ReturnType<typeof bodyOf>>,
  manager: Instance,
  node: Expr,
  inside: (given: Value) => Completion,
): Completion {
  if (m.reach !== 'skipped') manager.used = true;
  let completion: Completion | null = null;
  const depth = m.stack.length;
  runFunction(m, body.callee, body.args, node, (given) => {
    if (completion !== null) return;
    const above = m.stack.splice(depth);
    completion = inside(given);
    m.stack.push(...above);
  });
  return completion ?? inside(none);
}

const somehow: Arguments = { ...noArguments, positional: [none, none, none] };

/** An object of the script with `__enter__` and `__exit__`. */
function aroundObject(
  m: Machine,
  object: Instance,
  node: Expr,
  inside: (given: Value) => Completion,
): Completion {
  const cls = object.class;
  const method = (name: string) => (cls === null ? undefined : inClass(cls, name));
  const [entering, leaving] = [method('__enter__'), method('__exit__')];
  if (entering === undefined && leaving === undefined) use(m, object, node);
  const given =
    entering?.tag === 'function' ? callFunction(m, { ...entering, self: object }, noArguments, node) : object;
  const completion = inside(given);
  if (leaving?.tag === 'function') callFunction(m, { ...leaving, self: object }, somehow, node);
  return completion;
}

const TORCH: readonly Holder[] = ['torch.cpu', 'torch.cuda', 'torch.cuda.all'];

/** Managers of libraries that put streams back at their end, by what they put back. */
const KEPT: Readonly<Record<string, readonly Holder[]>> = {
  'torch.fork_rng': TORCH,
  'lightning.fabric.utilities.seed.isolate_rng': [...TORCH, 'python', 'numpy'],
  'lightning.pytorch.utilities.seed.isolate_rng': [...TORCH, 'python', 'numpy'],
};

function keeping(m: Machine, kept: readonly Holder[], run: () => Completion): Completion {
  const saved = kept.map((part) => [part, stateOf(m.streams, part)] as const);
  const completion = run();
  for (const [part, state] of saved) m.streams = putBack(m.streams, part, state);
  return completion;
}
