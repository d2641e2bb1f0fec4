// Interprets again what an edit changed, and nothing else, as long as all around it is told the same as before.

import type { FunctionDef } from '../python/ast.ts';
import type { Change } from '../python/graft.ts';
import { type Digest, digest, digestOf } from './digest.ts';
import { effectsOf, type Skipped } from './effects.ts';
import { formerOf } from './former.ts';
import { type Born, type Follow, type Item, type Moment, redo, redoOne, undo, undoOne } from './history.ts';
import { type Machine, OutOfBudget } from './machine.ts';
import { goTo, momentOf } from './moment.ts';
import { type Stale, staleIn } from './stale.ts';
import { privateTo, type Tally, tally } from './tallies.ts';
import { follow } from './visits.ts';

/** Steps that one function may take when it is followed again. */
const BUDGET = 100_000;
/** What is told of a body may grow with every edit that leaves something else for the end: then all is read anew. */
const MOST_TOLD = 50_000;
/** To follow more than this share of the run again is not much less than to follow all of it. */
export const WORTHWHILE = 0.4;

/** A run in two parts: what the script does, and what is seen of it at its end and in what nothing called. */
export interface Run {
  readonly body: Item[];
  readonly rest: Item[];
  /** Where the first part ends. */
  readonly middle: Moment;
}

/**
 * Follows the changed functions again, each where the run came by it; whether that was enough. Where it was not, the
 * history says nothing true any more. `m` is at the end of the run, before and after; `finish` makes the second part anew.
 */
export function renew(
  m: Machine,
  { body, rest, middle }: Run,
  change: Change,
  share: number,
  finish: () => void,
): boolean {
  const end = momentOf(m);
  const { journal, decided, budget } = m;
  const whole = [...body, ...rest];
  const work: Work = {
    whole,
    body,
    change,
    stale: staleIn(whole, change.functions),
    counts: { followed: 0, accepted: 0, own: new Set(), tally: null },
    steps: stepsOf(whole),
    share,
    endless: !sweeps(digest(body)),
    loosened: false,
  };
  const isOwn = (item: Item) => item.kind === 'around' && change.functions.has(item.def as FunctionDef);
  undo(m, rest);
  if (body.some(isOwn) || !renewIn(m, body, work)) return false;
  const again = work.loosened || rest.some(isOwn) || !renewedRest(m, rest, work);
  goTo(m, again ? middle : end);
  if (again) {
    rest.length = 0;
    m.history = rest;
    finish();
  }
  Object.assign(m, { journal, decided, budget, history: rest });
  return true;
}

/** `m` is at the end of the first part, and then at the end of the second; still there if this fails. */
function renewedRest(m: Machine, rest: readonly Item[], work: Work): boolean {
  redo(m, rest);
  // This is the end already: nothing is left for it.
  return renewIn(m, rest, { ...work, endless: false });
}

/** Whether objects that wait are used up before the end of the run, as in a child process. */
function sweeps({ sweeps: own, follows }: Digest): boolean {
  return own || follows.some((body) => sweeps(digestOf(body)));
}

interface Work {
  readonly whole: readonly Item[];
  readonly body: readonly Item[];
  readonly change: Change;
  readonly stale: Stale;
  readonly counts: Counts;
  /** How many steps the whole run took, and which share of them may be taken again. */
  readonly steps: number;
  readonly share: number;
  /** Whether the end of the run may be made anew, and whether it has to be. */
  readonly endless: boolean;
  loosened: boolean;
}

interface Counts {
  /** Steps that were taken again. */
  followed: number;
  /** How many bodies were found to do what they did. */
  accepted: number;
  /** What only a body that was followed again asked about. */
  readonly own: Set<object>;
  tally: { readonly whole: Tally; readonly body: Tally } | null;
}

function stepsOf(run: readonly Item[]): number {
  let steps = 0;
  for (const item of run) if (item.kind === 'follow') steps += item.end?.steps ?? 0;
  return steps;
}

/** `m` is at the end of the items, before and after; at their start if this fails. */
function renewIn(m: Machine, items: readonly Item[], work: Work): boolean {
  const isStale = (item: Item) => item.kind === 'follow' && work.stale.all.has(item);
  const first = items.findIndex(isStale);
  if (first < 0) return true;
  let at = first;
  const only = items[first] as Follow;
  if (items.findLastIndex(isStale) === first && only.told === only.items && !work.stale.changed.has(only)) {
    // Most edits are inside of one body: what is before them is neither taken back nor done again.
    undo(m, items, first + 1);
    if (!renewIn(m, only.items, work) && !followedAgain(m, only, work)) return failed(m, items, first);
    at += 1;
  } else undo(m, items, first);
  for (; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (item.kind !== 'follow' || !work.stale.all.has(item)) redoOne(m, item);
    else if (!renewed(m, item, work)) return failed(m, items, at);
  }
  return true;
}

