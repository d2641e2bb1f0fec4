// The report for a terminal: verdict, cause with its source line, both values, how far the runs drift, what was compared.
import { costNote, costRows, costTitle } from './cost-text.ts';
import { growthOf, selectRows, sparkline } from './growth.ts';
import { createPaint, harmless, type Paint } from './paint.ts';
import { mendedText, proofText } from './proof-text.ts';
import { comparedText, extent, firstText, headlineOf, metricText, shownPath } from './report-words.ts';
import type { Cause, CheckReport, CheckResult, FlagCost, MetricSeries } from './result.ts';

export interface TextOptions {
  colour: boolean;
  /** Paths are shown relative to it. */
  cwd: string;
  /** The lines of a source file, or null where it cannot be shown. */
  lines(file: string): string[] | null;
  width?: number;
}

export function reportText({ result, notes }: CheckReport, options: TextOptions): string {
  const paint = createPaint(options.colour);
  const width = Math.max(60, Math.min(options.width ?? 100, 120));
  const proofOptions = { paint, shown: (file: string) => shownPath(file, options.cwd) };
  const blocks = [mendedText(result, proofOptions), headline(result, notes, paint, width)];
  blocks.push((notes.environment ?? []).flatMap((text) => notice(text, paint, width)));
  const { cause, first_divergence: first } = result;
  if (cause) blocks.push(causeCard(cause, result, options, paint, width));
  else if (first) blocks.push(excerpt(first.filename, first.row, result, options, paint));
  if (first) blocks.push(...growth(result, notes, paint, width));
  blocks.push(proofText(result, proofOptions));
  if (result.runs > 1) blocks.push(compared(result, notes, paint));
  if (result.cost.flags) blocks.push(determinismCost(result.cost.flags, result.device, paint, width));
  if (notes.notices.length > 0) blocks.push(notes.notices.flatMap((text) => notice(text, paint, width)));
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function headline(result: CheckResult, notes: CheckReport['notes'], paint: Paint, width: number): string[] {
  const { verdict, runs, steps } = result;
  const { mark, tone, text } = headlineOf(verdict, notes);
  const title = paint(tone, paint('strong', `${mark} ${text}`));
  const over = runs > 1 ? `  ${extent(steps, notes.limited)}, ${runs} runs` : '';
  const lines = [`${title}  ${harmless(notes.script)}${paint('dim', over)}`];
  if (result.reason) lines.push(`  ${harmless(result.reason)}`);
  const first = result.first_divergence;
  if (first) lines.push(`  ${harmless(firstText(first))}`);
  if (notes.stayed) lines.push(...wrap(notes.stayed, width - 2).map((line) => `  ${paint('good', line)}`));
  return lines;
}

function causeCard(
  cause: Cause,
  result: CheckResult,
  options: TextOptions,
  paint: Paint,
  width: number,
): string[] {
  const sure = cause.confirmed ? paint('good', 'confirmed by intervention') : paint('warn', 'not confirmed');
  const rule = cause.rule ? `  ${cause.rule}` : '';
  const lines = [`  ${paint('strong', cause.class)}${rule}  ${sure}`];
  lines.push(...excerpt(cause.filename, cause.row, result, options, paint));
  const first = result.first_divergence;
  const elsewhere = first && (first.filename !== cause.filename || first.row !== cause.row);
  if (elsewhere && first.filename) {
    lines.push(paint('dim', '  and the values first differ at'));
    lines.push(...excerpt(first.filename, first.row, result, options, paint));
  }
  lines.push('', ...wrap(harmless(cause.explanation), width - 2).map((line) => `  ${line}`));
  return lines;
}

/** The line with one before and one after, and both values beneath it where the runs first part there. */
function excerpt(
  filename: string | null,
  row: number | null,
  { first_divergence: first }: CheckResult,
  options: TextOptions,
  paint: Paint,
): string[] {
  if (!filename || row === null) return [];
  const lines = [`  ${paint('dim', '──')} ${harmless(shownPath(filename, options.cwd))}:${row}`];
  const source = options.lines(filename);
  if (!source) return lines;
  const gutter = String(row + 1).length;
  for (let at = row - 1; at <= row + 1; at++) {
    const text = source[at - 1];
    if (text === undefined || at < 1) continue;
    const number = String(at).padStart(gutter);
    const shown = harmless(text).slice(0, 140).trimEnd();
    lines.push(
      at === row
        ? `  ${paint('bad', '▶')} ${number} │ ${shown}`
        : paint('dim', `    ${number} │ ${shown}`).trimEnd(),
    );
    if (at === row && first?.filename === filename && first.row === row)
      lines.push(...bothValues(first, shown, gutter, paint));
  }
  return lines;
}

function bothValues(
  { a, b }: { a: string | null; b: string | null },
  line: string,
  gutter: number,
  paint: Paint,
): string[] {
  if (a === null && b === null) return [];
  const indent = line.length - line.trimStart().length;
  const text = `${paint('a', `A ${harmless(a ?? 'ends here')}`)}  ≠  ${paint('b', `B ${harmless(b ?? 'ends here')}`)}`;
  return [`    ${' '.repeat(gutter)} │ ${' '.repeat(indent)}${text}`];
}

function growth(
  result: CheckResult,
  { stayed }: CheckReport['notes'],
  paint: Paint,
  width: number,
): string[][] {
  const differing = Object.entries(result.metrics).filter(([, series]) =>
    growthOf(series).some(({ gap }) => gap !== null && gap > 0),
  );
  if (differing.length === 0) {
    const any = Object.keys(result.metrics).length > 0;
    return any && !stayed ? [[paint('dim', '  no loss or metric differs over these steps')]] : [];
  }
  return differing.slice(0, 3).map(([name, series]) => growthTable(name, series, paint, width));
}

function growthTable(name: string, series: MetricSeries, paint: Paint, width: number): string[] {
  const rows = growthOf(series);
  const gaps = rows.flatMap(({ gap }) => (gap ? [gap] : []));
  const cells = selectRows(rows, 7).map(({ step, a, b, gap }) => [
    `step ${step}`,
    metricText(a),
    metricText(b),
    gap === null ? '–' : gap === 0 ? '0' : gap.toExponential(1),
  ]);
  const table = [[harmless(name), 'A', 'B', '|A − B|'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row, at) => {
    const text = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 2),
    );
    if (at === 0) return paint('dim', `  ${text.join('')}`);
    return `  ${text[0]}${paint('a', text[1]!)}${paint('b', text[2]!)}${text[3]}`;
  });
  const plot = sparkline(rows, width - 44);
  const range = `${Math.min(...gaps).toExponential(1)} … ${Math.max(...gaps).toExponential(1)}, log scale`;
  return [...lines, `  |A − B|  ${paint('bad', plot)}  ${paint('dim', range)}`];
}

function compared(result: CheckResult, { levelWhy }: CheckReport['notes'], paint: Paint): string[] {
  const why = levelWhy ? ` (auto: ${levelWhy})` : '';
  const seconds = result.cost.traced_s === null ? '' : `, ${result.cost.traced_s.toFixed(1)} s a run`;
  return [
    paint('dim', `  compared  ${comparedText(result.compared)}`),
    paint('dim', `  on        ${harmless(result.device)}, level ${result.level}${why}${seconds}`),
  ];
}

function determinismCost(cost: FlagCost, device: string, paint: Paint, width: number): string[] {
  const rows = costRows(cost);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    `  ${paint('strong', costTitle)}`,
    ...rows.map(([way, time, change]) =>
      `    ${way.padEnd(widths[0]!)}  ${time.padStart(widths[1]!)}  ${change}`.trimEnd(),
    ),
    ...wrap(costNote(cost, device), width - 4).map((line) => paint('dim', `    ${line}`)),
  ];
}

function notice(text: string, paint: Paint, width: number): string[] {
  return wrap(harmless(text), width - 4).map(
    (line, at) => `  ${at === 0 ? paint('warn', '•') : ' '} ${line}`,
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
