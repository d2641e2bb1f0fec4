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
  const helpers = earliest(alignments.filter((alignment) => alignment.process.name !== 'main'));
  if (mains && helpers) return followsFrom(mains, helpers) ? helpers : mains;
  if (mains || helpers) return mains ?? helpers;
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
  let best: Found | null = null;
  for (const alignment of alignments) {
    const mismatch = alignment.first;
    if (mismatch && (!best || shownEvent(mismatch).step < shownEvent(best.mismatch).step))
      best = { alignment, mismatch };
  }
  return best;
}

export function shownEvent(mismatch: Mismatch): TraceEvent {
  return (mismatch.a ?? mismatch.b)!;
}

export function isWorker(process: ProcessName): boolean {
  return process.name.startsWith('worker');
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
  let best: Found | null = null;
  for (const alignment of alignments) {
    const mismatch = alignment.process.name === 'main' ? alignment.firstData : null;
    if (mismatch && (!best || shownEvent(mismatch).step < shownEvent(best.mismatch).step))
      best = { alignment, mismatch };
  }
  return best;
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

/** Whether the divergence `after` comes behind `before` in the program. */
export function isLater(before: Found, after: Found, guess: boolean): boolean {
  const was = shownEvent(before.mismatch);
  const is = shownEvent(after.mismatch);
  if (guess && was.name === is.name && was.place === is.place) return false;
  // Lines are looked at only where nothing else differs any more.
  if ((was.kind === LINE) !== (is.kind === LINE)) return is.kind === LINE;
  if (is.step !== was.step) return is.step > was.step;
  const [wasMain, isMain] = [before, after].map(({ alignment }) => alignment.process.name === 'main');
  // What a worker did is delivered to the main process afterwards.
  if (wasMain !== isMain) return isMain!;
  // A draw that agrees now must not push what it is followed by any later.
  const position = was.kind === DRAW || is.kind === DRAW ? 'ordinal' : 'position';
  return after.mismatch[position] > before.mismatch[position];
}
