// Interprets again what an edit changed, and nothing else, as long as all around it is told the same as before.

import type { FunctionDef } from '../python/ast.ts';
import type { Change } from '../python/graft.ts';
import { effectsOf, type Skipped } from './effects.ts';
import { formerOf } from './former.ts';
import { type Follow, type Item, redo, redoOne, undo, undoOne } from './history.ts';
import { type Machine, OutOfBudget } from './machine.ts';
import { goTo, momentOf } from './moment.ts';
import { follow } from './visits.ts';

/** Steps that one function may take when it is followed again. */
const BUDGET = 100_000;
/** To follow more than this share of the run again is not much less than to follow all of it. */
export const WORTHWHILE = 0.4;

/**
 * Follows the changed functions again, each where the run came by it; whether that was enough. Where it was not, the
 * history says nothing true any more. `m` is at the end of the run, before and after.
 */
export function renew(m: Machine, run: Item[], change: Change, share: number): boolean {
  const end = momentOf(m);
  const { journal, decided, budget } = m;
  const counts: Counts = { followed: 0, own: new Set(), tally: null };
  const stale = staleIn(run, change.functions);
  if (stale === null) return false;
  const done =
    stale.all.size === 0 || renewIn(m, run, { run, change, stale, counts, steps: stepsOf(run), share });
  goTo(m, end);
  Object.assign(m, { journal, decided, budget, history: run });
  return done;
}

interface Work {
  readonly run: readonly Item[];
  readonly change: Change;
  readonly stale: Stale;
  readonly counts: Counts;
  /** How many steps the whole run took, and which share of them may be taken again. */
  readonly steps: number;
  readonly share: number;
}

interface Counts {
  /** Steps that were taken again. */
  followed: number;
  /** What only a body that was followed again asked about. */
  readonly own: Set<object>;
  tally: Tally | null;
}

function stepsOf(run: readonly Item[]): number {
  let steps = 0;
  for (const item of run) if (item.kind === 'follow') steps += item.end?.steps ?? 0;
  return steps;
}

/** What is to be followed again: bodies that are not what they were, and all that those lie in. */
interface Stale {
  readonly changed: Set<Follow>;
  readonly all: Set<Follow>;
}

/** null where the change is in what no body that can be followed by itself did. */
function staleIn(run: readonly Item[], functions: ReadonlySet<FunctionDef>): Stale | null {
  const stale: Stale = { changed: new Set(), all: new Set() };
  const isChanged = (def: object) => functions.has(def as FunctionDef);
  const look = (items: readonly Item[]): void => {
    for (const item of items) {
      if (item.kind !== 'follow') continue;
      const around = item.items.some((inner) => inner.kind === 'around' && isChanged(inner.def));
      if (around || isChanged(item.fn.def)) stale.changed.add(item);
      else look(item.items);
      if (stale.changed.has(item) || item.items.some((inner) => stale.all.has(inner as Follow)))
        stale.all.add(item);
    }
  };
  look(run);
  return run.some((item) => item.kind === 'around' && isChanged(item.def)) ? null : stale;
}

/** `m` is at the end of the items, before and after; at their start if this fails. */
function renewIn(m: Machine, items: readonly Item[], work: Work): boolean {
  const first = items.findIndex((item) => item.kind === 'follow' && work.stale.all.has(item));
  undo(m, items, first);
  for (let at = first; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (item.kind !== 'follow' || !work.stale.all.has(item)) redoOne(m, item);
    else if (!renewed(m, item, work)) {
      for (let back = at - 1; back >= 0; back -= 1) undoOne(m, items[back] as Item);
      return false;
    }
  }
  return true;
}

/** `m` is at the start of the body, and then at its end; still at its start if this fails. */
function renewed(m: Machine, one: Follow, work: Work): boolean {
  if (work.stale.changed.has(one)) return followedAgain(m, one, work);
  redo(m, one.items);
  if (!renewIn(m, one.items, work)) return followedAgain(m, one, work);
  undo(m, one.items);
  // What it was told itself is in the items; what those around it were told is a copy.
  if (one.told !== one.items)
    one.told = retold(one.told, one.items, { ...work.change, isPrivate: (key) => work.counts.own.has(key) });
  redo(m, one.told);
  return true;
}