/** Takes back what is before the item. */
function failed(m: Machine, items: readonly Item[], at: number): false {
  for (let back = at - 1; back >= 0; back -= 1) undoOne(m, items[back] as Item);
  return false;
}

/** `m` is at the start of the body, and then at its end; still at its start if this fails. */
function renewed(m: Machine, one: Follow, work: Work): boolean {
  if (work.stale.changed.has(one)) return followedAgain(m, one, work);
  const { accepted } = work.counts;
  redo(m, one.items);
  const done = renewIn(m, one.items, work);
  if (done) undo(m, one.items);
  if (one.told !== one.items) {
    // Those around it were told a copy, which knows nothing of what was accepted inside.
    if (done ? work.loosened : work.counts.accepted > accepted) return false;
    const isPrivate = (key: object) => work.counts.own.has(key);
    if (done) one.told = retold(one, one.items, { ...work.change, isPrivate, endless: false });
  }
  if (!done) return followedAgain(m, one, work);
  redo(m, one.told);
  return true;
}

function followedAgain(m: Machine, one: Follow, work: Work): boolean {
  const { counts } = work;
  if (one.end === null || one.told.length > MOST_TOLD) return false;
  counts.followed += one.end.steps;
  if (counts.followed > work.share * work.steps) return false;
  const before = one.items;
  const made: Follow = { ...one, items: [], end: null };
  m.former = formerOf(before);
  const ended = run(m, made);
  m.former = null;
  undo(m, made.items);
  const skipped = ended ? equalAs(m, one, made, work) : null;
  if (skipped === null) return false;
  work.loosened ||= skipped.endless;
  counts.accepted += 1;
  one.told = retold(one, made.items, skipped, counts.own);
  one.items = made.items;
  one.end = made.end;
  redo(m, one.told);
  counts.tally = null;
  return true;
}

/** What has to be left out of account so that the two do the same to all around them; null where there is nothing such. */
function equalAs(
  m: Machine,
  before: Follow,
  after: Follow,
  { change, counts, ...work }: Work,
): Skipped | null {
  const effects = (one: Follow, skipped: Skipped): string | null => {
    if (one.end === null) return null;
    redo(m, one.items);
    const text = effectsOf(one, one.items, one.end, skipped);
    undo(m, one.items);
    return text;
  };
  const equal = (skipped: Skipped): boolean => {
    const text = effects(after, skipped);
    return text !== null && text === effects(before, skipped);
  };
  const strictly: Skipped = { ...change, isPrivate: () => false, endless: false };
  if (equal(strictly)) return strictly;
  counts.tally ??= { whole: tally(work.whole), body: tally(work.body) };
  const privately = { ...strictly, isPrivate: privateTo(counts.tally.whole, before.items, after.items) };
  if (equal(privately)) return privately;
  if (!work.endless) return null;
  const isPrivate = privateTo(counts.tally.body, before.items, after.items);
  const loosely = { ...strictly, isPrivate, endless: true };
  return equal(loosely) ? loosely : null;
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

/** What the run around is told: as before, but for what only the body itself asks about, and what is left for the end. */
function retold(
  { told, born }: Follow,
  items: readonly Item[],
  { made, isGone, isPrivate, endless }: Skipped,
  own?: Set<object>,
): Item[] {
  const isOwn = (item: Item): boolean => {
    if (endless && isForEnd(item)) return true;
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
  keep(items, (item) => isOwn(item) || (endless && isInside(item, born)));
  return kept;
}

function isForEnd(item: Item): boolean {
  return (
    item.kind === 'entered' ||
    (item.kind === 'splice' && (item.table === 'waiting' || item.table === 'defined'))
  );
}

/** Whether it is about what was made since. */
function isInside(item: Item, born: number): boolean {
  const about: Born | null =
    item.kind === 'set' && item.table === null
      ? (item.map as Born)
      : item.kind === 'splice' && item.table === null
        ? item.owner
        : item.kind === 'flag'
          ? (item.object as Born)
          : null;
  return (about?.born ?? 0) > born;
}
