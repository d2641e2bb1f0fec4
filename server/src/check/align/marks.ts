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

export interface Marks {
  /** A pair at the same place, equal or not, that stands for so many; the events are made only where they are kept. */
  pair(kind: number, name: number, place: number, times: number, equal: boolean, make: () => Mismatch): void;
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
  const places = new Map<number, PlaceMark>();
  const series = new Map<string, Series>();
  const compared: Compared = { draws: 0, batches: 0, ops: 0, parameters: 0, metrics: 0, lines: 0 };
  return {
    compared,
    list: () => [...places.values()],
    series: () => [...series.values()],
    pair(kind, name, place, times, equal, make) {
      const counted = counter[kind];
      if (counted) compared[counted] += times;
      if (place === 0) return;
      const mark = places.get(place);
      if (!mark) {
        if (places.size < MAX_PLACES)
          places.set(place, { place, kind, name, events: 1, differing: equal ? 0 : 1, shown: make() });
        return;
      }
      mark.events++;
      if (equal) return;
      mark.differing++;
      if (mark.differing > 1) return;
      mark.kind = kind;
      mark.name = name;
      mark.shown = make();
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
    },
  };
}

/** Where control flow differed, the two values of a step come one after the other: the earlier one's entry, or -1. */
function openEntry(values: Series, step: number, side: 'a' | 'b'): number {
  for (let at = values.steps.length - 1; at >= 0 && at >= values.steps.length - 64; at--)
    if (values.steps[at] === step && values[side][at] === null) return at;
  return -1;
}

function finite(event: TraceEvent | null): number | null {
  return event && event.flags & SAMPLED && Number.isFinite(event.sample) ? event.sample : null;
}
