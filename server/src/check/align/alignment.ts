// What aligning two traces of one process yields: plain data that naming the cause and the reports read.
import type { Compared } from '../result.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Results } from './results.ts';
import type { Spread } from './spread.ts';

/** Which process of a run a trace is of. */
export interface ProcessName {
  rank: number;
  /** `main`, `worker0`, `worker0.2`, `child1` …: the same in both runs. */
  name: string;
}

/** Two events that should be one; one side is null where that run has no such event. */
export interface Mismatch {
  /** `value`: the same event with other values. `sequence`: another event, or none. */
  how: 'value' | 'sequence';
  a: TraceEvent | null;
  b: TraceEvent | null;
  /** This rank gave the same to the others and got something else: another rank gave something else. */
  arrived: boolean;
  /** How many compared events of this thread had agreed before: the position, where steps are too coarse. */
  ordinal: number;
  /** How many events of this thread but draws came before in the first run: pinning a draw does not move it. */
  position: number;
}

/** Events of one kind, name and place that answered otherwise in the other run. */
export interface Suspect {
  first: Mismatch;
  /** Index, in the first run, of the last one before the first divergence. */
  lastIndex: number;
  count: number;
}

/** What the events of one place did in both runs. */
export interface PlaceMark {
  place: number;
  kind: number;
  name: number;
  events: number;
  differing: number;
  /** The first differing pair, or else the first pair. */
  shown: Mismatch;
}

export interface Series {
  name: number;
  place: number;
  steps: number[];
  a: (number | null)[];
  b: (number | null)[];
}

/** A collective, or a message to or from another rank. */
export interface Exchange {
  index: number;
  name: number;
  place: number;
}

export interface Alignment {
  process: ProcessName;
  /** Whose traces the events of each run lie in: of a pool, one worker of each run. */
  traces: [ProcessName, ProcessName];
  /** Of a pool: the streams that its workers found in a state that is the same in both runs. */
  sharedStates?: Set<number>;
  /** The first divergence among draws, data, parameters, metrics. */
  first: Mismatch | null;
  /** The first divergence that is not a draw: where a differing draw reaches tensors. */
  firstData: Mismatch | null;
  /** Printed lines: a divergence only where no tensor is seen. */
  firstLine: Mismatch | null;
  suspects: Suspect[];
  /** Every seed call of either run, the first thousand and then the last of each name. */
  seeds: [TraceEvent[], TraceEvent[]];
  /** Threads that the script started in the first run, the first thousand. */
  threads: TraceEvent[];
  /** The user line that was last seen before the first divergence, where that has none of its own. */
  placeBefore: number;
  marks: PlaceMark[];
  series: Series[];
  spread: Spread;
  results: Results;
  compared: Compared;
  steps: [number, number];
  events: [number, number];
  tensors: boolean;
  /** How many exchanges with other ranks came before the first divergence, or in all. */
  exchanges: number;
  /** The last of them. */
  exchange: Exchange | null;
}
