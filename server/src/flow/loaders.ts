// DataLoaders: what runs in the process that iterates one, and what in its workers, with which streams.

import type { Expr } from '../python/ast.ts';
import { callValue } from './calls.ts';
import type { Stream } from './events.ts';
import { ownState } from './generators.ts';
import { use } from './held.ts';
import type { Machine } from './machine.ts';
import { inChild } from './processes.ts';
import { argument } from './record.ts';
import { type Streams, stateOf, withAll } from './streams.ts';
import {
  type Arguments,
  canBeUsed,
  type Instance,
  noArguments,
  none,
  unknown,
  type Value,
} from './values.ts';

const POSITIONS: Readonly<Record<string, number | null>> = {
  dataset: 0,
  sampler: 3,
  batch_sampler: 4,
  num_workers: 5,
  collate_fn: 6,
  worker_init_fn: 10,
  generator: 12,
};

/** Keeps what a loader was made from by its role, so that each part runs where it does. */
export function makeLoader(loader: Instance, args: Arguments): void {
  const roles = new Set<Value>();
  for (const [role, position] of Object.entries(POSITIONS)) {
    const value = argument(args, role, position);
    loader.attributes.set(role, value ?? (role === 'num_workers' ? { tag: 'const', value: 0 } : none));
    if (value !== undefined) roles.add(value);
  }
  loader.held.splice(0, loader.held.length, ...loader.held.filter((value) => !roles.has(value)));
}

export function isLoader(object: Instance): boolean {
  return object.attributes.has('worker_init_fn') && object.attributes.has('num_workers');
}

/** One pass over the loader. */
export function runLoader(m: Machine, loader: Instance, node: Expr): void {
  const part = (role: string): Value => loader.attributes.get(role) ?? none;
  for (const role of ['batch_sampler', 'sampler']) if (canBeUsed(part(role))) use(m, part(role), node);
  const fetch = () => {
    for (const value of [part('dataset'), ...loader.held, part('collate_fn')])
      if (canBeUsed(value)) use(m, value, node);
  };
  if (!hasWorkers(part('num_workers'))) fetch();
  else
    inWorker(m, part('generator'), node, () => {
      if (canBeUsed(part('worker_init_fn')))
        callValue(m, part('worker_init_fn'), { ...noArguments, positional: [unknown] }, node);
      fetch();
    });
}

/** Workers in the default run; a loader that has them only with a GPU is read as without. */
function hasWorkers(count: Value): boolean {
  if (count.tag === 'union') return false;
  return count.tag !== 'const' || (typeof count.value === 'number' && count.value > 0);
}

/** A worker seeds `random`, torch and, from torch 1.9, NumPy with a number that its loader drew from torch. */
function inWorker(m: Machine, generator: Value, node: Expr, run: () => void): void {
  const state = ownState(m, generator) ?? stateOf(m.streams, 'torch.cpu');
  const seeded: Stream[] = m.torch[0] > 1 || m.torch[1] >= 9 ? ['python', 'numpy'] : ['python'];
  const streams: Streams = withAll(
    m.streams,
    new Map([['torch.cpu' as const, state], ...seeded.map((stream) => [stream as 'python', state] as const)]),
  );
  const before = m.fromTorch;
  m.fromTorch = new Set(seeded);
  inChild(m, 'fork', node, run, streams);
  m.fromTorch = before;
}
