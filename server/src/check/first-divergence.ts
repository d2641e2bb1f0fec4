// Chooses, among the processes of a run, the divergence that the others follow from; pure.
import type { Alignment, Mismatch, ProcessName } from './align/alignment.ts';
import { BATCH, DRAW, LINE, type TraceEvent } from './trace/event.ts';

export interface Found {
  alignment: Alignment;
  mismatch: Mismatch;
}

/** Null where nothing differs. Printed lines count only where no process saw a tensor. */
export function findFirst(alignments: Alignment[]): Found | null {
  const mains = earliest(alignments.filter((alignment) => alignment.process.name === 'main'));
  const helpers = earliest(
    alignments.filter(({ process }) => process.name !== 'main' && process.name !== 'launcher'),
  );
  if (mains && helpers) return followsFrom(mains, helpers) ? helpers : mains;
  // A task may do more than it does in the other run, such as load what its worker had not loaded yet.
  const alone = helpers && !(isPool(helpers.alignment.process) && helpers.mismatch.how === 'sequence');
  if (mains || alone) return mains ?? helpers;
  if (alignments.some(({ tensors }) => tensors)) return null;
  for (const alignment of alignments)
    if (alignment.firstLine) return { alignment, mismatch: alignment.firstLine };
  return null;
}

/** A batch that differs comes from the worker that made it; a draw of the main process has its own cause. */
function followsFrom(main: Found, helper: Found): boolean {
  if (main.alignment.process.rank !== helper.alignment.process.rank) return false;
  const kind = shownEvent(main.mismatch).kind;
  if (isWorker(helper.alignment.process)) return kind === BATCH && sameWorker(main.mismatch);
  return kind !== DRAW && main.mismatch.how === 'value';
}

/** `extra` of a batch is who made it. Where another worker's came first, no worker did anything else. */
function sameWorker({ a, b }: Mismatch): boolean {
  return !a || !b || a.extra === b.extra;
}

function earliest(alignments: Alignment[]): Found | null {
  return soonest(alignments.flatMap((alignment) => foundIn(alignment, alignment.first)));
}

function foundIn(alignment: Alignment, mismatch: Mismatch | null): Found[] {
  return mismatch ? [{ alignment, mismatch }] : [];
}

function soonest(all: Found[]): Found | null {
  return all.reduce<Found | null>((best, one) => (best && !isSooner(one, best) ? best : one), null);
}

/** Between ranks what they exchange is the clock; what a rank only got from another one follows from that one. */
function isSooner(one: Found, other: Found): boolean {
  const [a, b] = [one, other].map(({ alignment, mismatch }) => [
    shownEvent(mismatch).step,
    alignment.exchanges,
    mismatch.arrived ? 1 : 0,
  ]);
  const at = a!.findIndex((value, index) => value !== b![index]);
  return at >= 0 && a![at]! < b![at]!;
}

export function shownEvent(mismatch: Mismatch): TraceEvent {
  return (mismatch.a ?? mismatch.b)!;
}

export function isWorker(process: ProcessName): boolean {
  return process.name.startsWith('worker');
}

export function isPool(process: ProcessName): boolean {
  return process.name.startsWith('pool');
}

/** `worker1.2` is worker 1 of the second iterator. */
export function workerId(process: ProcessName): number | null {
  return isWorker(process) ? Number.parseInt(process.name.slice('worker'.length), 10) || 0 : null;
}

interface Compared {
  alignments: Alignment[];
  found: Found | null;
}

/** Where results first differ, in a tensor, batch or metric of a main process; null where only draws or lines do. */
export function effectOf({ alignments }: Compared): Found | null {
  const mains = alignments.filter(({ process }) => process.name === 'main');
  return soonest(mains.flatMap((alignment) => foundIn(alignment, alignment.firstData)));
}

/**
 * Whether results part later in `after`, of a pair with an intervention, than in `before`, of the pair without. Only
 * what reaches tensors counts, where any is seen: a draw that nothing follows from is no cause. A mere guess is held
 * to more: the same event later on may be chance.
 */
export function partsLater(before: Compared, after: Compared, guess: boolean): boolean {
  if (!after.found || !before.found) return true;
  const [was, is] = [effectOf(before), effectOf(after)];
  if (!was) return isLater(before.found, after.found, guess);
  return !is || isLater(was, is, guess);
}

/** Where paths part, which run goes which way is chance too. */
function isAlike(before: Mismatch, after: Mismatch): boolean {
  const [was, is] = [before, after].map(({ a, b }) => [a, b].filter((event) => event !== null));
  return was!.some(({ name, place }) => is!.some((other) => other.name === name && other.place === place));
}

/** Whether the divergence `after` comes behind `before` in the program. */
export function isLater(before: Found, after: Found, guess: boolean): boolean {
  const was = shownEvent(before.mismatch);
  const is = shownEvent(after.mismatch);
  if (guess && isAlike(before.mismatch, after.mismatch)) return false;
  // Lines are looked at only where nothing else differs any more.
  if ((was.kind === LINE) !== (is.kind === LINE)) return is.kind === LINE;
  if (is.step !== was.step) return is.step > was.step;
  const [wasMain, isMain] = [before, after].map(({ alignment }) => alignment.process.name === 'main');
  // What a worker did is delivered to the main process afterwards.
  if (wasMain !== isMain) return isMain!;
  // Positions in two ranks cannot be compared; what differs there now is another thing than what has gone here.
  if (before.alignment.process.rank !== after.alignment.process.rank)
    return after.alignment.exchanges >= before.alignment.exchanges;
  // A draw that agrees now must not push what it is followed by any later.
  const position = was.kind === DRAW || is.kind === DRAW ? 'ordinal' : 'position';
  return after.mismatch[position] > before.mismatch[position];
}
