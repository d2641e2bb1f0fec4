// Processes that a script starts: a spawned one begins with unseeded streams, a forked one with its parent's.

import type { Expr } from '../python/ast.ts';
import { callValue } from './calls.ts';
import type { Machine } from './machine.ts';
import { argument } from './record.ts';
import { type Arguments, noArguments, tainted, unknown, type Value } from './values.ts';

const SPAWN = new Set([
  'torch.multiprocessing.spawn',
  'torch.multiprocessing.start_processes',
  'torch.multiprocessing.spawn.spawn',
]);

/** `mp.spawn(fn, args=…)`: the function runs in a fresh process, whose streams no seed of the parent reaches. */
export function spawn(m: Machine, path: string, args: Arguments, node: Expr): Value | undefined {
  if (!SPAWN.has(path)) return undefined;
  const target = argument(args, 'fn', 0);
  if (target === undefined) return unknown;
  const given = argument(args, 'args', 1);
  const rank = tainted({ entropy: null, options: [], hardware: true });
  const complete = given?.tag === 'sequence' && given.complete;
  const passed: Arguments = {
    ...noArguments,
    positional: [rank, ...(given?.tag === 'sequence' ? given.items : [])],
    open: given !== undefined && !complete,
  };
  const before = m.streams;
  m.streams = m.atGuard ?? new Map();
  callValue(m, target, passed, node);
  m.streams = before;
  m.exited = false;
  return unknown;
}
