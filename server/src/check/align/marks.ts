// Collects, while two traces are aligned, what each place did in both runs and how losses and metrics went.
import type { Compared } from '../result.ts';
import {
  BATCH,
  DRAW,
  GRADIENT,
  LINE,
  LOSS,
  METRIC,
  MODULE,
  OP,
  PARAMETER,
  SAMPLED,
  type TraceEvent,
} from '../trace/event.ts';
import type { Mismatch, PlaceMark, Series } from './alignment.ts';

/** A script has far fewer lines than this; generated code may have more, and is not shown line by line. */
const MAX_PLACES = 20_000;
const MAX_SERIES = 200;
/** More than any plot shows; a run of a million steps must not be held whole. */
const MAX_POINTS = 16_384;
const OPEN_ENTRIES = 64;

export interface Marks {
  /** A pair at the same place, equal or not, that stands for so many; true asks for it to be shown. */
  pair(kind: number, place: number, times: number, equal: boolean): boolean;
  /** The pair that stands for its place. */
  show(kind: number, name: number, place: number, equal: boolean, shown: Mismatch): void;
  metric(a: TraceEvent | null, b: TraceEvent | null): void;
  list(): PlaceMark[];
  series(): Series[];
  compared: Compared;
}

const counter: Partial<Record<number, keyof Compared>> = {
  [DRAW]: 'draws',
  [BATCH]: 'batches',
  [OP]: 'ops',
  [MODULE]: 'ops',
  [GRADIENT]: 'parameters',
  [PARAMETER]: 'parameters',
  [LOSS]: 'metrics',
  [METRIC]: 'metrics',
  [LINE]: 'lines',
};

export function createMarks(): Marks {
  const marks: PlaceMark[] = [];
  /** By place, which is a small number. */
  const atPlace: (PlaceMark | undefined)[] = [];
  const series = new Map<string, Series>();
  const compared: Compared = { draws: 0, batches: 0, ops: 0, parameters: 0, metrics: 0, lines: 0 };
  return {
    compared,
    list: () => marks,
    series: () => [...series.values()],
    pair(kind, place, times, equal) {
      const counted = counter[kind];
      if (counted) compared[counted] += times;
      if (place === 0) return false;
      const mark = atPlace[place];
      if (!mark) return marks.length < MAX_PLACES;
      mark.events++;
      if (equal) return false;
      mark.differing++;
      return mark.differing === 1;
    },
    show(kind, name, place, equal, shown) {
      const mark = atPlace[place];
      if (mark) {
        Object.assign(mark, { kind, name, shown });
        return;
      }
      const made = { place, kind, name, events: 1, differing: equal ? 0 : 1, shown };
      atPlace[place] = made;
      marks.push(made);
    },
    metric(a, b) {
      const one = a ?? b;
      if (!one) return;
      const key = `${one.name} ${one.place}`;
      let values = series.get(key);
      if (!values) {
        if (series.size >= MAX_SERIES) return;
        values = { name: one.name, place: one.place, steps: [], a: [], b: [] };
        series.set(key, values);
      }
      const at = a && b ? -1 : openEntry(values, one.step, a ? 'a' : 'b');
      if (at >= 0) {
        values[a ? 'a' : 'b'][at] = finite(one);
        return;
      }
      values.steps.push(one.step);
      values.a.push(finite(a));
      values.b.push(finite(b));
      if (values.steps.length >= MAX_POINTS) thin(values);
    },
  };
}

/** Of two neighbours the one with the larger gap stays, and the first that differs always: neither is lost to view. */
function thin({ steps, a, b }: Series): void {
  // The latest may still be filled in.
  const latest = steps.length - OPEN_ENTRIES;
  const gap = (at: number) => Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  let differed = false;
  let kept = 0;
  for (let at = 0; at < steps.length; at += at + 1 < latest ? 2 : 1) {
    const isFirst: boolean = !differed && gap(at) > 0;
    const from: number = at + 1 < latest && !isFirst && gap(at + 1) > gap(at) ? at + 1 : at;
    differed ||= gap(from) > 0;
    steps[kept] = steps[from]!;
    a[kept] = a[from]!;
    b[kept] = b[from]!;
    kept++;
  }
  for (const list of [steps, a, b]) list.length = kept;
}

/** Where control flow differed, the two values of a step come one after the other: the earlier one's entry, or -1. */
function openEntry(values: Series, step: number, side: 'a' | 'b'): number {
  for (let at = values.steps.length - 1; at >= 0 && at >= values.steps.length - OPEN_ENTRIES; at--)
    if (values.steps[at] === step && values[side][at] === null) return at;
  return -1;
}

function finite(event: TraceEvent | null): number | null {
  return event && event.flags & SAMPLED && Number.isFinite(event.sample) ? event.sample : null;
}
