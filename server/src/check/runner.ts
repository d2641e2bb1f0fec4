// Makes the runs of one check, one after the other: the plain ones, and those with an intervention.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { followRun } from './compare-runs.ts';
import { createLeftBehind } from './left-behind.ts';
import { comparePair, type Pair } from './pair.ts';
import { type Pins, pinText } from './pins.ts';
import type { CheckOptions, CheckProgress, ProgressListener } from './prepare.ts';
import { type RunOutcome, type RunRequest, runOnce } from './run.ts';
import { createDictionary, type Dictionary } from './trace/dictionary.ts';

export interface Runner {
  /** The plain runs, of which the first may be there already; stops after the first that ends badly. */
  runAll(first: RunOutcome | null): Promise<RunOutcome[]>;
  /** A plain run by its number. */
  plain(number: number, changes?: RunChanges): Promise<RunOutcome>;
  run(name: string, pins: Pins, steps: number | null, changes?: RunChanges): Promise<RunOutcome>;
  /** A pair with interventions; null where it says nothing, because a run ended badly or a trace is lost. */
  pinned(
    pins: [Pins, Pins],
    steps: number | null,
    root: string,
    dictionary: Dictionary,
    level?: RunRequest['level'],
  ): Promise<Pair | null>;
  tell(phase: CheckProgress['phase'], text: string): void;
  /** Takes away what only further runs would need. */
  dispose(): Promise<void>;
}

type Changes = Partial<
  Pick<RunRequest, 'leave' | 'startFrom' | 'patience' | 'measure' | 'level' | 'environment'>
>;

export interface RunChanges extends Changes {
  /** Further arguments of the script. */
  more?: string[];
  /** Ends this run alone. */
  stop?: AbortSignal;
}

const FIRST = 'run-1';

/** `request` is read anew for each run: its level may be lowered in between. */
export function createRunner(
  request: Omit<RunRequest, 'directory' | 'pins'>,
  directory: string,
  options: CheckOptions,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Runner {
  const started = performance.now();
  const left = createLeftBehind(join(directory, 'left'));
  const directories = new Set<string>();
  let layered = true;
  let interventions = 0;
  let state: Omit<CheckProgress, 'elapsedSeconds'> = {
    run: 0,
    runs: options.runs,
    step: 0,
    steps: options.steps,
    phase: 'run',
    text: 'starting',
  };

  function update(change: Partial<typeof state>): void {
    state = { ...state, ...change };
    onProgress({ ...state, elapsedSeconds: (performance.now() - started) / 1000 });
  }

  async function run(
    name: string,
    pins: Pins,
    steps: number | null,
    { more = [], stop = signal, ...changes }: RunChanges = {},
  ): Promise<RunOutcome> {
    signal.throwIfAborted();
    await left.putBack();
    const argv = [...request.argv, ...more];
    const own = join(directory, name);
    const first = join(directory, FIRST);
    // Ranks may run on other machines; and what one run hands to the next is taken from the folders themselves.
    const layers =
      layered && options.launcher === null && !changes.leave && !changes.startFrom
        ? { beneath: own === first ? null : first }
        : null;
    const asked = { ...request, ...changes, argv, directory: own, pins, steps, layers };
    const outcome = await runOnce(asked, { step: (step) => update({ step }) }, stop);
    signal.throwIfAborted();
    directories.add(own);
    if (layers && refusedByLayer(outcome)) {
      layered = false;
      await rm(own, { recursive: true });
      return run(name, pins, steps, { more, stop, ...changes });
    }
    if (name === FIRST) await left.keep(outcome.files);
    return outcome;
  }

  /** Ends the run at the first divergence, which is all that was asked for. */
  async function runUntilDifferent(number: number, first: RunOutcome): Promise<RunOutcome> {
    const stop = new AbortController();
    const ended = new AbortController();
    const root = request.roots[0] ?? null;
    const either = AbortSignal.any([signal, stop.signal]);
    const running = plain(number, { stop: either }).finally(() => ended.abort());
    const following = followRun(
      { directory: first.directory, root },
      { directory: join(directory, `run-${number}`), root },
      createDictionary(),
      ended.signal,
    ).then((different) => {
      if (different) stop.abort();
    });
    const [outcome] = await Promise.all([running, following]);
    if (outcome.status.kind !== 'cancelled') return outcome;
    return { ...outcome, stoppedEarly: true, status: { ...outcome.status, kind: 'step-limit', code: null } };
  }

  async function plain(number: number, changes: RunChanges = {}): Promise<RunOutcome> {
    const of = number <= options.runs ? ` of ${options.runs}` : '';
    update({ run: number, step: 0, phase: 'run', text: `run ${number}${of}` });
    return run(`run-${number}`, {}, options.steps, changes);
  }

  async function runAll(whole: RunOutcome | null): Promise<RunOutcome[]> {
    const outcomes = whole ? [whole] : [];
    for (let number = outcomes.length + 1; number <= options.runs; number++) {
      const first = outcomes[0];
      const outcome =
        first && options.failFast ? await runUntilDifferent(number, first) : await plain(number);
      outcomes.push(outcome);
      if (!isUsable(outcome) || outcome.stoppedEarly) break;
    }
    return outcomes;
  }

  async function pinned(...asked: Parameters<Runner['pinned']>): Promise<Pair | null> {
    const pair = await pinnedOnce(...asked);
    // Ranks find each other by a port, which somebody else may take just then.
    return pair === null && options.launcher !== null ? pinnedOnce(...asked) : pair;
  }

  async function pinnedOnce(
    pins: [Pins, Pins],
    steps: number | null,
    root: string,
    dictionary: Dictionary,
    level: RunRequest['level'] = request.level,
  ): Promise<Pair | null> {
    interventions++;
    const limits = [steps, options.steps].filter((limit) => limit !== null);
    const limit = limits.length === 0 ? null : Math.min(...limits);
    const folder = join('pinned', String(interventions));
    const names = pins.map((_, index) => join(folder, String(index + 1)));
    try {
      for (const [index, pin] of pins.entries()) {
        const text = `${pinText(pin)}, run ${index + 1} of 2`;
        update({ run: index + 1, runs: 2, step: 0, steps: limit, phase: 'confirm', text });
        if (!isUsable(await run(names[index]!, pin, limit, { level }))) return null;
      }
      const [a, b] = names.map((name) => ({ directory: join(directory, name), root }));
      const pair = await comparePair(a!, b!, { cutShort: false, dictionary });
      return pair.lost[0] !== null || pair.lost[1] !== null ? null : pair;
    } finally {
      // An intervention is no part of a record, and traces are large.
      await rm(join(directory, 'pinned'), { recursive: true, force: true });
    }
  }

  async function dispose(): Promise<void> {
    await left.forget();
    // What is left in layers are the user's files too.
    for (const own of directories) await rm(join(own, 'layers'), { recursive: true, force: true });
  }

  return { runAll, plain, run, pinned, tell: (phase, text) => update({ phase, text }), dispose };
}

/** A folder of the user's may not be renamed through a layer that a user without rights has made. */
function refusedByLayer({ status }: RunOutcome): boolean {
  return status.kind === 'exception' && /\[Errno 18\]/.test(status.message ?? '');
}

export function isUsable({ status }: RunOutcome): boolean {
  return (
    status.kind === 'completed' ||
    status.kind === 'step-limit' ||
    (status.kind === 'exit' && status.code === 0)
  );
}
