// Objects that libraries hold and call later: datasets, transforms, loaders, models; and draws that wait for their use.

import { perName } from '../catalogue/per-name.ts';
import type { Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { callValue } from './calls.ts';
import { drawPending } from './drawing.ts';
import { callFunction } from './functions.ts';
import { markDone, markUsed, spliceIn } from './history.ts';
import { hooksOf } from './hooks.ts';
import { iterate } from './iteration.ts';
import { isLoader, runLoader } from './loaders.ts';
import type { Machine } from './machine.ts';
import { isStarted, start } from './processes.ts';
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
      useItems(m, value, value.items.slice(0, 16), node);
      return;
    case 'dict':
      useItems(m, value, [...value.entries.values()].slice(0, 16), node);
      return;
    case 'union':
      for (const member of value.members) use(m, member, node);
      return;
    default:
  }
}

/** A container may hold itself. */
function useItems(m: Machine, container: Value, items: readonly Value[], node: Expr): void {
  if (m.busy.has(container)) return;
  m.busy.add(container);
  try {
    for (const item of items) use(m, item, node);
  } finally {
    m.busy.delete(container);
  }
}

function useInstance(m: Machine, object: Instance, node: Expr): void {
  if (m.busy.has(object)) return;
  m.busy.add(object);
  if (m.reach !== 'skipped') markUsed(m, object);
  try {
    for (const pending of object.pending) {
      if (pending.done) continue;
      if (m.reach === 'run' || m.reach === 'maybe') markDone(m, pending);
      drawPending(m, pending, node);
    }
    if (isLoader(object)) runLoader(m, object, node);
    else if (object.type === 'generator') iterate(m, object, node);
    else if (isStarted(object)) start(m, object, node);
    else for (const value of heldToRun(object)) use(m, value, node);
    if (object.class !== null) {
      for (const name of hooksOf(object)) {
        const method = inClass(object.class, name);
        if (method?.tag === 'function') callFunction(m, { ...method, self: object }, unknownArguments, node);
      }
    }
  } finally {
    m.busy.delete(object);
  }
}

const isSampler = perName((type) => /(?:Sampler|random_split)$/.test(type));

/** A sampler asks its dataset for no item. */
function heldToRun(object: Instance): readonly Value[] {
  if (!isSampler(object.type)) return [...object.held];
  return object.held.filter((value) => value.tag === 'instance' && isSampler(value.type));
}

/** What nothing has used by the end of the script, or of a process, from this one on: it may be used by a library, or not at all. */
export function useWaiting(m: Machine, node: Expr, from = 0): void {
  const before = m.reach;
  // The outermost first: what a loader holds is used by the loader.
  const waiting = spliceIn(m, 'waiting', m, m.waiting, from, m.waiting.length, []);
  for (const { object, reach } of [...waiting].reverse()) {
    if (object.used || isCalled(m, object)) continue;
    m.reach = reach;
    useInstance(m, object, node);
  }
  m.reach = before;
}

/** A function that was wrapped and then called by the script itself needs no other caller. */
function isCalled(m: Machine, { type, held: [only, other] }: Instance): boolean {
  return type === '' && other === undefined && only?.tag === 'function' && m.entered.has(only.def);
}
