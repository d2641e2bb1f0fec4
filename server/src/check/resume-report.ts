// The report on a resumed run: what it says beside the plain run, where they first part, and what was lost; pure.
import { tmpdir } from 'node:os';
import { cost, evidenceOf } from './failed-report.ts';
import { deviceNotices, fileNotices } from './notices.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import type { CheckReport, CheckResult, FirstDivergence, MetricSeries } from './result.ts';
import {
  type Checkpoint,
  firstResult,
  type Lost,
  lostStates,
  numbersOf,
  type Parted,
  resumedAt,
} from './resume-lost.ts';
import type { ResumeTrace, StepTrace } from './resume-trace.ts';
import { lostText, startText } from './resume-words.ts';
import type { RunOutcome } from './run.ts';
import { callOf, type Dictionary, streamOf } from './trace/dictionary.ts';
import { kinds, SAMPLED, STATE, type TraceEvent } from './trace/event.ts';
import type { TraceHeader } from './trace/payload.ts';
import { apart } from './values.ts';

export type Outcome = Pick<CheckResult, 'verdict' | 'reason'> &
  Partial<Pick<CheckResult, 'steps' | 'compared' | 'first_divergence' | 'cause' | 'metrics'>>;

/** The fix of this rule saves the states of the global generators and loads them. */
const SAVES_GENERATORS = 'SR801';
const GLOBAL = new Set(['python', 'numpy', 'torch', 'torch.cuda']);

/** What one rank shows; `at`: after how many steps of the straight run the resumed one goes on; `lost`: what did not come back. */
export type RankOutcome = Outcome & { rank: number; at: number; lost: number };

export function outcomeOf(
  straight: ResumeTrace,
  resumed: ResumeTrace,
  rank: number,
  checkpoint: Checkpoint,
): RankOutcome {
  const at = resumedAt(straight, resumed, checkpoint.dictionary);
  const start = Math.max(0, at);
  const both = Math.min(straight.steps.length - start, resumed.steps.length);
  const own = { rank, at, lost: 0 };
  if (both <= 0)
    return { ...own, verdict: 'inconclusive', reason: 'the resumed run made no step of its own' };
  const counted = resumed.steps.slice(0, both);
  const shown = {
    ...own,
    steps: both,
    compared: comparedOf(counted),
    metrics: lossSeries(straight, resumed, start, both),
  };
  const parted = firstResult(straight, resumed, start);
  if (at > 0 && !parted) return { ...shown, verdict: 'identical', reason: null };
  const lost = at > 0 ? lostStates(straight, resumed, at, checkpoint) : [];
  return {
    ...shown,
    lost: lost.length,
    verdict: 'diverged',
    reason: null,
    first_divergence: parted && shownFirst(earliest([...lost, parted]), rank, checkpoint.dictionary),
    cause: {
      class: 'restored-state',
      filename: null,
      row: null,
      rule: !checkpoint.trainer && lost.some(isUnsaved) ? SAVES_GENERATORS : null,
      confirmed: false,
      explanation: at > 0 ? lostText(at, lost, checkpoint) : startText(at),
    },
  };
}

/** Of several ranks, the one that parts first; of those that part in one step, one that shows why: the others got it from there. */
export function foremost(ranks: RankOutcome[]): RankOutcome {
  const parted = ranks.filter(({ verdict }) => verdict === 'diverged');
  const step = (one: RankOutcome) => one.first_divergence?.step ?? 0;
  const [first] = parted.sort((a, b) => step(a) - step(b) || Number(b.lost > 0) - Number(a.lost > 0));
  if (!first) return ranks.find(({ verdict }) => verdict === 'inconclusive') ?? ranks[0]!;
  if (ranks.length === 1) return first;
  const each = first.rank > 0 && first.lost > 0 ? ' What each rank has for itself, each has to save.' : '';
  const cause = { ...first.cause!, explanation: `Of rank ${first.rank}: ${first.cause!.explanation}${each}` };
  return { ...first, cause };
}

