// What a run did to the machine and to what it knows, in order, so that it can be taken back and done again.

import type { FunctionDef, Lambda } from '../python/ast.ts';
import type { FlowEvent, Reach, Site } from './events.ts';
import type { Frame, Machine, OptionRecord, Visit, Write } from './machine.ts';
import type { Streams } from './streams.ts';
import type { Arguments, FunctionValue, Value } from './values.ts';

/** Tables of the machine, told apart from what the script's own objects hold. */
export type Table =
  | 'waiting'
  | 'defined'
  | 'options'
  | 'seeds'
  | 'modules'
  | 'commands'
  | 'imported'
  | 'keys';

interface Keyed {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): unknown;
  delete(key: unknown): boolean;
}

export type Item =
  | {
      readonly kind: 'set';
      readonly table: Table | null;
      readonly map: Keyed;
      readonly key: unknown;
      readonly old: unknown;
      readonly value: unknown;
      /** How often the map had been written to before, where that is counted. */
      readonly writes: number | null;
    }
  | {
      readonly kind: 'splice';
      readonly table: Table | null;
      /** What the list belongs to. */
      readonly owner: object;
      readonly list: unknown[];
      readonly at: number;
      readonly removed: readonly unknown[];
      readonly added: readonly unknown[];
    }
  /** An object is used, a draw that waited has happened: it was not before. */
  | { readonly kind: 'flag'; readonly object: { used: boolean } | { done: boolean } }
  | {
      readonly kind: 'entered';
      readonly def: FunctionDef | Lambda;
      readonly site: Site | null;
      readonly first: boolean;
    }
  /** It counts as entered no more. */
  | { readonly kind: 'left'; readonly def: FunctionDef | Lambda; readonly old: (Site | null)[] | undefined }
  /** Somebody asked whether this was written down, and wrote it down if not. */
  | { readonly kind: 'seen'; readonly node: object; readonly said: string; readonly added: boolean }
  | {
      readonly kind: 'visited';
      readonly def: FunctionDef | Lambda;
      readonly key: string;
      readonly old: Visit | undefined;
      readonly made: Visit;
    }
  | { readonly kind: 'recalled'; readonly def: FunctionDef | Lambda }
  /** A generator's body ran around a block of its caller: what it does belongs to what that one does. */
  | { readonly kind: 'around'; readonly def: FunctionDef | Lambda }
  | { readonly kind: 'event'; readonly event: FlowEvent }
  | {
      readonly kind: 'option';
      readonly record: OptionRecord;
      readonly how: 'reads' | 'harmless' | 'seeds' | 'escaped';
    }
  | Follow;

/** What the machine is in the middle of, besides what it has in its tables. */
export interface Moment {
  readonly stack: readonly Frame[];
  readonly streams: Streams;
  readonly reach: Reach;
  readonly guard: Machine['guard'];
  readonly exited: boolean;
  readonly fromTorch: Machine['fromTorch'];
  readonly startMethod: Machine['startMethod'];
  readonly atGuard: Machine['atGuard'];
  readonly guardNode: Machine['guardNode'];
  readonly main: Machine['main'];
  readonly busy: readonly object[];
  readonly asked: readonly object[];
}

/** A body that was interpreted: from where, and what that did. */
export interface Follow {
  readonly kind: 'follow';
  readonly fn: FunctionValue;
  readonly args: Arguments;
  readonly site: Site;
  /** The keys under which it is remembered. */
  readonly like: string;
  readonly exact: string;
  readonly entry: Moment;
  /** What has a greater number was made inside. */
  readonly born: number;
  /** Whether somebody around it looks at what it writes, and at what decides its branches. */
  readonly journaled: boolean;
  readonly watched: boolean;
  /** What it does now, and how it ends. */
  items: Item[];
  end: End | null;
  /** What the run around it was told that it does: the same in effect, from when that run was made. */
  told: Item[];
}

export interface End {
  readonly moment: Moment;
  readonly value: Value;
  /** How many steps it took. */
  readonly steps: number;
  readonly wrote: { readonly writes: readonly Write[]; readonly from: number; readonly to: number };
  readonly decided: ReadonlySet<string>;
}

export function setIn<K, V>(
  m: Machine,
  table: Table | null,
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown; delete(key: K): boolean },
  key: K,
  value: V,
): void {
  m.history?.push({ kind: 'set', table, map: map as Keyed, key, old: map.get(key), value, writes: null });
  map.set(key, value);
}

export function pushTo<T>(m: Machine, table: Table | null, owner: object, list: T[], ...added: T[]): void {
  spliceIn(m, table, owner, list, list.length, 0, added);
}

