// What a check found, as plain data: the shape that `samerun check --format json` prints, and the door that the editor reads.

import type { Chain } from './chain.ts';
import type { Strip } from './strip.ts';

export type Verdict = 'identical' | 'diverged' | 'inconclusive' | 'failed';

export type CauseClass =
  | 'unseeded-draw'
  | 'os-entropy'
  | 'clock'
  | 'restored-state'
  | 'data-order'
  | 'iteration-order'
  | 'directory-order'
  | 'nondeterministic-op'
  | 'thread-race'
  | 'control-flow'
  | 'environment'
  | 'carried-state'
  | 'unknown';

export const endKinds = [
  'completed',
  'step-limit',
  'exit',
  'exception',
  'signal',
  'oom',
  'timeout',
  'trace-lost',
] as const;

export type EndKind = (typeof endKinds)[number];

export interface RunEnd {
  /** 1 for the first run (A), 2 for the second (B), and so on. */
  run: number;
  rank: number;
  kind: EndKind;
  /** The exit status, the signal's number, or null where there is neither. */
  code: number | null;
}

export interface Compared {
  draws: number;
  batches: number;
  ops: number;
  parameters: number;
  metrics: number;
  lines: number;
}

export interface FirstDivergence {
  /** Absolute path, or null where no user line is known. */
  filename: string | null;
  /** 1-based, as `end_row`; null where no user line is known. */
  row: number | null;
  end_row: number | null;
  step: number;
  rank: number;
  /** The DataLoader worker's id, or null in the main process. */
  worker: number | null;
  kind: string;
  name: string;
  a: string | null;
  b: string | null;
}

export interface Cause {
  class: CauseClass;
  filename: string | null;
  row: number | null;
  /** The code of the linter rule whose fix cures it, or null. */
  rule: string | null;
  /** True only where an intervention made the divergence go or move later. */
  confirmed: boolean;
  explanation: string;
}

/** One of several causes, with what mends it. */
export interface ListedCause extends Cause {
  /** The linter's fix, or null where it has none; `advice` then says what to do. */
  fix: { title: string; safe: boolean } | null;
  advice: string;
}

/** What is left of the divergence with every cause pinned that was found. */
export interface Proof {
  verdict: Verdict;
  reason: string | null;
  runs: number;
  steps: number;
}

/** What `--fix` changed. */
export interface Mended {
  files: { filename: string; fixes: string[] }[];
  failures: string[];
}

export interface Annotation {
  filename: string;
  row: number;
  end_row: number;
  step: number;
  status: 'identical' | 'first' | 'downstream';
  /** The end-of-line note, for example `step 3: 0.6931 ≠ 0.7012 · unseeded numpy draw`. */
  text: string;
  a: string | null;
  b: string | null;
}

/** One value a step in each run; null where a run has none there, or where it is not a finite number. */
export interface MetricSeries {
  steps: number[];
  a: (number | null)[];
  b: (number | null)[];
}

export interface Cost {
  /** Seconds a run; plain_s is null unless an untraced run was measured. */
  plain_s: number | null;
  traced_s: number | null;
  /** With --level auto, where it was measured: how many times as long a step takes with every op traced. */
  overhead?: number;
  /** With --cost: what a step takes with the flags for determinism, and without. */
  flags?: FlagCost;
}

export interface FlagCost {
  /** Rounds at the start that do not count. */
  warm_up: number;
  /** The first is the script as it is; only those that differ from it here. */
  ways: MeasuredWay[];
}

export interface MeasuredWay {
  way: 'as-is' | 'with-flags' | 'without-flags';
  steps: number;
  /** Seconds a step. */
  median_s: number;
  /** Against the script as it is: 0.05 is 5 % slower; null for that itself. */
  change: number | null;
  /** Whether the change is larger than what steps vary by. */
  clear: boolean;
}

export interface CheckResult {
  version: 1;
  verdict: Verdict;
  /** Why the verdict is not the plain one: always there for inconclusive and failed, else null. */
  reason: string | null;
  runs: number;
  steps: number;
  level: 'steps' | 'ops';
  /** What the script computed on, for example `cpu` or `cuda:0 NVIDIA H200`. */
  device: string;
  ends: RunEnd[];
  compared: Compared;
  first_divergence: FirstDivergence | null;
  cause: Cause | null;
  annotations: Annotation[];
  metrics: Record<string, MetricSeries>;
  cost: Cost;
  /** With --prove or --fix: every cause, in the order in which they differ. */
  causes?: ListedCause[];
  /** With --prove. */
  proof?: Proof;
  /** With --fix: what was changed; the rest of the result is of the script as it is then. */
  mended?: Mended;
}

/** What the reports say beyond the JSON contract. */
interface CheckNotes {
  /** The script's absolute path, or the module's name. */
  script: string;
  /** True where the run ended at the step limit rather than by itself. */
  limited: boolean;
  /** What was asked, where that was not whether two runs agree, and its answer: it takes the verdict's place. */
  answer?: { mark: string; tone: 'good' | 'bad'; text: string };
  /** Between records: how the machines and versions differ, to be read before anything else. */
  environment?: string[];
  /** One line each: files put back, no GPU, an older torch and the like. */
  notices: string[];
  /** Options that the script requires and that were not given; the verdict is then failed. */
  missing: RequiredOption[];
  /** With --level auto: why it is this level. */
  levelWhy?: string;
  /** How the difference reaches the loss, and which layers it spreads to. */
  chain?: Chain;
  strip?: Strip;
  /** That nothing that differs reached a gradient, a parameter or a metric, where that is known. */
  stayed?: string;
}

export interface RequiredOption {
  name: string;
  /** What the script's own usage says of it, if anything. */
  help: string | null;
}

export interface CheckReport {
  result: CheckResult;
  notes: CheckNotes;
}
