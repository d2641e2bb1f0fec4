// Compares two runs and holds what is then asked of them: what differs first, both values, whether a trace is lost.
import type { Alignment, Mismatch } from './align/alignment.ts';
import type { Values } from './cause.ts';
import { compareRuns, type ProcessComparison, type RunTraces, readDetails } from './compare-runs.ts';
import { type Found, findFirst, isWorker } from './first-divergence.ts';
import { createDictionary, type Dictionary } from './trace/dictionary.ts';
import type { TraceEnd, TraceHeader } from './trace/payload.ts';
import { type Details, valuesOf } from './values.ts';

export type EndReason = TraceEnd['reason'];

export interface Pair {
  dictionary: Dictionary;
  alignments: Alignment[];
  found: Found | null;
  header: TraceHeader | null;
  /** How the main process of each rank says that it ended, on each side; null where it does not say. */
  ranks: { rank: number; ends: [EndReason | null, EndReason | null] }[];
  /** For each side, why its trace cannot carry an *identical*, or null. */
  lost: [string | null, string | null];
  values(mismatch: Mismatch, alignment: Alignment): Values;
}

export interface PairOptions {
  /** The second run was stopped on purpose: what it lacks at the end is no divergence. */
  cutShort: boolean;
  /** Shared by the pairs of one check, so that their places and names are the same numbers. */
  dictionary?: Dictionary;
}

export async function comparePair(a: RunTraces, b: RunTraces, options: PairOptions): Promise<Pair> {
  const { dictionary = createDictionary() } = options;
  const processes = await compareRuns(a, b, dictionary, !options.cutShort);
  const alignments = processes.map(({ alignment }) => alignment);
  const found = findFirst(alignments);
  const details: [Details, Details] = [new Map(), new Map()];
  if (found) {
    const { traces } = found.alignment;
    details[0] = await readDetails(a, traces[0], wanted(found, 'a'), dictionary);
    details[1] = await readDetails(b, traces[1], wanted(found, 'b'), dictionary);
  }
  const none: [Details, Details] = [new Map(), new Map()];
  return {
    dictionary,
    alignments,
    found,
    header: processes.find(({ process }) => process.name === 'main')?.headers[0] ?? null,
    ranks: processes
      .filter(({ process }) => process.name === 'main')
      .map(({ process: { rank }, ends: [a, b] }) => ({ rank, ends: [a?.reason ?? null, b?.reason ?? null] })),
    lost: [lostWhy(processes, 0), lostWhy(processes, 1)],
    values: (mismatch, alignment) =>
      valuesOf(mismatch, dictionary, alignment === found?.alignment ? details : none),
  };
}

function wanted({ alignment, mismatch }: Found, side: 'a' | 'b'): Set<number> {
  const shown = [
    mismatch,
    ...alignment.suspects.map(({ first }) => first),
    ...alignment.marks.map((mark) => mark.shown),
  ];
  return new Set(shown.flatMap((one) => (one[side] ? [one[side].index] : [])));
}

function lostWhy(processes: ProcessComparison[], side: 0 | 1): string | null {
  if (!processes.some(({ process }) => process.name === 'main')) return 'there is no trace of it';
  for (const { process, lost } of processes) {
    const why = lost[side];
    if (why === null) continue;
    // Workers are ended in the middle of their work, when nobody asks for more; what they delivered is compared.
    if (isWorker(process) && MERELY_SHORT.has(why)) continue;
    const who = process.name === 'main' ? '' : ` of ${process.name}`;
    const rank = process.rank > 0 ? ` of rank ${process.rank}` : '';
    return `its trace${who}${rank} is lost: ${why}`;
  }
  return null;
}

const MERELY_SHORT = new Set(['it has no end record', 'it ends inside a record', 'there is none']);
