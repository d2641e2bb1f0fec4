// The list of all causes for a terminal, and what the runs do once each of them is pinned or fixed.
import { harmless, type Paint } from './paint.ts';
import type { CheckResult, ListedCause } from './result.ts';

export interface ProofTextOptions {
  /** A path as it is shown. */
  shown(file: string): string;
  paint: Paint;
}

/** Nothing without `--prove`. */
export function proofText(result: CheckResult, options: ProofTextOptions): string[] {
  const { causes = [], proof, mended } = result;
  if (mended || !proof || causes.length === 0) return [];
  const { paint } = options;
  const list = causeList(causes, options);
  if (proof.verdict === 'identical') {
    const title = paint('good', `✓ ${provedText(causes, proof.steps)}`);
    return [
      `  ${title}${paint('dim', `  (${proof.runs} runs with ${causes.length === 1 ? 'it' : 'them'} pinned)`)}`,
      ...list,
    ];
  }
  const title = proof.verdict === 'diverged' ? '✗ not all causes could be found' : '? not proved';
  return [`  ${paint('warn', title)}${proof.reason ? `: ${proof.reason}` : ''}`, ...list];
}

/** Nothing without `--fix`. */
export function mendedText(result: CheckResult, options: ProofTextOptions): string[] {
  const { causes = [], mended } = result;
  if (!mended || causes.length === 0) return [];
  const { paint, shown } = options;
  const files = mended.files.map(({ filename, fixes }) => {
    const titles = fixes.map((title) => `\n    ${paint('good', '✓')} ${harmless(title)}`).join('');
    return `  ${paint('strong', `changed ${harmless(shown(filename))}`)}${titles}`;
  });
  const failures = mended.failures.map((text) => `  ${paint('bad', '!')} ${harmless(text)}`);
  const nothing =
    mended.files.length === 0 ? ['  nothing could be changed: the linter has no fix for these'] : [];
  const title = `  the script diverged as it was, for ${causes.length === 1 ? 'this cause' : `these ${causes.length} causes`}`;
  return [paint('dim', title), ...causeList(causes, options), '', ...files, ...nothing, ...failures];
}

function causeList(causes: ListedCause[], { shown, paint }: ProofTextOptions): string[] {
  const rows = causes.map((cause, at) => [
    `${at + 1}`,
    cause.filename === null ? 'no line known' : `${harmless(shown(cause.filename))}:${cause.row}`,
    cause.class,
    cause.rule ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return causes.map((cause, at) => {
    const cells = rows[at]!.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
    const what = cause.fix ? `${cause.fix.title} (--fix)` : cause.advice;
    const sure = cause.confirmed ? '' : paint('warn', 'not confirmed: ');
    return `    ${cells}  ${sure}${harmless(what)}`;
  });
}

/** `fix these 3 lines and 20 steps are bit-identical`. */
export function provedText(causes: ListedCause[], steps: number): string {
  return `fix ${these(causes)} and ${extent(steps)} bit-identical`;
}

function these(causes: ListedCause[]): string {
  const lines = new Set(causes.map(({ filename, row }) => `${filename}:${row}`)).size;
  return lines === 1 ? 'this line' : `these ${lines} lines`;
}

function extent(steps: number): string {
  if (steps === 0) return 'the whole script is';
  return `${steps.toLocaleString('en-US')} ${steps === 1 ? 'step is' : 'steps are'}`;
}
