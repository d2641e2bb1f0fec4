// The words that the reports share, whatever they are shown in; pure.
import { relative } from 'node:path';
import type { CheckReport, Compared, FirstDivergence, Verdict } from './result.ts';

const marks: Record<Verdict, string> = {
  identical: '✓',
  diverged: '✗',
  inconclusive: '?',
  failed: '!',
};
const tones = { identical: 'good', diverged: 'bad', inconclusive: 'warn', failed: 'bad' } as const;

export function headlineOf(
  verdict: Verdict,
  { answer }: CheckReport['notes'],
): { mark: string; tone: 'good' | 'bad' | 'warn'; text: string } {
  return answer ?? { mark: marks[verdict], tone: tones[verdict], text: verdict };
}

/** `over the first 20 optimizer steps`. */
export function extent(steps: number, limited: boolean): string {
  if (steps === 0) return 'to the end of the script, no optimizer steps';
  return `over ${limited ? 'the first ' : ''}${count(steps, 'optimizer step')}`;
}

export function firstText(first: FirstDivergence): string {
  const worker = first.worker === null ? '' : `, DataLoader worker ${first.worker}`;
  const rank = first.rank > 0 ? `, rank ${first.rank}` : '';
  return `they part at step ${first.step}${worker}${rank}: ${first.kind} ${first.name}`;
}

/** A loss or metric as a table shows it. */
export function metricText(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(5) : value.toPrecision(7);
}

export function comparedText(compared: Compared): string {
  const names: [keyof Compared, string, string][] = [
    ['draws', 'draw', 'draws'],
    ['batches', 'batch', 'batches'],
    ['ops', 'op', 'ops'],
    ['parameters', 'parameter state', 'parameter states'],
    ['metrics', 'loss or metric', 'losses and metrics'],
    ['lines', 'printed line', 'printed lines'],
  ];
  const parts = names
    .filter(([key]) => compared[key] > 0)
    .map(([key, one, many]) => `${grouped(compared[key])} ${compared[key] === 1 ? one : many}`);
  return parts.join(' · ') || 'nothing';
}

export function shownPath(file: string, cwd: string): string {
  const short = relative(cwd, file);
  return short === '' || short.startsWith('..') ? file : short;
}

export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

export function count(value: number, noun: string): string {
  return `${grouped(value)} ${noun}${value === 1 ? '' : 's'}`;
}
