// How a difference goes from one rank to the others: which parted first, and what the ranks exchanged before it arrived.
import type { Alignment } from './align/alignment.ts';
import { baseName } from './causes/wording.ts';
import { type Found, shownEvent } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import type { RunEnd } from './result.ts';
import type { Dictionary } from './trace/dictionary.ts';

/** One line each; nothing where there is one rank. */
export function rankNotices(found: Found, alignments: Alignment[], dictionary: Dictionary): string[] {
  const mains = alignments.filter(({ process }) => process.name === 'main');
  if (mains.length < 2) return [];
  const origin = found.alignment.process.rank;
  const others = mains.filter(({ process }) => process.rank !== origin);
  const reached = others.filter(({ first }) => first !== null);
  const lines = reached.map((alignment) => `the difference reaches rank ${arrival(alignment, dictionary)}`);
  const spared = others.filter(({ first }) => first === null).map(({ process }) => process.rank);
  if (spared.length > 0)
    lines.push(`nothing differs in ${spared.length === 1 ? 'rank' : 'ranks'} ${spared.join(', ')}`);
  return [`of ${mains.length} ranks, rank ${origin} parts first`, ...lines];
}

/** The end of each rank of a run, where there are several; `end` is that of the run as a whole. */
export function rankEnds(end: RunEnd, ranks: Pair['ranks'], side: 0 | 1): RunEnd[] {
  if (ranks.length < 2) return [end];
  const isWell = end.kind === 'completed' || end.kind === 'step-limit';
  const kinds = {
    completed: 'completed',
    'step-limit': 'step-limit',
    exception: 'exception',
    exit: 'exit',
  } as const;
  return ranks.map(({ rank, ends }) => {
    const reason = ends[side];
    const told = reason === null || reason === 'exec' ? null : kinds[reason];
    const kind = told ?? (isWell ? 'trace-lost' : end.kind);
    return { ...end, rank, kind, code: kind === 'completed' || kind === 'step-limit' ? 0 : end.code };
  });
}

function arrival({ process, first, exchange }: Alignment, dictionary: Dictionary): string {
  const event = shownEvent(first!);
  const at = `at step ${event.step}`;
  const name = dictionary.name(event.name);
  const through = /^_?c10d/.test(name) ? event : exchange;
  if (!through) return `${process.rank} ${at}`;
  const where = dictionary.place(through.place);
  const line = where ? ` (${baseName(where.file)}:${where.row})` : '';
  return `${process.rank} ${at} through \`${dictionary.name(through.name)}\`${line}`;
}
