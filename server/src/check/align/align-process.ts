// Aligns the two traces of one process as they stream in, thread by thread, and goes on after the first divergence.
import {
  DRAW,
  eventAt,
  LINE,
  LOSS,
  METRIC,
  OP,
  SEED,
  STEP,
  THREAD,
  type TraceEvent,
  WORDS,
} from '../trace/event.ts';
import type { Alignment, Mismatch, ProcessName } from './alignment.ts';
import { createAnnounced } from './announced.ts';
import { createBag } from './bag.ts';
import {
  comparedHead,
  drop,
  type EventQueue,
  enqueue,
  event,
  indexOf,
  sameKey,
  sameValues,
  size,
  word,
} from './event-queue.ts';
import { createExchanges } from './exchanges.ts';
import { createLane, DATA, isHelpers, isLane, type Lane, LINES, laneKey, laneOf } from './lanes.ts';
import { createMarks } from './marks.ts';
import { createResults } from './results.ts';
import { LOOKAHEAD, resynchronise } from './resynchronise.ts';
import { createSpread } from './spread.ts';
import { createSuspects } from './suspects.ts';

export type Side = 0 | 1;

export interface ProcessAligner {
  /** The next events of one run, from index `first` of its file. */
  push(side: Side, first: number, words: Uint32Array): void;
  /** Events held back: the run with fewer of them should be read next. */
  backlog(side: Side): number;
  /** The first divergence so far, for stopping early. */
  first(): Mismatch | null;
  /** No more events come; `wholeTail` says that a missing tail is a divergence (not so for a helper that was ended). */
  finish(wholeTail: boolean): Alignment;
}

/** A thread that only one run has would otherwise be held whole. */
const MAX_BACKLOG = 1 << 20;

