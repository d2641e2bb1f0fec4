// Writes what `lint` found, or what fixing would change, in the format that was asked for.

import { relative, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { createTwoFilesPatch } from 'diff';
import { createPaint, harmless, type Paint, wantsColour } from '../check/paint.ts';
import { formatGithub } from '../format/github.ts';
import { formatGitlab } from '../format/gitlab.ts';
import { formatJson, formatJsonStatistics } from '../format/json.ts';
import type { Reported } from '../format/reported.ts';
import { formatSarif } from '../format/sarif.ts';
import { formatFinding, formatStatistics, formatSummary, plural } from '../format/text.ts';
import type { FileOutcome } from '../lint-job.ts';
import { version } from './version.ts';

export const formats = ['text', 'json', 'sarif', 'github', 'gitlab'] as const;
export type Format = (typeof formats)[number];

export interface PrintOptions {
  readonly format: Format;
  readonly statistics: boolean;
  readonly stream: Writable & { readonly isTTY?: boolean };
}

/** Whether there was a finding to print. */
export function printFindings(outcomes: readonly FileOutcome[], options: PrintOptions): boolean {
  const { format, statistics, stream } = options;
  const found = outcomes.flatMap((outcome) => outcome.found);
  const paint = createPaint(wantsColour(stream.isTTY === true, process.env));
  stream.write(statistics ? counted(found, format, paint) : listed(found, format, paint));
  const read = outcomes.filter((outcome) => outcome.failure === null).length;
  if (format === 'text' && read > 0) {
    const applied = outcomes.reduce((sum, outcome) => sum + outcome.applied, 0);
    const done = applied === 1 ? '1 fix' : `${applied} fixes`;
    if (applied > 0) stream.write(`${paint('good', '✓')} Applied ${done}.\n`);
    stream.write(formatSummary(found, read, paint));
  }
  return found.length > 0;
}

/** Whether fixing would change a file, or leave a finding. */
export function printDiff(outcomes: readonly FileOutcome[]): boolean {
  const terminal = process.stdout.isTTY === true;
  const paint = createPaint(wantsColour(terminal, process.env));
  for (const { file, change } of outcomes) {
    if (change === null) continue;
    const name = shown(resolve(file)).replace(/[\r\n]/g, '?');
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, change.before, change.after, '', '', {
      context: 3,
    });
    const lines = patch.split('\n').slice(1);
    // For `patch` and `git apply` every byte counts; a terminal gets only what cannot harm it.
    process.stdout.write(lines.map((line) => (terminal ? painted(line, paint) : line)).join('\n'));
  }
  const applied = outcomes.reduce((sum, outcome) => sum + outcome.applied, 0);
  const left = outcomes.reduce((sum, outcome) => sum + outcome.found.length, 0);
  const would = `${applied === 1 ? '1 fix' : `${applied} fixes`} would be applied`;
  process.stderr.write(`${would}; ${plural(left, 'finding')} would remain.\n`);
  return applied + left > 0;
}

/** Relative to where the user stands, as long as that is shorter to read. */
export function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near === '' || near.startsWith('..') ? file : near;
}

function counted(found: readonly Reported[], format: Format, paint: Paint): string {
  return format === 'json' ? formatJsonStatistics(found) : formatStatistics(found, paint);
}

function listed(found: readonly Reported[], format: Format, paint: Paint): string {
  switch (format) {
    case 'json':
      return formatJson(found);
    case 'sarif':
      return formatSarif(found, version());
    case 'github':
      return formatGithub(found, shown);
    case 'gitlab':
      return formatGitlab(found, shown);
    case 'text':
      return found.map((one) => `${formatFinding(one, { paint, shown })}\n`).join('');
  }
}

function painted(line: string, paint: Paint): string {
  const safe = harmless(line.replace(/\r$/, ''));
  if (/^(---|\+\+\+)/.test(line)) return paint('strong', safe);
  if (line.startsWith('@@')) return paint('a', safe);
  return line.startsWith('+') ? paint('good', safe) : line.startsWith('-') ? paint('bad', safe) : safe;
}
