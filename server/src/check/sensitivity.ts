// `--sensitivity`: is the seed used at all? Two runs with the script's own seeds, and one with others.
import type { Alignment } from './align/alignment.ts';
import { annotations, firstDivergence, metricSeries } from './build-result.ts';
import { divergencePlace } from './cause.ts';
import { baseName } from './causes/wording.ts';
import type { Examined } from './examine.ts';
import { failedReport } from './failed-report.ts';
import { effectOf, type Found, shownEvent } from './first-divergence.ts';
import { comparePair, type Pair } from './pair.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import { reportOf } from './report-of.ts';
import type { CheckReport } from './result.ts';
import type { RunOutcome } from './run.ts';
import { isUsable, type Runner } from './runner.ts';
import { createSourceText } from './source-text.ts';
import { callOf, createDictionary, streamOf } from './trace/dictionary.ts';
import { SEED } from './trace/event.ts';

export async function examineSensitivity(
  options: CheckOptions,
  prepared: Prepared,
  runner: Runner,
): Promise<Examined> {
  const { root } = prepared;
  const runs: RunOutcome[] = [];
  const failed = async (): Promise<Examined> => ({
    report: await failedReport(options, prepared, runs.slice(-1), createSourceText()),
    proved: null,
  });
  for (const number of [1, 2]) {
    runs.push(await runner.plain(number));
    if (!isUsable(runs.at(-1)!)) return failed();
  }
  const dictionary = createDictionary();
  const traces = (run: RunOutcome) => ({ directory: run.directory, root });
  const compare = (a: RunOutcome, b: RunOutcome) =>
    comparePair(traces(a), traces(b), { cutShort: false, dictionary });
  const same = await compare(runs[0]!, runs[1]!);
  if (same.found) return { report: alreadyDiffering(options, prepared, runs, same), proved: null };
  runner.tell('run', 'with other seeds');
  runs.push(await runner.run('run-3', { other_seeds: 1 }, options.steps));
  if (!isUsable(runs.at(-1)!)) return failed();
  const other = await compare(runs[0]!, runs[2]!);
  return { report: answer(options, prepared, runs, other), proved: null };
}

/** Whatever is seeded with, these runs differ: nothing can be said of the seeds. */
function alreadyDiffering(
  options: CheckOptions,
  prepared: Prepared,
  runs: RunOutcome[],
  pair: Pair,
): CheckReport {
  const report = plainReport(options, prepared, runs, pair, [0, 1]);
  report.result.verdict = 'inconclusive';
  report.result.reason =
    'two runs with the same seeds differ already: make these identical first, with samerun check --prove';
  return report;
}

function answer(options: CheckOptions, prepared: Prepared, runs: RunOutcome[], pair: Pair): CheckReport {
  const report = plainReport(options, prepared, runs, pair, [0, 2]);
  const { result, notes } = report;
  if (result.verdict !== 'identical' && result.verdict !== 'diverged') return report;
  const seeds = changedSeeds(pair);
  const reached = results(pair);
  notes.notices.unshift(...seeds);
  if (seeds.length === 0) {
    result.verdict = 'inconclusive';
    result.reason = 'the script seeds nothing with a number, so there is no seed to change';
    return report;
  }
  result.verdict = reached ? 'diverged' : 'identical';
  if (reached) {
    const values = pair.values(reached.mismatch, reached.alignment);
    result.first_divergence = firstDivergence(reached, divergencePlace(reached), pair.dictionary, values);
    result.annotations = annotations(
      pair.alignments,
      result.first_divergence,
      'other seeds',
      pair.dictionary,
      pair.values,
    );
    notes.answer = { mark: '✓', tone: 'good', text: 'other seeds give other results' };
  } else {
    const draws = pair.found
      ? 'what is drawn differs, but no tensor, metric or line does'
      : 'nothing is drawn from them';
    notes.answer = { mark: '✗', tone: 'bad', text: 'other seeds make no difference' };
    notes.notices.unshift(`with other seeds ${draws}`);
  }
  result.metrics = metricSeries(pair.alignments, pair.dictionary);
  return report;
}

/** Where a result differs: a tensor or metric, or where none is seen, a printed line. */
function results(pair: Pair): Found | null {
  const effect = effectOf(pair);
  if (effect || pair.alignments.some(({ tensors }) => tensors)) return effect;
  const lines = pair.alignments.find(({ firstLine }) => firstLine !== null);
  return lines ? { alignment: lines, mismatch: lines.firstLine! } : null;
}

function plainReport(
  options: CheckOptions,
  prepared: Prepared,
  runs: RunOutcome[],
  pair: Pair,
  sides: [number, number],
): CheckReport {
  const nothing = { carried: null, third: null, named: null, look: null };
  return reportOf(options, prepared, { runs, pair, sides, pairs: [], ...nothing });
}

/** One line each: which stream, where, with what, and with what in its place. */
function changedSeeds({ alignments, dictionary, values }: Pair): string[] {
  const texts = alignments.flatMap((alignment: Alignment) =>
    alignment.suspects.flatMap(({ first }) => {
      const event = shownEvent(first);
      if (event.kind !== SEED) return [];
      const name = dictionary.name(event.name);
      const where = dictionary.place(event.place);
      const at = where ? ` at ${baseName(where.file)}:${where.row}` : '';
      const { a, b } = values(first, alignment);
      return [
        `\`${callOf(name)}\` of ${streamOf(name)}${at}: seeded with ${a}, and with ${b} in the third run`,
      ];
    }),
  );
  return [...new Set(texts)].slice(0, 10);
}
