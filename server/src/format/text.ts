// `--format text`: each finding with its source line and a caret, the fix that is offered, and a closing count.

import { harmless, type Paint } from '../check/paint.ts';
import type { Severity } from '../finding.ts';
import type { Place, Reported } from './reported.ts';

const TONES: Record<Severity, Parameters<Paint>[0]> = {
  error: 'bad',
  warning: 'warn',
  information: 'a',
  hint: 'dim',
};
/** Longer lines are cut around the caret. */
const WIDTH = 100;

export interface TextOptions {
  readonly paint: Paint;
  /** How a file is shown: relative to where the user stands. */
  readonly shown: (file: string) => string;
}

export function formatFinding(found: Reported, { paint, shown }: TextOptions): string {
  const { place, severity, code, name, message, fix } = found;
  const at = `${harmless(shown(place.filename))}${place.cell === null ? '' : `:cell ${place.cell}`}:${place.location.row}:${place.location.column}`;
  const gutter = String(place.location.row).length;
  const bar = paint('dim', `${' '.repeat(gutter)} │`);
  const lines = [
    `${paint('strong', at)} ${paint(TONES[severity], `${severity} ${code}`)} ${paint('dim', name)}`,
    `  ${harmless(message)}`,
    ...excerpt(found, paint, gutter),
  ];
  for (const related of found.related.slice(0, 3)) {
    lines.push(
      `${bar} ${paint('dim', `${short(related.place, place, shown)} ${harmless(related.message)}`)}`,
    );
  }
  if (fix !== null) {
    const how = fix.safe ? '--fix' : '--fix --unsafe-fixes';
    lines.push(
      `${' '.repeat(gutter)} ${paint('good', '✓')} ${harmless(fix.title)} ${paint('dim', `(${how})`)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function short(place: Place, from: Place, shown: (file: string) => string): string {
  const file = place.filename === from.filename ? 'line ' : `${harmless(shown(place.filename))}:`;
  return `${file}${place.location.row}:`;
}

function excerpt({ place, line, severity }: Reported, paint: Paint, gutter: number): string[] {
  if (line.trim() === '') return [];
  const points = [...line];
  const start = place.location.column - 1;
  const end =
    place.end.row === place.location.row ? Math.max(place.end.column - 1, start + 1) : points.length;
  const from = start > WIDTH - 20 ? start - 20 : 0;
  const part = (first: number, last: number): string =>
    harmless(points.slice(first, Math.min(last, from + WIDTH)).join(''));
  const before = `${from > 0 ? '…' : ''}${part(from, start)}`;
  const marked = part(start, end);
  const after = `${part(end, points.length)}${from + WIDTH < points.length ? '…' : ''}`;
  const number = paint('dim', `${String(place.location.row).padStart(gutter)} │`);
  const mark = `${' '.repeat(columns(before))}${paint(TONES[severity], '▔'.repeat(Math.max(1, columns(marked))))}`;
  return [
    `${number} ${before}${paint('strong', marked)}${after}`.trimEnd(),
    `${paint('dim', `${' '.repeat(gutter)} │`)} ${mark}`,
  ];
}

/** How many columns of a terminal a text takes: ideographs and most emoji two, combining marks none. */
function columns(text: string): number {
  let count = 0;
  for (const char of text) count += /\p{M}|\u200d/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return count;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** "3 warnings and 1 error in 2 files; 3 can be fixed with --fix." */
export function formatSummary(found: readonly Reported[], files: number, paint: Paint): string {
  if (found.length === 0) return `${paint('good', '✓')} No findings in ${plural(files, 'file')}.\n`;
  const counts = (['error', 'warning', 'information', 'hint'] as const)
    .map((severity) => ({ severity, count: found.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) =>
      paint(TONES[severity], severity === 'information' ? `${count} information` : plural(count, severity)),
    );
  const touched = new Set(found.map((one) => one.place.filename)).size;
  const safe = found.filter((one) => one.fix?.safe).length;
  const unsafe = found.filter((one) => one.fix !== null && !one.fix.safe).length;
  const fixable = [
    ...(safe > 0 ? [`${safe} can be fixed with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe} with --fix --unsafe-fixes`] : []),
  ];
  const mended = fixable.length === 0 ? '' : `; ${fixable.join(', ')}`;
  return `${counts.join(', ')} in ${plural(touched, 'file')}${mended}.\n`;
}

export function formatStatistics(found: readonly Reported[], paint: Paint): string {
  const counts = new Map<string, number>();
  for (const { code, name } of found) counts.set(`${code} ${name}`, (counts.get(`${code} ${name}`) ?? 0) + 1);
  const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const width = Math.max(...rows.map(([, count]) => String(count).length), 1);
  return rows.map(([rule, count]) => `${paint('strong', String(count).padStart(width))}  ${rule}\n`).join('');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
