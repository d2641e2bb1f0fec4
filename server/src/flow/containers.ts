// Methods of lists, dicts and strings, as far as what they hold must stay known.

import type { Expr } from '../python/ast.ts';
import { bornMap, pushTo, spliceIn, stamp } from './history.ts';
import { iterate } from './iteration.ts';
import { renewKeys } from './keys.ts';
import { type Machine, put } from './machine.ts';
import {
  type Arguments,
  constant,
  join,
  none,
  sequence,
  tainted,
  taintFrom,
  unknown,
  type Value,
} from './values.ts';

export function callMethod(m: Machine, path: string, self: Value, args: Arguments, node: Expr): Value {
  const name = path.slice(path.indexOf('.') + 1);
  if (self.tag === 'sequence') return ofList(m, name, self, args, node);
  if (self.tag === 'dict') return ofDict(m, name, self, args);
  if (self.tag === 'const' && typeof self.value === 'string') return ofString(name, self.value, self, args);
  return tainted(taintFrom(args.positional, self.taint));
}

function ofList(
  m: Machine,
  name: string,
  self: Value & { tag: 'sequence' },
  args: Arguments,
  node: Expr,
): Value {
  const [first, second] = args.positional;
  const real = m.reach === 'run' || m.reach === 'maybe' || m.reach === 'uncalled';
  switch (name) {
    case 'append':
      if (real && first !== undefined && self.items.length < 64) pushTo(m, null, self, self.items, first);
      return none;
    case 'insert':
      if (real && second !== undefined && self.items.length < 64)
        spliceIn(m, null, self, self.items, placeIn(self.items, indexOf(first)), 0, [second]);
      return none;
    case 'extend':
      extend(m, self, first === undefined ? unknown : iterate(m, first, node), real);
      return none;
    case 'pop':
      return popped(self.items, first);
    case 'copy':
      return { ...self, items: [...self.items], born: stamp() };
    case 'sort':
    case 'reverse':
      if (real) spliceIn(m, null, self, self.items, 0, self.items.length, inAnyOrder(self.items));
      return none;
    default:
      return tainted(self.taint);
  }
}

function indexOf(value: Value | undefined): number | undefined {
  return value?.tag === 'const' && typeof value.value === 'number' ? value.value : undefined;
}

/** Where `insert` puts an item: Python counts from the end below 0 and goes no further than the ends. */
function placeIn(items: readonly Value[], index = items.length): number {
  return index < 0 ? Math.max(0, items.length + index) : Math.min(items.length, index);
}

/** What `pop` gives; the item stays where it is, for a pass that may not happen takes nothing away. */
function popped(items: readonly Value[], index: Value | undefined): Value {
  const at = index === undefined ? -1 : indexOf(index);
  const item = at === undefined ? undefined : items.at(at);
  return item === undefined ? tainted(index?.taint) : renewKeys(item);
}

/** Items that may stand in another order: which constant comes where is not known. */
export function inAnyOrder(items: readonly Value[]): Value[] {
  return items.map((item) => (item.tag === 'const' && items.length > 1 ? tainted(item.taint) : item));
}

function extend(m: Machine, self: Value & { tag: 'sequence' }, items: Value, real: boolean): void {
  if (real && items.tag === 'sequence')
    pushTo(m, null, self, self.items, ...items.items.slice(0, 64 - Math.min(64, self.items.length)));
}

function ofDict(m: Machine, name: string, self: Value & { tag: 'dict' }, args: Arguments): Value {
  const [first, second] = args.positional;
  const key = first?.tag === 'const' ? String(first.value) : null;
  const entry = key === null ? undefined : self.entries.get(key);
  switch (name) {
    case 'setdefault':
      if (entry === undefined && key !== null) put(m, self.entries, key, second ?? none);
      return entry ?? second ?? none;
    case 'get':
    case 'pop':
      if (entry !== undefined) return entry;
      if (key !== null && self.complete) return second ?? none;
      return second === undefined ? tainted(self.taint) : join(second, tainted(self.taint));
    case 'update': {
      const added = first?.tag === 'dict' ? first.entries : new Map<string, Value>();
      for (const [itsKey, value] of [...added, ...args.keywords]) put(m, self.entries, itsKey, value);
      return none;
    }
    case 'items':
      return sequence(
        [...self.entries].map(([named, value]) => sequence([constant(named), value])),
        self.complete,
      );
    case 'values':
      return sequence([...self.entries.values()], self.complete);
    case 'keys':
      return sequence(
        [...self.entries.keys()].map((named) => constant(named)),
        self.complete,
      );
    case 'copy':
      return { ...self, entries: bornMap(self.entries) };
    default:
      return tainted(self.taint);
  }
}

function ofString(name: string, text: string, self: Value, args: Arguments): Value {
  const [first] = args.positional;
  const word = first?.tag === 'const' && typeof first.value === 'string' ? first.value : null;
  const taint = taintFrom(args.positional, self.taint);
  switch (name) {
    case 'lower':
      return constant(text.toLowerCase(), taint);
    case 'upper':
      return constant(text.toUpperCase(), taint);
    case 'strip':
      return word === null ? constant(text.trim(), taint) : tainted(taint);
    case 'startswith':
      return word === null ? tainted(taint) : constant(text.startsWith(word), taint);
    case 'endswith':
      return word === null ? tainted(taint) : constant(text.endsWith(word), taint);
    case 'split':
      if (args.positional.length > 1 || args.keywords.size > 0) return tainted(taint);
      return sequence(
        (word === null ? text.trim() : text).split(word ?? /\s+/).map((part) => constant(part, taint)),
      );
    default:
      return tainted(taint);
  }
}