function followedAgain(m: Machine, one: Follow, work: Work): boolean {
  const { counts, change } = work;
  if (one.end === null) return false;
  counts.followed += one.end.steps;
  if (counts.followed > work.share * work.steps) return false;
  const before = one.items;
  const public_: Skipped = { ...change, isPrivate: () => false };
  redo(m, before);
  const told = effectsOf(one, before, one.end, public_);
  undo(m, before);
  if (told === null) return false;
  const made: Follow = { ...one, items: [], end: null };
  m.former = formerOf(before);
  const ended = run(m, made);
  m.former = null;
  if (!ended || made.end === null) {
    undo(m, made.items);
    return false;
  }
  let skipped = public_;
  let now = effectsOf(made, made.items, made.end, skipped);
  if (now !== null && now !== told) {
    const isPrivate = privateTo(work, before, made.items);
    skipped = { ...change, isPrivate };
    now = effectsOf(made, made.items, made.end, skipped);
    undo(m, made.items);
    redo(m, before);
    const again = effectsOf(one, before, one.end, skipped);
    undo(m, before);
    if (again === null || again !== now) return false;
  } else {
    undo(m, made.items);
    if (now === null) return false;
  }
  one.items = made.items;
  one.end = made.end;
  one.told = retold(one.told, made.items, skipped, counts.own);
  redo(m, one.told);
  counts.tally = null;
  return true;
}

/** Follows the body from where it was entered; whether it came to its end. */
function run(m: Machine, made: Follow): boolean {
  goTo(m, made.entry);
  const journal = made.journaled ? [] : null;
  m.journal = journal;
  m.decided = made.watched ? new Set() : null;
  m.history = made.items;
  const { steps } = m;
  m.budget = steps + BUDGET;
  try {
    const value = follow(m, made);
    made.end = {
      moment: momentOf(m),
      value,
      steps: m.steps - steps,
      wrote: { writes: journal ?? [], from: 0, to: journal?.length ?? 0 },
      decided: m.decided ?? new Set(),
    };
    return true;
  } catch (error) {
    if (error instanceof OutOfBudget) return false;
    throw error;
  } finally {
    m.history = null;
  }
}

/** What the run around is told: as before, but for what only the body itself asks about. */
function retold(
  told: readonly Item[],
  items: readonly Item[],
  { made, isGone, isPrivate }: Skipped,
  own?: Set<object>,
): Item[] {
  const isOwn = (item: Item): boolean => {
    const key = item.kind === 'seen' ? item.node : item.kind === 'visited' ? item.def : null;
    if (key === null || !(made.has(key) || isGone(key as never) || isPrivate(key))) return false;
    own?.add(key);
    return true;
  };
  const kept: Item[] = [];
  const keep = (all: readonly Item[], wanted: (item: Item) => boolean): void => {
    for (const item of all) {
      if (item.kind === 'follow') keep(item.told, wanted);
      else if (wanted(item)) kept.push(item);
    }
  };
  keep(told, (item) => !isOwn(item));
  keep(items, isOwn);
  return kept;
}

/** How often something is asked about: nodes whether they were written down, functions whether they were followed. */
type Tally = Map<object, number>;

function tally(items: readonly Item[], counts: Tally): Tally {
  for (const item of items) {
    const key =
      item.kind === 'seen'
        ? item.node
        : item.kind === 'recalled'
          ? item.def
          : item.kind === 'follow'
            ? item.fn.def
            : null;
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (item.kind === 'follow') tally(item.items, counts);
  }
  return counts;
}

/** What nothing but this body asks about, before the edit and after it. */
function privateTo(
  { run, counts }: Work,
  before: readonly Item[],
  after: readonly Item[],
): Skipped['isPrivate'] {
  counts.tally ??= tally(run, new Map());
  const all = counts.tally;
  const own = tally(before, new Map());
  const made = tally(after, new Map());
  return (key) => (all.get(key) ?? 0) === (own.get(key) ?? 0) && (own.has(key) || made.has(key));
}
