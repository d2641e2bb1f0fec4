// The subcommand `lint`: paths and options in, findings out, exit status by what is printed.

import { relative, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { createPaint, harmless, wantsColour } from '../check/paint.ts';
import type { Severity } from '../finding.ts';
import { formatGithub } from '../format/github.ts';
import { formatGitlab } from '../format/gitlab.ts';
import { formatJson } from '../format/json.ts';
import type { Reported } from '../format/reported.ts';
import { formatSarif } from '../format/sarif.ts';
import { formatFinding, formatStatistics, formatSummary, plural } from '../format/text.ts';
import type { FileOutcome, Job } from '../lint-job.ts';
import { configFiles, isExcluded } from '../project/config-files.ts';
import { discover } from '../project/discover.ts';
import { decodeSource } from '../project/encoding.ts';
import { readFolders } from '../project/folders.ts';
import { rules } from '../rules/index.ts';
import { codesOf, type SelectionLayer, severities, unknownSelector } from '../selection.ts';
import { runSpread } from './spread.ts';
import { version } from './version.ts';

type Format = 'text' | 'json' | 'sarif' | 'github' | 'gitlab';

interface Flags {
  fix?: true;
  unsafeFixes?: true;
  diff?: true;
  format: Format;
  select?: string[];
  ignore?: string[];
  extendSelect?: string[];
  severity: Severity;
  config?: string;
  statistics?: true;
  exitZero?: true;
}

const metas = rules.map((rule) => rule.meta);
const STDIN = '-';

export function lintCommand(): Command {
  const list = (text: string, before: string[] = []): string[] => [
    ...before,
    ...text.split(',').map((part) => part.trim()),
  ];
  return new Command('lint')
    .description('find what makes two runs of a training script differ')
    .argument('[path...]', 'files and folders; - is standard input', ['.'])
    .option('--fix', 'apply safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: apply fixes too that may change speed or behaviour')
    .option('--diff', 'show what --fix would change, and change nothing')
    .addOption(
      new Option('--format <format>', 'how to report')
        .choices(['text', 'json', 'sarif', 'github', 'gitlab'])
        .default('text'),
    )
    .option('--select <rules>', 'only these rules: codes, prefixes, names, ALL, separated by commas', list)
    .option('--ignore <rules>', 'not these rules', list)
    .option('--extend-select <rules>', 'these rules too', list)
    .addOption(
      new Option('--severity <level>', 'the least severity that is shown')
        .choices([...severities])
        .default('warning'),
    )
    .option('--config <file>', 'a configuration file, instead of the nearest pyproject.toml or samerun.toml')
    .option('--statistics', 'count findings per rule instead of listing them')
    .option('--exit-zero', 'exit with 0 even if there are findings')
    .action(async (paths: string[], flags: Flags) => {
      process.exitCode = await runLint(paths, flags);
    });
}

/** Bad usage, bad configuration, or a path that cannot be read. */
const FAILED = 2;

async function runLint(paths: readonly string[], flags: Flags): Promise<number> {
  const wrong = wrongSelector(flags);
  if (wrong !== null) return complain(wrong);
  const folders = readFolders();
  const configs = configFiles(folders, metas, flags.config === undefined ? undefined : resolve(flags.config));
  const { files, unreadable } = paths.includes(STDIN)
    ? { files: [STDIN], unreadable: [] }
    : discover(paths, (path, folder) => isExcluded(configs.of(resolve(folder)), resolve(path)));
  const { outcomes, problems } = await runSpread(await jobOf(files, flags));
  let status = 0;
  for (const { file, line, message } of dedupe([...configs.problems, ...problems]))
    status = complain(`${shown(file)}:${line}: ${message}`);
  for (const { path, message } of unreadable) status = complain(`${path}: ${message}`);
  for (const { file, failure, troubles } of outcomes) {
    if (failure !== null) status = complain(`${file}: ${failure}`);
    for (const trouble of troubles)
      complain(`${file}: ${trouble} (this is a mistake in samerun; the other rules' findings stand)`);
  }
  if (configs.problems.length > 0) return FAILED;
  const printed = print(outcomes, flags, files.length);
  return status || (printed && !flags.exitZero ? 1 : 0);
}

async function jobOf(files: readonly string[], flags: Flags): Promise<Job> {
  const selection: SelectionLayer = {
    ...(flags.select && { select: flags.select }),
    ...(flags.ignore && { ignore: flags.ignore }),
    ...(flags.extendSelect && { extendSelect: flags.extendSelect }),
  };
  const stdin = files[0] === STDIN;
  return {
    files: stdin ? ['stdin.py'] : files,
    linter: { selection, ...(flags.config !== undefined && { config: resolve(flags.config) }) },
    least: flags.severity,
    fix: flags.diff ? 'show' : flags.fix ? 'write' : 'no',
    unsafe: flags.unsafeFixes ?? false,
    ...(stdin && { input: decodeSource(await buffer(process.stdin), 'stdin.py') }),
  };
}

/** Print what was found, or what fixing would change; whether there was anything. */
function print(outcomes: readonly FileOutcome[], flags: Flags, count: number): boolean {
  const paint = createPaint(wantsColour(process.stdout.isTTY, process.env));
  const found = outcomes.flatMap((outcome) => outcome.found);
  if (flags.diff) return printDiff(outcomes, paint);
  const stdin = outcomes[0]?.file === 'stdin.py' && flags.fix;
  // With standard input the fixed text is the output, and what remains is said beside it.
  const out = stdin ? process.stderr : process.stdout;
  if (stdin && outcomes[0]) process.stdout.write(outcomes[0].change?.after ?? '');
  out.write(
    flags.statistics && flags.format === 'text'
      ? formatStatistics(found, paint)
      : formatted(found, flags.format, paint),
  );
  if (flags.format === 'text') {
    const applied = outcomes.reduce((sum, outcome) => sum + outcome.applied, 0);
    if (applied > 0)
      out.write(`${paint('good', '✓')} Applied ${plural(applied, 'fix').replace(/fixs$/, 'fixes')}.\n`);
    out.write(formatSummary(found, count, paint));
  }
  return found.length > 0;
}

function formatted(
  found: readonly Reported[],
  format: Format,
  paint: ReturnType<typeof createPaint>,
): string {
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

function printDiff(outcomes: readonly FileOutcome[], paint: ReturnType<typeof createPaint>): boolean {
  const changed = outcomes.filter((outcome) => outcome.change !== null);
  for (const { file, change } of changed) {
    if (change === null) continue;
    const patch = createTwoFilesPatch(
      `a/${shown(resolve(file))}`,
      `b/${shown(resolve(file))}`,
      change.before,
      change.after,
      '',
      '',
      { context: 3 },
    );
    process.stdout.write(
      `${patch
        .split('\n')
        .slice(1)
        .map((line) => colouredDiffLine(line, paint))
        .join('\n')}`,
    );
  }
  const left = outcomes.reduce((sum, outcome) => sum + outcome.found.length, 0);
  if (left > 0) process.stderr.write(`${plural(left, 'finding')} would remain.\n`);
  return changed.length > 0 || left > 0;
}

function colouredDiffLine(line: string, paint: ReturnType<typeof createPaint>): string {
  const safe = harmless(line.replace(/\r$/, ''));
  if (/^(---|\+\+\+)/.test(line)) return paint('strong', safe);
  if (line.startsWith('@@')) return paint('a', safe);
  return line.startsWith('+') ? paint('good', safe) : line.startsWith('-') ? paint('bad', safe) : safe;
}

function wrongSelector(flags: Flags): string | null {
  for (const selector of [...(flags.select ?? []), ...(flags.ignore ?? []), ...(flags.extendSelect ?? [])]) {
    if (codesOf(selector, metas) === undefined) return unknownSelector(selector, metas);
  }
  return null;
}

function complain(message: string): number {
  process.stderr.write(`samerun: ${harmless(message)}\n`);
  return FAILED;
}

function dedupe<T extends { readonly file: string; readonly line: number }>(problems: readonly T[]): T[] {
  return problems.filter(
    (one, i) => problems.findIndex((other) => other.file === one.file && other.line === one.line) === i,
  );
}

/** Relative to where the user stands, as long as that is shorter to read. */
function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near === '' || near.startsWith('..') ? file : near;
}
