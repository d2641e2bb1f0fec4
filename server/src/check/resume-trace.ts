// What the trace of a run tells of each optimizer step, as far as resuming from a checkpoint can lose it.
import { join } from 'node:path';
import { type RunTraces, traceFiles } from './compare-runs.ts';
import type { Dictionary } from './trace/dictionary.ts';
import {
  BATCH,
  DRAW,
  eventAt,
  GRADIENT,
  LIBRARY,
  LOSS,
  PARAMETER,
  SEED,
  STATE,
  STEP,
  type TraceEvent,
  WORDS,
  WRITE,
} from './trace/event.ts';
import { openTrace } from './trace/reader.ts';

/** From the end of one optimizer step to the end of the next. */
export interface StepTrace {
  batches: TraceEvent[];
  draws: TraceEvent[];
  seeds: TraceEvent[];
  losses: TraceEvent[];
  /** By name, the last of the step. */
  gradients: Map<number, TraceEvent>;
  /** As the step leaves them. */
  parameters: Map<number, TraceEvent>;
  /** What the optimizer starts the step with: its state and settings, before its first step its parameters too. */
  states: Map<number, TraceEvent>;
  writes: TraceEvent[];
}

export interface ResumeTrace {
  steps: StepTrace[];
  /** What came after the last step. */
  rest: StepTrace;
}

/** More steps than these are not looked at: what is lost shows soon. */
const MOST_STEPS = 5000;

const TOLD = new Set([BATCH, DRAW, SEED, LOSS, GRADIENT, PARAMETER, STATE, STEP, WRITE]);

/** Of the main process of each rank, by its number. */
export async function readResumeTraces(
  run: RunTraces,
  dictionary: Dictionary,
): Promise<Map<number, ResumeTrace>> {
  const mains = [...(await traceFiles(run))].filter(([, { name }]) => name === 'main');
  const found = new Map<number, ResumeTrace>();
  for (const [file, { rank }] of mains.sort(([, a], [, b]) => a.rank - b.rank))
    found.set(rank, await readResumeTrace(run, file, dictionary));
  return found;
}

async function readResumeTrace(run: RunTraces, file: string, dictionary: Dictionary): Promise<ResumeTrace> {
  const trace: ResumeTrace = { steps: [], rest: emptyStep() };
  const reader = await openTrace(join(run.directory, 'trace', file), { dictionary, root: run.root });
  try {
    for (;;) {
      const part = await reader.next();
      if (part.type === 'end' || part.type === 'lost') return trace;
      if (part.type !== 'events') continue;
      for (let at = 0; at < part.words.length && trace.steps.length < MOST_STEPS; at += WORDS) {
        if (!TOLD.has(part.words[at]! & 0xff)) continue;
        const event = eventAt(part.words, at, part.first + at / WORDS);
        if (event.kind === STEP) {
          trace.steps.push(trace.rest);
          trace.rest = emptyStep();
        } else note(trace.rest, event);
      }
    }
  } finally {
    await reader.close();
  }
}

function note(step: StepTrace, event: TraceEvent): void {
  if (event.kind === BATCH) step.batches.push(event);
  else if (event.kind === LOSS) step.losses.push(event);
  else if (event.kind === GRADIENT) step.gradients.set(event.name, event);
  else if (event.kind === PARAMETER) step.parameters.set(event.name, event);
  else if (event.kind === STATE) step.states.set(event.name, event);
  else if (event.kind === WRITE) step.writes.push(event);
  else if (event.kind === SEED) step.seeds.push(event);
  // What a library draws from a generator of its own is nobody's to restore.
  else if (!(event.flags & LIBRARY)) step.draws.push(event);
}

function emptyStep(): StepTrace {
  return {
    batches: [],
    draws: [],
    seeds: [],
    losses: [],
    gradients: new Map(),
    parameters: new Map(),
    states: new Map(),
    writes: [],
  };
}
