// Pairs of hand-written runs for the tests: a small training loop, aligned as the check aligns real ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparePair, type Pair } from '../../server/src/check/pair.ts';
import type { Dictionary } from '../../server/src/check/trace/dictionary.ts';
import { type WrittenEvent, type WrittenTrace, writeTrace } from './trace-writer.ts';

/** Draw, two ops, loss, parameter, step: six events a step. */
export function training(steps: number): WrittenEvent[] {
  return Array.from({ length: steps }, (_, step): WrittenEvent[] => {
    const hash = (n: number) => BigInt(step * 100 + n);
    return [
      { kind: 'draw', name: 'torch:randn', row: 10, step, before: hash(1), after: hash(2), sample: step },
      { kind: 'op', name: 'aten::mm', row: 11, step, before: hash(3), after: hash(4), sample: 0.5 },
      { kind: 'op', name: 'aten::sum', row: 12, step, before: hash(5), after: hash(6), sample: 0.25 },
      { kind: 'loss', name: 'backward', row: 13, step, after: hash(7), sample: 1 / (step + 1) },
      { kind: 'parameter', name: 'weight', row: 14, step, after: hash(8) },
      { kind: 'step', name: 'SGD', row: 14, step, after: BigInt(step + 1) },
    ];
  }).flat();
}

export function ops(count: number, name: string, row: number): WrittenEvent[] {
  return Array.from({ length: count }, (_, at) => ({ kind: 'op', name, row, after: BigInt(at) }));
}

/** Traces by file name without ending: `r0.main`, `r0.worker0`. */
export type WrittenRun = Record<string, WrittenTrace>;

export async function pairOf(a: WrittenEvent[], b: WrittenEvent[], dictionary?: Dictionary): Promise<Pair> {
  return pairOfRuns({ 'r0.main': { events: a } }, { 'r0.main': { events: b } }, dictionary);
}

export async function pairOfRuns(a: WrittenRun, b: WrittenRun, dictionary?: Dictionary): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-pair-'));
  try {
    for (const [name, run] of Object.entries({ a, b }))
      for (const [file, trace] of Object.entries(run))
        writeTrace(join(folder, name, 'trace', `${file}.srt`), trace);
    const [left, right] = ['a', 'b'].map((name) => ({ directory: join(folder, name), root: '/project' }));
    return await comparePair(left!, right!, { cutShort: false, ...(dictionary && { dictionary }) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
