// Random keys that a script passes by hand, as in JAX: what uses one up, and whether it was used up before.

import type { ApiFact } from '../catalogue/api.ts';
import type { Call } from '../python/ast.ts';
import type { Site } from './events.ts';
import { setIn, stamp } from './history.ts';
import { type Machine, put, siteOf } from './machine.ts';
import { argument, recordCall } from './record.ts';
import { truth } from './truth.ts';
import { type Arguments, constant, type Instance, instance, type Value } from './values.ts';

const KEY = 'jax.random.Key';
const SPENT = 'spent';
const first = new WeakMap<Instance, Site>();

/** Marks the key in the call's argument as used up, and writes the call down if it was so already. */
export function spendKey(m: Machine, fact: ApiFact, path: string, args: Arguments, call: Call): void {
  if (fact.spends === undefined || m.reach === 'skipped') return;
  const key = argument(args, fact.spends.keyword, fact.spends.position);
  if (key?.tag !== 'instance' || key.class !== null || key.type !== KEY) return;
  const before = key.attributes.get(SPENT);
  const site = first.get(key);
  // Only where every path that leads here has used it.
  if (before !== undefined && truth(before) === true && site !== undefined) {
    recordCall(m, call, path, args, site);
    return;
  }
  setIn(m, 'keys', first, key, siteOf(m, call));
  put(m, key.attributes, SPENT, constant(true));
}

/** A value that stands for another one each time it is asked for: the keys in it are not the ones that were used up before. */
export function renewKeys(value: Value): Value {
  if (value.tag === 'instance') return value.class === null && value.type === KEY ? instance(KEY) : value;
  if (value.tag !== 'sequence' || !value.items.some(isKey)) return value;
  return { ...value, items: value.items.map(renewKeys), born: stamp() };
}

function isKey(value: Value): boolean {
  return value.tag === 'instance' && value.type === KEY;
}
