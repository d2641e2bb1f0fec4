// Pins a suspect and runs again: a cause is confirmed only if results then part later or not at all.
import type { Hypothesis } from './cause.ts';
import { effectOf, type Found, isLater, partsLater, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import { mergePins, type Pins, samePins } from './pins.ts';
import { DRAW } from './trace/event.ts';

/** Runs the script twice with these pins, for so many steps; null where a run did not end well or a trace is lost. */
export type Rerun = (pins: [Pins, Pins], steps: number | null) => Promise<Pair | null>;

/** A hypothesis, and the divergence that it explains, of a pair with all that was suspected before it pinned. */
export interface Suspected {
  hypothesis: Hypothesis;
  found: Found;
}

export interface Confirmed {
  /** In the order in which they differ: without any of them the runs would part as they did. Empty: not confirmed. */
  live: Suspected[];
  /** What differs too, but nothing follows from it. */
  dead: Suspected[];
  /** What was last known to differ, with everything pinned that had been suspected until then. */
  last: Pair;
}

export interface Naming {
  /** What may have caused the first divergence of a pair. */
  first(pair: Pair): Suspected[];
  /** What the traces tell of every draw that differs in a pair. */
  draws(pair: Pair): Suspected[];
}

/** Steps that a pinned pair goes on past the divergence, to see that it has gone and not only slipped. */
const MARGIN = 3;
/** Draws that differ one after the other before the first tensor does; more are not told apart. */
const MOST_SUSPECTS = 12;

export function stepsToSee(pair: Pair): number {
  const steps = [pair.found, effectOf(pair)].map((found) => (found ? shownEvent(found.mismatch).step : 0));
  return Math.max(...steps) + MARGIN;
}

/**
 * Tries what may have caused the divergence of `pair`, whose runs had `base` pinned. Where the pin of a draw changes
 * nothing but the draw itself, all other draws that differ are pinned with it; once nothing differs any more, each is
 * let go again, to see whether it matters. `every` asks for all that matter, rather than for the first.
 */
export async function confirm(
  pair: Pair,
  base: Pins,
  name: Naming,
  rerun: Rerun,
  every: boolean,
): Promise<Confirmed> {
  const steps = stepsToSee(pair);
  const suspected: Suspected[] = [];
  const run: RunWith = async (some) => {
    const pins = pinnedBy(base, some);
    return rerun([pins, pins], steps);
  };
  let last = pair;
  let cured = false;
  while (suspected.length < MOST_SUSPECTS && (!cured || (suspected.length > 1 && differs(pair, last)))) {
    const tried = await tryAll(pair, last, suspected, name, run);
    if (!tried) break;
    suspected.push(...tried.suspected);
    last = tried.after;
    cured ||= tried.cured;
  }
  if (!cured) return { live: [], dead: [], last };
  return { ...(await letGo(pair, suspected, last, run, every)), last };
}

/** Whether anything differs still of the kind that differed: tensors, or where none did, anything. */
function differs(pair: Pair, now: Pair): boolean {
  return (effectOf(pair) ? effectOf(now) : now.found) !== null;
}

interface Tried {
  suspected: Suspected[];
  /** Results part later now than in the plain pair; otherwise only draws agree that did not. */
  cured: boolean;
  after: Pair;
}

type RunWith = (some: Suspected[]) => Promise<Pair | null>;

/** The first hypothesis alone, then all together: where even that changes nothing, one by one would not either. */
async function tryAll(
  pair: Pair,
  from: Pair,
  before: Suspected[],
  name: Naming,
  run: RunWith,
): Promise<Tried | null> {
  const candidates = fresh(name.first(from), before);
  for (const [at, candidate] of candidates.entries()) {
    const after = await run([...before, candidate]);
    if (after) {
      if (partsLater(pair, after, candidate.hypothesis.guess)) {
        if (await isNoChance(pair, [...before, candidate], run))
          return { suspected: [candidate], cured: true, after };
        continue;
      }
      if (drawHasGone(from, after)) return withOtherDraws(pair, candidate, after, before, name, run);
    }
    if (at === 0 && candidates.length > 2) {
      const together = await run([...before, ...candidates]);
      if (together && !partsLater(pair, together, true)) return null;
    }
  }
  if (candidates.length < 2) return null;
  const after = await run([...before, ...candidates]);
  return after && partsLater(pair, after, true) ? { suspected: candidates, cured: true, after } : null;
}

/** Of a choice between few paths two runs make the same one now and then: a guess has to do it twice. */
async function isNoChance(pair: Pair, suspected: Suspected[], run: RunWith): Promise<boolean> {
  const isGuess = suspected.at(-1)!.hypothesis.guess;
  if (!isGuess || pair.found?.mismatch.how !== 'sequence') return true;
  const again = await run(suspected);
  return again !== null && partsLater(pair, again, true);
}

/** Those that can be pinned and are not yet. */
function fresh(all: Suspected[], before: Suspected[]): Suspected[] {
  const known = (pins: Pins) => before.some(({ hypothesis }) => samePins(hypothesis.pins, pins));
  return all.filter(({ hypothesis: { pins } }) => pins !== null && !known(pins));
}

/** The draw that differed first agrees now, though the results do not. */
function drawHasGone(before: Pair, after: Pair): boolean {
  if (!before.found || shownEvent(before.found.mismatch).kind !== DRAW) return false;
  return after.found === null || isLater(before.found, after.found, false);
}

async function withOtherDraws(
  pair: Pair,
  one: Suspected,
  after: Pair,
  before: Suspected[],
  name: Naming,
  run: RunWith,
): Promise<Tried> {
  const others = fresh(name.draws(after), [...before, one]);
  const together = others.length > 0 && (await run([...before, one, ...others]));
  if (!together) return { suspected: [one], cured: false, after };
  return { suspected: [one, ...others], cured: partsLater(pair, together, true), after: together };
}

/**
 * Of several suspects, those whose pin changes nothing, and the first one that does, or all of these. As long as
 * something else differs, nothing can be told.
 */
async function letGo(
  pair: Pair,
  suspected: Suspected[],
  cured: Pair,
  run: RunWith,
  every: boolean,
): Promise<Pick<Confirmed, 'live' | 'dead'>> {
  const dead: Suspected[] = [];
  // Without its pin the runs fail, which says nothing of it: it comes after those that are known to matter.
  const untold: Suspected[] = [];
  const rest = () => suspected.filter((one) => !dead.includes(one));
  if (differs(pair, cured)) return { live: suspected, dead };
  for (const one of suspected) {
    if (rest().length === 1) break;
    const after = await run(rest().filter((other) => other !== one));
    if (!after) untold.push(one);
    else if (!differs(pair, after)) dead.push(one);
    else if (!every) break;
  }
  return { live: [...rest().filter((one) => !untold.includes(one)), ...untold], dead };
}

export function pinnedBy(base: Pins, some: Suspected[]): Pins {
  return some.reduce((pins, { hypothesis }) => mergePins(pins, hypothesis.pins ?? {}), base);
}