export function spliceIn<T>(
  m: Machine,
  table: Table | null,
  owner: object,
  list: T[],
  at: number,
  count: number,
  added: readonly T[],
): T[] {
  const removed = list.splice(at, count, ...added);
  m.history?.push({ kind: 'splice', table, owner, list, at, removed, added });
  return removed;
}

export function markUsed(m: Machine, object: { used: boolean }): void {
  if (object.used) return;
  m.history?.push({ kind: 'flag', object });
  object.used = true;
}

export function markDone(m: Machine, pending: { done: boolean }): void {
  m.history?.push({ kind: 'flag', object: pending });
  pending.done = true;
}

export function undo(m: Machine, items: readonly Item[], from = 0): void {
  for (let i = items.length - 1; i >= from; i -= 1) undoOne(m, items[i] as Item);
}

export function redo(m: Machine, items: readonly Item[]): void {
  for (const item of items) redoOne(m, item);
}

export function undoOne(m: Machine, item: Item): void {
  switch (item.kind) {
    case 'set':
      if (item.old === undefined) item.map.delete(item.key);
      else item.map.set(item.key, item.old);
      if (item.writes !== null) (item.map as unknown as Born).writes = item.writes;
      break;
    case 'splice':
      item.list.splice(placeOf(item, item.added), item.added.length, ...item.removed);
      break;
    case 'flag':
      mark(item.object, false);
      break;
    case 'entered':
      leave(m.entered, item.def);
      break;
    case 'left':
      if (item.old !== undefined) m.entered.set(item.def, item.old);
      break;
    case 'seen': {
      const known = m.seen.get(item.node as never);
      if (item.added && known !== undefined) known.splice(known.lastIndexOf(item.said), 1);
      break;
    }
    case 'visited': {
      const visits = m.visits.get(item.def);
      if (item.old === undefined) visits?.delete(item.key);
      else visits?.set(item.key, item.old);
      break;
    }
    case 'follow':
      undo(m, item.told);
      break;
    case 'recalled':
    case 'around':
    case 'event':
    case 'option':
  }
}

export function redoOne(m: Machine, item: Item): void {
  switch (item.kind) {
    case 'set':
      if (item.value === undefined) item.map.delete(item.key);
      else item.map.set(item.key, item.value);
      if (item.writes !== null) (item.map as unknown as Born).writes = item.writes + 1;
      break;
    case 'splice':
      item.list.splice(placeOf(item, item.removed), item.removed.length, ...item.added);
      break;
    case 'flag':
      mark(item.object, true);
      break;
    case 'entered':
      enter(m.entered, item.def, item.site);
      break;
    case 'left':
      m.entered.delete(item.def);
      break;
    case 'seen': {
      if (!item.added) break;
      const known = m.seen.get(item.node as never);
      if (known === undefined) m.seen.set(item.node as never, [item.said]);
      else known.push(item.said);
      break;
    }
    case 'visited':
      m.visits.get(item.def)?.set(item.key, item.made);
      break;
    case 'follow':
      redo(m, item.told);
      break;
    case 'recalled':
    case 'around':
    case 'event':
    case 'option':
  }
}

/** The machine's own lists grow and shrink at their ends, wherever those are by then. */
function placeOf({ table, list, at }: Item & { kind: 'splice' }, goes: readonly unknown[]): number {
  return table === null ? at : list.length - goes.length;
}

/** Whether the function had not been entered before. */
export function enter(entered: Machine['entered'], def: FunctionDef | Lambda, site: Site | null): boolean {
  const calls = entered.get(def);
  if (calls === undefined) entered.set(def, [site]);
  else calls.push(site);
  return calls === undefined;
}

function leave(entered: Machine['entered'], def: FunctionDef | Lambda): void {
  const calls = entered.get(def);
  calls?.pop();
  if (calls?.length === 0) entered.delete(def);
}

function mark(object: { used: boolean } | { done: boolean }, is: boolean): void {
  if ('used' in object) object.used = is;
  else object.done = is;
}

/** Numbers for what is made, in the order in which it is made. */
let clock = 0;

/** What carries the number of when it was made, and how often it was written to. */
export interface Born {
  born?: number;
  writes?: number;
}

export function now(): number {
  return clock;
}

export function stamp(): number {
  clock += 1;
  return clock;
}

export function bornMap<K, V>(entries?: Iterable<readonly [K, V]>): Map<K, V> {
  const made: Map<K, V> & Born = new Map(entries);
  made.born = stamp();
  return made;
}
