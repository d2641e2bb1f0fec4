// Objects that libraries hold and call later: datasets, transforms, loaders, models; and draws that wait for their use.

import type { Expr } from '../python/ast.ts';
import { inClass, libraryBase } from './attributes.ts';
import { callValue } from './calls.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';
import { recordDraw } from './record.ts';
import { partOf, stateOf } from './streams.ts';
import { type Arguments, type Instance, noArguments, type Value } from './values.ts';

const unknownArguments: Arguments = { ...noArguments, open: true };

/** The object is iterated, called, or given to something that uses it. */
export function use(m: Machine, value: Value, node: Expr): void {
  switch (value.tag) {
    case 'instance':
      useInstance(m, value, node);
      return;
    case 'function':
    case 'partial':
      callValue(m, value, unknownArguments, node);
      return;
    case 'sequence':
      for (const item of value.items.slice(0, 16)) use(m, item, node);
      return;
    case 'dict':
      for (const item of [...value.entries.values()].slice(0, 16)) use(m, item, node);
      return;
    case 'union':
      for (const member of value.members) use(m, member, node);
      return;
    default:
  }
}

const busy = new WeakSet<Instance>();

function useInstance(m: Machine, object: Instance, node: Expr): void {
  if (busy.has(object)) return;
  busy.add(object);
  if (m.reach !== 'skipped') object.used = true;
  try {
    for (const pending of object.pending) {
      if (pending.done) continue;
      if (m.reach === 'run' || m.reach === 'maybe') pending.done = true;
      recordDraw(
        m,
        pending,
        { ...pending, call: pending.site.node.kind === 'Call' ? pending.site.node : null },
        stateOf(m.streams, partOf(pending.stream)),
      );
    }
    const before = m.inWorker;
    if (hasWorkers(object)) m.inWorker = true;
    for (const value of [...object.held]) {
      if (object.type === 'generator' && value.tag === 'partial' && value.callee.tag === 'function') {
        callFunction(m, value.callee, value.args, node, true);
      } else use(m, value, node);
    }
    m.inWorker = before;
    if (object.class !== null) {
      for (const name of hooksOf(object)) {
        const method = inClass(object.class, name);
        if (method?.tag === 'function') callFunction(m, { ...method, self: object }, unknownArguments, node);
      }
    }
  } finally {
    busy.delete(object);
  }
}

/** A loader that has workers in the default run; one that has them only with a GPU is read as without. */
function hasWorkers(object: Instance): boolean {
  const workers = object.attributes.get('num_workers');
  if (workers === undefined || workers.tag === 'union') return false;
  return workers.tag !== 'const' || (typeof workers.value === 'number' && workers.value > 0);
}

const ITERATION = ['__iter__', '__next__', '__getitem__', '__call__'];

/** The methods of a first-party object that a library which got it may call. */
function hooksOf(object: Instance): readonly string[] {
  const cls = object.class;
  if (cls === null) return [];
  const base = libraryBase(cls);
  if (base === null) return [...ITERATION, 'collate_fn', 'transform'];
  if (base.startsWith('torch.nn.')) return ['forward', '__call__'];
  if (base.startsWith('torch.utils.data.')) return ITERATION;
  const own = [...cls.attributes]
    .filter(([name, value]) => value.tag === 'function' && !name.startsWith('_'))
    .map(([name]) => name);
  return [...own, ...ITERATION];
}

/** What nothing in the script has used by its end: it may be used by a library, or not at all. */
export function useWaiting(m: Machine, node: Expr): void {
  // The outermost first: what a loader holds is used by the loader.
  for (const object of [...m.waiting].reverse()) if (!object.used) useInstance(m, object, node);
}
