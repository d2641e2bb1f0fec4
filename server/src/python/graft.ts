// Puts what an edit left alone back into a statement that was parsed anew: the same nodes, at their new places.

import type { Block, FunctionDef, Stmt, Unit } from './ast.ts';
import type { Module } from './module.ts';
import { inside } from './traverse.ts';

/** What an edit of some statements came to. */
export interface Change {
  /** The innermost functions whose bodies hold all of the change. */
  readonly functions: ReadonlySet<FunctionDef>;
  /** Whether something else is different as well. */
  readonly beyond: boolean;
  /** The nodes that were not there before. */
  readonly made: ReadonlySet<object>;
  /** Whether a node that was there before is not there any more. */
  readonly isGone: (node: { readonly unit: object }) => boolean;
}

/** More statements than that are changed by nobody who types. */
const MOST_CHANGED = 8;

/**
 * Gives the later module the nodes of the earlier one that the edit left alone, moved to their new places; what a changed
 * block stands in keeps its identity too, and gets a new list of statements. The earlier module is used up. null, and
 * nothing is done, where top-level statements came, went or changed places.
 */
export function graft(earlier: Module, later: Module): Change | null {
  if (earlier.cells !== null || later.cells !== null || earlier.skipped || later.skipped) return null;
  if (earlier.units.length !== later.units.length) return null;
  const pairs: (readonly [Unit, Unit])[] = [];
  for (const [index, after] of later.units.entries()) {
    const before = earlier.units[index];
    if (before !== undefined && before !== after) pairs.push([before, after]);
  }
  if (pairs.length > MOST_CHANGED || pairs.some(([before]) => later.units.includes(before))) return null;
  const gone = new Set<object>(pairs.map(([before]) => before));
  const found: Found = {
    functions: new Set(),
    beyond: false,
    made: new Set(),
    isGone: ({ unit }) => gone.has(unit),
  };
  for (const [before, after] of pairs)
    (after as { body: Stmt }).body = statement(before.body, after.body, null, found);
  return found;
}

/** Several changes, the latest first, as one. */
export function changesTogether(changes: readonly (Change | null)[]): Change | null {
  const [only, ...others] = changes;
  if (only == null || others.length === 0) return only ?? null;
  const all: Change[] = [];
  for (const change of changes) {
    if (change === null) return null;
    all.push(change);
  }
  return {
    functions: new Set(all.flatMap(({ functions }) => [...functions])),
    beyond: all.some(({ beyond }) => beyond),
    made: new Set(all.flatMap(({ made }) => [...made])),
    isGone: (node) => all.some(({ isGone }) => isGone(node)),
  };
}

interface Found extends Change {
  readonly functions: Set<FunctionDef>;
  beyond: boolean;
  readonly made: Set<object>;
}

type Fields = Record<string, unknown>;

/** Where something stands; what it is does not depend on that. */
const PLACES = new Set(['start', 'end', 'nameStart', 'attrStart', 'open', 'close', 'unit']);
/** Nodes of which the text says more than their parts do. */
const BY_TEXT = new Set(['FString', 'Slice']);
const BLOCKS = new Set(['body', 'orelse', 'final']);
/** Lists whose items have a block each. */
const ARMS = new Set(['handlers', 'cases']);
const COMPOUND = new Set(['FunctionDef', 'ClassDef', 'If', 'For', 'While', 'Try', 'With', 'Match']);

function statement(before: Stmt, after: Stmt, home: FunctionDef | null, found: Found): Stmt {
  if (same(before, after)) {
    move(before, after);
    return before;
  }
  if (!COMPOUND.has(before.kind) || !sameHead(before as unknown as Fields, after as unknown as Fields)) {
    isNew([after], home, found);
    return after;
  }
  const inner = before.kind === 'FunctionDef' ? before : home;
  join(before as unknown as Fields, after as unknown as Fields, inner, found);
  return before;
}

/** Whether all but the blocks of two compound statements is the same. */
function sameHead(before: Fields, after: Fields): boolean {
  return Object.keys(after).every((key) => {
    if (PLACES.has(key) || BLOCKS.has(key)) return true;
    const [old, now] = [before[key], after[key]];
    if (!ARMS.has(key)) return same(old, now);
    const [olds, nows] = [old as Fields[], now as Fields[]];
    return olds.length === nows.length && olds.every((arm, i) => sameHead(arm, nows[i] as Fields));
  });
}

function join(before: Fields, after: Fields, home: FunctionDef | null, found: Found): void {
  for (const key of Object.keys(after)) {
    const [old, now] = [before[key], after[key]];
    if (PLACES.has(key)) before[key] = now;
    else if (BLOCKS.has(key)) before[key] = block(old as Block, now as Block, home, found);
    else if (ARMS.has(key))
      for (const [i, arm] of (old as Fields[]).entries())
        join(arm, (now as Fields[])[i] as Fields, home, found);
    else move(old, now);
  }
}

function block(before: Block, after: Block, home: FunctionDef | null, found: Found): Block {
  let first = 0;
  const shorter = Math.min(before.length, after.length);
  while (first < shorter && same(before[first], after[first])) first += 1;
  let last = 0;
  while (last < shorter - first && same(before.at(-1 - last), after.at(-1 - last))) last += 1;
  const kept = [...before.slice(0, first), ...before.slice(before.length - last)];
  const moved = [...after.slice(0, first), ...after.slice(after.length - last)];
  for (const [i, old] of kept.entries()) move(old, moved[i]);
  const olds = before.slice(first, before.length - last);
  const nows = after.slice(first, after.length - last);
  if (olds.length === nows.length) {
    const middle = nows.map((now, i) => statement(olds[i] as Stmt, now, home, found));
    return [...kept.slice(0, first), ...middle, ...kept.slice(first)];
  }
  isNew(nows, home, found);
  return [...kept.slice(0, first), ...nows, ...kept.slice(first)];
}

function isNew(statements: readonly Stmt[], home: FunctionDef | null, found: Found): void {
  if (home === null) found.beyond = true;
  else found.functions.add(home);
  for (const one of statements) {
    found.made.add(one);
    for (const node of inside(one)) found.made.add(node);
  }
}

function same(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return Object.is(before, after);
  if (Array.isArray(before) || Array.isArray(after))
    return (
      Array.isArray(before) &&
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((one, i) => same(one, after[i]))
    );
  const [old, now] = [before as Fields, after as Fields];
  for (const key in now) if (!PLACES.has(key) && !same(old[key], now[key])) return false;
  return !BY_TEXT.has(now.kind as string) || textOf(old) === textOf(now);
}

function textOf({ unit, start, end }: Fields): string {
  return (unit as Unit).text.slice(start as number, end as number);
}

function move(before: unknown, after: unknown): void {
  if (typeof before !== 'object' || before === null) return;
  const [old, now] = [before as Fields, after as Fields];
  if (Array.isArray(before)) for (const [i, one] of before.entries()) move(one, (after as unknown[])[i]);
  else
    for (const key in now) {
      if (PLACES.has(key)) old[key] = now[key];
      else move(old[key], now[key]);
    }
}
