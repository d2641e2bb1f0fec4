// Puts what a check has seen into its report: verdict, first divergence, cause, annotations, notices.
import { tmpdir } from 'node:os';
import { annotations, firstDivergence, metricSeries, stepsCompared, totalCompared } from './build-result.ts';
import { divergencePlace } from './cause.ts';
import { carriedState } from './causes/carried-state.ts';
import { chainOf } from './chain.ts';
import type { Evidence } from './examine.ts';
import { cost, evidenceOf } from './failed-report.ts';
import { stepwiseNotice } from './look-closer.ts';
import { deviceNotices, fileNotices } from './notices.ts';
import type { Pair } from './pair.ts';
import type { CheckOptions, Prepared } from './prepare.ts';
import { rankEnds, rankNotices } from './ranks.ts';
import type { CheckReport, CheckResult } from './result.ts';
import { stayedText } from './stayed.ts';
import { type Strip, stripOf } from './strip.ts';
import { judge } from './verdict.ts';

export function reportOf(options: CheckOptions, prepared: Prepared, evidence: Evidence): CheckReport {
  const { runs, pair, sides, carried, third, named, look } = evidence;
  const shown = look?.closer ?? pair;
  const ends = runs.map((run, index) => {
    const side = sides.indexOf(index);
    return evidenceOf(run, index, side >= 0 && !run.stoppedEarly && pair.lost[side]! !== null);
  });
  const compared = totalCompared(pair.alignments);
  const troubled = runs.findIndex(({ status }) => status.trouble !== null);
  const lost =
    troubled < 0
      ? lostText(pair, sides)
      : `run ${troubled + 1}: the tracer failed: ${runs[troubled]!.status.trouble}`;
  const main = named?.causes[0] ?? null;
  const fair = Boolean(third?.found && main?.cause.confirmed);
  const judgement = judge({
    ends,
    lost,
    compared,
    diverged: pair.found !== null,
    carried: carried?.paths ?? [],
    fairDivergence: fair,
  });
  const first =
    named && firstDivergence(named.found, divergencePlace(named.found), pair.dictionary, named.values);
  const cause =
    carried && !fair
      ? carriedState(carried.paths, carried.reader, third?.found === null)
      : (main?.cause ?? null);
  const result: CheckResult = {
    version: 1,
    ...judgement,
    runs: runs.length,
    steps: stepsCompared(pair.alignments),
    level: prepared.request.level,
    device: pair.header?.device ?? 'cpu',
    ends: ends.flatMap(({ end }, index) => rankEnds(end, pair.ranks, sides.indexOf(index) === 1 ? 1 : 0)),
    compared,
    first_divergence: first,
    cause,
    annotations: annotations(shown.alignments, first, main?.label ?? null, shown.dictionary, shown.values),
    metrics: metricSeries(pair.alignments, pair.dictionary),
    cost: { ...cost(runs), ...(prepared.overhead !== null && { overhead: prepared.overhead }) },
  };
  const strip = shownStrip(evidence);
  const stayed = judgement.verdict === 'diverged' ? stayedText(evidence.pairs) : null;
  return {
    result,
    notes: {
      script: prepared.title,
      limited: ends.some(({ end }) => end.kind === 'step-limit'),
      notices: [
        ...(named ? rankNotices(named.found, pair.alignments, pair.dictionary) : []),
        ...(named?.dead ?? []),
        ...deviceNotices(pair.header, options.device),
        ...prepared.notices,
        ...(prepared.stepwise ? [stepwiseNotice(look)] : []),
        ...new Set(runs.flatMap((run) => run.notices)),
        ...fileNotices(runs, prepared.request.roots, tmpdir()),
      ],
      missing: [],
      ...(prepared.levelWhy && { levelWhy: prepared.levelWhy }),
      ...(named && { chain: chainOf(named.found, shown.alignments, shown.dictionary, shown.values) }),
      ...(strip && { strip }),
      ...(stayed && { stayed }),
    },
  };
}

/** Of the rank in which the runs part first. */
function shownStrip({ pair, named }: Evidence): Strip | null {
  const rank = named?.found.alignment.process.rank ?? 0;
  const main = pair.alignments.find(({ process }) => process.name === 'main' && process.rank === rank);
  return main ? stripOf(main, pair.dictionary) : null;
}

function lostText(pair: Pair, sides: [number, number]): string | null {
  const side = pair.lost[0] !== null ? 0 : 1;
  const why = pair.lost[side];
  return why === null ? null : `run ${sides[side]! + 1}: ${why}, so nothing can be said of what came after`;
}
