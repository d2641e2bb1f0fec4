// `--resume`: straight through against stop and resume. Are the generators, the data and the optimizer where they were?
import { readerOf } from './carried.ts';
import { baseName } from './causes/wording.ts';
import { readHeader } from './compare-runs.ts';
import type { Examined } from './examine.ts';
import { failedReport } from './failed-report.ts';
import { comparePair } from './pair.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import { trainerOf } from './resume-advice.ts';
import { foremost, type Outcome, outcomeOf, resumeReport } from './resume-report.ts';
import { type ResumeTrace, readResumeTraces } from './resume-trace.ts';
import { steps } from './resume-words.ts';
import type { RunOutcome } from './run.ts';
import { isUsable, type RunChanges, type Runner } from './runner.ts';
import { createSourceText } from './source-text.ts';
import { createDictionary } from './trace/dictionary.ts';

const PINS = { watch_state: true } as const;

/** The first run goes straight through; the second one is stopped; the third one starts from what the second one left. */
export async function examineResume(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
): Promise<Examined> {
  const source = createSourceText();
  const { root } = prepared;
  const dictionary = createDictionary();
  const traces = (run: RunOutcome) => ({ directory: run.directory, root });
  const runs: RunOutcome[] = [];
  const run = async (text: string, limit: number | null, changes: RunChanges = {}) => {
    runner.tell('run', text);
    const outcome = await runner.run(`run-${runs.length + 1}`, PINS, limit, changes);
    runs.push(outcome);
    return isUsable(outcome) ? outcome : null;
  };
  const report = async (outcome: Outcome, notices: string[] = []): Promise<Examined> => {
    const header = await readHeader(traces(runs[0]!));
    return { report: resumeReport(options, prepared, header, runs, outcome, notices), proved: null };
  };
  const unclear = (reason: string) => report({ verdict: 'inconclusive', reason });
  const failed = async () => ({
    report: await failedReport(options, prepared, runs.slice(-1), source),
    proved: null,
  });

  const first = await run('straight through', options.steps);
  if (!first) return failed();
  const straights = await readResumeTraces(traces(first), dictionary);
  const straight = straights.get(0);
  const total = straight?.steps.length ?? 0;
  if (!straight || total < 2)
    return unclear(`the script made ${steps(total)}: to stop in between, it takes two or more`);

  const stop = stopAfter(straight);
  const second = await run(`stopped after ${steps(stop)}`, stop, { leave: true });
  if (!second) return failed();
  const again = await comparePair(traces(first), traces(second), { cutShort: true });
  if (again.found)
    return unclear(
      'two runs from the start differ already: make these identical first, with samerun check --prove',
    );

  const more = options.resumeArguments;
  const third = await run('resumed', options.steps === null ? null : total, {
    startFrom: second.directory,
    more,
  });
  if (!third) return failed();
  const left = [...second.files.written, ...second.files.changed_unseen];
  const checkpoints = left.filter((path) => third.files.read.includes(path));
  if (checkpoints.length === 0)
    return unclear(
      `run 3 read nothing that run 2 had saved in its ${steps(stop)}, so it did not resume: let the script save within ` +
        '--steps, and say with --resume-with what it resumes from',
    );
  const stopped = await readResumeTraces(traces(second), dictionary);
  const resumed = await readResumeTraces(traces(third), dictionary);
  if ([...straights.keys()].some((rank) => !stopped.has(rank) || !resumed.has(rank)))
    return unclear('a trace is lost');

  const saves = [...stopped.values()]
    .flatMap((trace) => [...trace.steps, trace.rest])
    .flatMap(({ writes }) => writes)
    .filter(({ name }) => checkpoints.includes(dictionary.name(name)));
  const saved = saves.find(({ place }) => place > 0)?.place ?? 0;
  const reader = await readerOf(third, checkpoints, root, prepared.request.script, source);
  const files = new Set(saves.map(({ name }) => name));
  const saving = dictionary.place(saved);
  const trainer = trainerOf(
    files,
    saving ? (source.lines(saving.file)?.[saving.row - 1] ?? '') : '',
    dictionary,
  );
  const checkpoint = { dictionary, saved, files, trainer };
  const outcome = foremost(
    [...straights].map(([rank, trace]) => outcomeOf(trace, resumed.get(rank)!, rank, checkpoint)),
  );
  if (outcome.cause) Object.assign(outcome.cause, reader);
  const names = [...new Set(checkpoints.map(baseName))].slice(0, 5).join(', ');
  const which = outcome.at > 0 ? `, as it was after ${steps(outcome.at)}` : '';
  return report(outcome, [
    `run 1 (A) went straight through; run 2 was stopped after ${steps(stop)}; run 3 (B) resumed from ${names}${which}`,
  ]);
}

/** One step after something was saved about half of the way, or else half of the way. */
function stopAfter({ steps: made }: ResumeTrace): number {
  const half = Math.floor(made.length / 2);
  const saves = made.flatMap(({ writes }, step) =>
    writes.length > 0 && step > 0 && step < made.length - 1 ? [step] : [],
  );
  const off = (step: number) => Math.abs(step - half);
  return saves.reduce((best, step) => (off(step) < off(best) ? step : best), saves[0] ?? half - 1) + 1;
}
