// Short forms in which the tables of the catalogue are written; they hold no facts of their own.

import type { Stream } from '../flow/events.ts';
import type { ApiFact, Condition, DrawFact, SeedFact, Table } from './api.ts';

type Extra = Partial<Omit<DrawFact, 'stream' | 'role' | 'when'>>;

/** A draw at the moment of the call. */
export function atCall(stream: Stream, role: DrawFact['role'], extra: Extra = {}): DrawFact {
  return { stream, role, when: 'call', unless: [], position: null, ...extra };
}

/** An object that draws when it is used: iterated, fitted, applied. */
export function atUse(stream: Stream, role: DrawFact['role'], extra: Extra = {}): DrawFact {
  return { ...atCall(stream, role, extra), when: 'use' };
}

/** The same fact for each of the space-separated names under a prefix ('' for none). */
export function each(prefix: string, names: string, fact: ApiFact | ((name: string) => ApiFact)): Table {
  const table: Record<string, ApiFact> = {};
  for (const word of names.split(/\s+/)) {
    if (word === '') continue;
    const name = prefix === '' ? word : `${prefix}.${word}`;
    table[name] = typeof fact === 'function' ? fact(name) : fact;
  }
  return table;
}

/** A seeding call whose argument is `keyword` at `position`. */
export function seeds(
  parts: SeedFact['parts'],
  keyword: string,
  none: SeedFact['none'],
  flags: SeedFact['flags'] = [],
  position = 0,
): SeedFact {
  return { parts, argument: { keyword, position }, none, flags };
}

/** A call that seeds by itself, without an argument. */
export function reseeds(
  parts: SeedFact['parts'],
  none: SeedFact['none'],
  flags: SeedFact['flags'] = [],
): SeedFact {
  return { parts, argument: null, none, flags };
}

export function condition(keyword: string, value: unknown, position: number | null = null): Condition {
  return { keyword, position, value };
}