/** `isExchange` knows the names of what ranks exchange. */
export function createProcessAligner(
  process: ProcessName,
  isExchange: (name: number) => boolean = () => false,
): ProcessAligner {
  const lanes = new Map<number, Lane>();
  const announced = createAnnounced();
  const bag = createBag();
  const marks = createMarks();
  const spread = createSpread();
  const results = createResults();
  const suspects = createSuspects();
  const exchanges = createExchanges();
  const steps: [number, number] = [0, 0];
  const events: [number, number] = [0, 0];
  const held: [number, number] = [0, 0];
  let first: Mismatch | null = null;
  let firstData: Mismatch | null = null;
  let firstLine: Mismatch | null = null;
  let placeBefore = 0;
  let tensors = false;

  function push(side: Side, start: number, words: Uint32Array): void {
    events[side] += words.length / WORDS;
    // Events of one lane mostly follow one another, and such a stretch is taken in at once.
    let open: Lane | null = null;
    let from = 0;
    const close = (to: number) => {
      if (open === null) return;
      enqueue(open.queues[side], words, from, start + from / WORDS, (to - from) / WORDS);
      held[side] += (to - from) / WORDS;
      open = null;
    };
    for (let at = 0; at < words.length; at += WORDS) {
      const head = words[at]!;
      const kind = head & 0xff;
      if (kind === THREAD && side === 0) announced.thread(eventAt(words, at, start + at / WORDS));
      const lane = laneOf(head);
      if (kind === STEP) steps[side] = Math.max(steps[side], words[at + 6]!);
      if (kind === SEED) announced.seed(side, eventAt(words, at, start + at / WORDS));
      if (isLane(open, lane, head >>> 16)) continue;
      close(at);
      if (lane < 0) continue;
      open = laneFor(head >>> 16, lane);
      from = at;
    }
    close(words.length);
    for (const lane of lanes.values()) drain(lane, false);
  }

  function laneFor(thread: number, kind: number): Lane {
    const key = laneKey(thread, kind);
    let found = lanes.get(key);
    if (!found) {
      found = createLane(kind, thread);
      lanes.set(key, found);
    }
    return found;
  }

  function drain(lane: Lane, ended: boolean): void {
    const [a, b] = lane.queues;
    const before = [size(a), size(b)] as const;
    while (size(a) > 0 && size(b) > 0) {
      if (isHelpers(lane) && !(sameKey(a, 0, b, 0) && sameValues(a, 0, b, 0))) {
        setAside(lane, a, 0);
        setAside(lane, b, 1);
        continue;
      }
      if (sameKey(a, 0, b, 0)) {
        pair(lane, a, b);
        drop(a, 1);
        drop(b, 1);
        continue;
      }
      const enough = Math.min(size(a), size(b)) >= LOOKAHEAD || Math.max(size(a), size(b)) >= MAX_BACKLOG;
      if (!ended && !enough) break;
      const skip = resynchronise(a, b);
      const make = () => mismatchOf(lane, 'sequence', event(a, 0), event(b, 0));
      differ(lane, word(a, 0, 0) & 0xff, indexOf(a, 0), make);
      oneSided(lane, a, 0, skip.a);
      oneSided(lane, b, 1, skip.b);
    }
    if (!ended) for (const side of [0, 1] as const) overflow(lane, side);
    held[0] -= before[0] - size(a);
    held[1] -= before[1] - size(b);
  }

  /** Until the same event turns up in any helper thread of the other run, or none does. */
  function setAside(lane: Lane, queue: EventQueue, side: Side): void {
    const head = word(queue, 0, 0);
    const kind = head & 0xff;
    if (lane.kind === DATA && kind !== DRAW && kind !== STEP) tensors = true;
    const met = bag.add(side, queue, comparedHead(head));
    results.aside(kind, met);
    if (met) {
      const [name, place] = [word(queue, 0, 1), word(queue, 0, 2)];
      if (marks.pair(kind, place, 1, true))
        marks.show(kind, name, place, true, mismatchOf(lane, 'value', event(queue, 0), event(queue, 0)));
      lane.agreed++;
    }
    drop(queue, 1);
  }

  function emptyBag(): void {
    for (const [a, b] of bag.differing()) {
      const lane = lanes.get(laneKey(a.thread, a.kind === LINE ? LINES : DATA))!;
      const mismatch = mismatchOf(lane, 'value', a, b);
      differ(lane, a.kind, a.index, () => mismatch);
      if (marks.pair(a.kind, a.place, 1, false)) marks.show(a.kind, a.name, a.place, false, mismatch);
    }
  }

  function pair(lane: Lane, a: EventQueue, b: EventQueue): void {
    const equal = sameValues(a, 0, b, 0);
    const head = word(a, 0, 0);
    const kind = head & 0xff;
    const name = word(a, 0, 1);
    const place = word(a, 0, 2);
    if (lane.kind === DATA) {
      if (kind !== DRAW && kind !== STEP) tensors = true;
      if (kind === OP && isExchange(name)) exchanges.add({ index: indexOf(a, 0), name, place });
      // Draws in a row are one event that says how many they were.
      const times = kind === DRAW ? Math.max(1, word(a, 0, 10)) : 1;
      if (marks.pair(kind, place, times, equal))
        marks.show(kind, name, place, equal, valueMismatch(lane, a, b));
      spread.note(kind, name, word(a, 0, 3), equal);
      results.pair(kind, equal);
      if (kind === LOSS || kind === METRIC) marks.metric(event(a, 0), event(b, 0));
    } else if (lane.kind === LINES) {
      marks.pair(kind, 0, 1, equal);
    }
    if (!equal) {
      differ(lane, kind, indexOf(a, 0), () => valueMismatch(lane, a, b));
    } else {
      lane.agreed++;
      if (!first && lane.kind === DATA && place !== 0) placeBefore = place;
    }
    if (kind !== DRAW) lane.passed++;
  }

  function valueMismatch(lane: Lane, a: EventQueue, b: EventQueue): Mismatch {
    const mismatch = mismatchOf(lane, 'value', event(a, 0), event(b, 0));
    const exchanged = mismatch.a?.kind === OP && isExchange(mismatch.a.name);
    return { ...mismatch, arrived: exchanged && mismatch.a?.before === mismatch.b?.before };
  }

  /** Once runs have parted nearly all differs: the mismatch of the event `index` is made only where it is kept. */
  function differ(lane: Lane, kind: number, index: number, make: () => Mismatch): void {
    let made: Mismatch | null = null;
    const mismatch = () => {
      made ??= make();
      return made;
    };
    if (lane.kind === DATA) {
      if (isEarlier(index, first)) first = mismatch();
      if (kind !== DRAW && isEarlier(index, firstData)) firstData = mismatch();
    } else if (lane.kind === LINES) {
      if (isEarlier(index, firstLine)) firstLine = mismatch();
    }
    if (lane.kind !== LINES && (lane.kind !== DATA || kind === DRAW)) suspects.add(mismatch(), first);
  }

  function oneSided(lane: Lane, queue: EventQueue, side: Side, count: number): void {
    if (lane.kind === DATA) {
      for (let i = 0; i < count; i++) {
        const kind = word(queue, i, 0) & 0xff;
        if (side === 0 && kind !== DRAW) lane.passed++;
        results.alone(kind);
        if (kind !== LOSS && kind !== METRIC) continue;
        if (side === 0) marks.metric(event(queue, i), null);
        else marks.metric(null, event(queue, i));
      }
    }
    drop(queue, count);
  }

  /** Gives up on what one run alone tells about a thread, so that memory stays bounded. */
  function overflow(lane: Lane, side: Side): void {
    const queue = lane.queues[side];
    if (size(queue) < MAX_BACKLOG || size(lane.queues[side === 0 ? 1 : 0]) > 0) return;
    if (isHelpers(lane)) {
      for (let left = size(queue) / 2; left > 0; left--) setAside(lane, queue, side);
      return;
    }
    differTail(lane, queue, side);
    oneSided(lane, queue, side, size(queue) / 2);
  }

  function differTail(lane: Lane, queue: EventQueue, side: Side): void {
    const only = event(queue, 0);
    const make = () => mismatchOf(lane, 'sequence', side === 0 ? only : null, side === 1 ? only : null);
    differ(lane, only.kind, only.index, make);
  }

  function finish(wholeTail: boolean): Alignment {
    for (const lane of lanes.values()) {
      drain(lane, true);
      for (const side of [0, 1] as const) {
        const queue = lane.queues[side];
        while (isHelpers(lane) && size(queue) > 0) setAside(lane, queue, side);
        if (size(queue) === 0) continue;
        // Only the main thread of a process that ran to its end must have said as much in both runs.
        if (wholeTail && lane.thread === 0) differTail(lane, queue, side);
        oneSided(lane, queue, side, size(queue));
      }
    }
    emptyBag();
    return {
      process,
      traces: [process, process],
      first,
      firstData,
      firstLine,
      suspects: suspects.list(),
      seeds: announced.seeds,
      threads: announced.threads,
      placeBefore,
      marks: marks.list(),
      series: marks.series(),
      spread: spread.spread(),
      results: results.results(),
      compared: marks.compared,
      steps,
      events,
      tensors,
      ...exchanges.before(first),
    };
  }

  return { push, backlog: (side) => held[side], first: () => first, finish };
}

function mismatchOf(lane: Lane, how: Mismatch['how'], a: TraceEvent | null, b: TraceEvent | null): Mismatch {
  return { how, a, b, arrived: false, ordinal: lane.agreed, position: lane.passed };
}

/** By position in the first run's file, in which the events of all threads lie in order. */
function isEarlier(index: number, known: Mismatch | null): boolean {
  return !known || index < (known.a ?? known.b)!.index;
}