function isUnsaved(lost: Lost): boolean {
  return lost.what === 'stream' && lost.restored === null && GLOBAL.has(lost.stream);
}

function earliest(all: Parted[]): Parted {
  return all.reduce((first, one) => (one.a.index < first.a.index ? one : first));
}

function shownFirst(parted: Parted, rank: number, dictionary: Dictionary): FirstDivergence {
  const { a } = parted;
  const where = dictionary.place(a.place);
  const numbers = numbersOf(parted);
  const values = numbers && numbers[0] !== numbers[1] ? apart(...numbers) : { a: null, b: null };
  return {
    filename: where?.file ?? null,
    row: where?.row ?? null,
    end_row: where?.endRow ?? null,
    step: a.step,
    rank,
    worker: null,
    kind: a.kind === STATE ? 'optimizer' : (kinds[a.kind] ?? 'event'),
    name: a.kind === STATE ? stateTitle(dictionary.name(a.name)) : dictionary.name(a.name),
    ...values,
  };
}

/** `SGD, its settings`. */
function stateTitle(name: string): string {
  return `${callOf(name)}, its ${streamOf(name) === 'settings' ? 'settings' : 'state'}`;
}

function comparedOf(steps: StepTrace[]): CheckResult['compared'] {
  const sum = (count: (step: StepTrace) => number) => steps.reduce((total, step) => total + count(step), 0);
  return {
    draws: sum(({ draws }) => draws.length),
    batches: sum(({ batches }) => batches.length),
    ops: 0,
    parameters: sum(({ gradients, parameters }) => gradients.size + parameters.size),
    metrics: sum(({ losses }) => losses.length),
    lines: 0,
  };
}

function lossSeries(
  straight: ResumeTrace,
  resumed: ResumeTrace,
  start: number,
  both: number,
): Record<string, MetricSeries> {
  const of = (event: TraceEvent | undefined) =>
    event && event.flags & SAMPLED && Number.isFinite(event.sample) ? event.sample : null;
  const numbers = Array.from({ length: both }, (_, index) => index);
  const series: MetricSeries = {
    steps: numbers.map((index) => start + index),
    a: numbers.map((index) => of(straight.steps[start + index]?.losses.at(-1))),
    b: numbers.map((index) => of(resumed.steps[index]?.losses.at(-1))),
  };
  return series.a.every((value) => value === null) ? {} : { loss: series };
}

export function resumeReport(
  options: CheckOptions,
  prepared: Prepared,
  header: TraceHeader | null,
  runs: RunOutcome[],
  outcome: Outcome,
  notices: string[],
): CheckReport {
  const answers = {
    identical: { mark: '✓', tone: 'good', text: 'resumes as if it had never stopped' },
    diverged: { mark: '✗', tone: 'bad', text: 'resumes otherwise than it would have gone on' },
  } as const;
  const { verdict, reason } = outcome;
  const answer = verdict === 'identical' || verdict === 'diverged' ? answers[verdict] : null;
  return {
    result: {
      version: 1,
      verdict,
      reason,
      runs: runs.length,
      steps: outcome.steps ?? 0,
      level: prepared.request.level,
      device: header?.device ?? 'cpu',
      ends: runs.map((run, index) => evidenceOf(run, index, false).end),
      compared: outcome.compared ?? { draws: 0, batches: 0, ops: 0, parameters: 0, metrics: 0, lines: 0 },
      first_divergence: outcome.first_divergence ?? null,
      cause: outcome.cause ?? null,
      annotations: [],
      metrics: outcome.metrics ?? {},
      cost: cost(runs),
    },
    notes: {
      script: prepared.title,
      limited: false,
      notices: [
        ...notices,
        ...deviceNotices(header, options.device),
        ...prepared.notices,
        ...new Set(runs.flatMap((run) => run.notices)),
        ...fileNotices(runs, prepared.request.roots, tmpdir()),
      ],
      missing: [],
      ...(answer && { answer }),
    },
  };
}
