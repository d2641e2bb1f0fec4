// The subcommand `lint`: paths and options in, findings out, exit status by what is printed.

import { dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { harmless } from '../check/paint.ts';
import type { Severity } from '../finding.ts';
import type { FileOutcome, Job } from '../lint-job.ts';
import { type ConfigFiles, configFiles, isExcluded } from '../project/config-files.ts';
import { discover } from '../project/discover.ts';
import { decodeSource } from '../project/encoding.ts';
import { readFolders } from '../project/folders.ts';
import { rules } from '../rules/index.ts';
import { codesOf, type SelectionLayer, severities, unknownSelector } from '../selection.ts';
import { lintAnew, runCached } from './cache.ts';
import { type Format, formats, printDiff, printFindings, shown } from './print.ts';
import { expectShortRun } from './short-run.ts';

interface Flags {
  fix?: true;
  unsafeFixes?: true;
  diff?: true;
  format: Format;
  select?: string[];
  ignore?: string[];
  extendSelect?: string[];
  severity: Severity;
  /** As `severity` when it was asked for; else what is not shown, since it is no fault, is mended too. */
  leastFixed: Severity;
  config?: string;
  statistics?: true;
  exitZero?: true;
  cache: boolean;
}

const metas = rules.map((rule) => rule.meta);
const STDIN = '-';
/** Bad usage, bad configuration, or a path that cannot be read. */
const FAILED = 2;

export function lintCommand(): Command {
  const list = (text: string, before: string[] = []): string[] => [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
  return new Command('lint')
    .description('find what makes two runs of a training script differ')
    .argument('[path...]', 'files and folders; - is standard input', ['.'])
    .option('--fix', 'apply safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: apply fixes too that may change speed or behaviour')
    .option('--diff', 'show what --fix would change, and change nothing')
    .addOption(new Option('--format <format>', 'how to report').choices(formats).default('text'))
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
    .option('--no-cache', 'lint every file anew, and keep nothing for the next time')
    .option('--exit-zero', 'exit with 0 even if there are findings')
    .action(async (paths: string[], flags: Flags, command: Command) => {
      const asked = command.getOptionValueSource('severity') !== 'default';
      process.exitCode = await runLint(paths, {
        ...flags,
        leastFixed: asked ? flags.severity : 'information',
      });
    });
}

async function runLint(paths: readonly string[], flags: Flags): Promise<number> {
  expectShortRun();
  const wrong = wrongSelector(flags);
  if (wrong !== null) return complain(wrong);
  const configs = configFiles(readFolders(), metas, flags.config && resolve(flags.config));
  const stdin = paths.includes(STDIN);
  if (stdin && paths.length > 1)
    return complain('standard input (-) is linted alone; name no other path beside it');
  const { files, walked, unreadable } = stdin
    ? { files: [STDIN], walked: new Set<string>(), unreadable: [] }
    : discover(paths, (path) => isExcluded(configs.of(dirname(resolve(path))), resolve(path)));
  if (complainOfConfig(configs, files)) return FAILED;
  for (const { path, message } of unreadable) complain(`${path}: ${message}`);
  if (files.length === 0 && unreadable.length === 0)
    complain(`no Python files in ${paths.join(', ')}; nothing was linted`);

  const job = { ...(await jobOf(files, flags, stdin)), walked };
  const keeps = flags.cache && !stdin && job.fix === 'no';
  const { outcomes } = await (keeps ? runCached(job) : lintAnew(job));
  const failures = outcomes.filter((outcome) => outcome.failure !== null);
  for (const { file, failure } of failures) complain(`${file}: ${failure}`);
  for (const { file, troubles } of outcomes)
    for (const trouble of troubles)
      complain(`${file}: ${trouble} (this is a mistake in samerun; the other rules' findings stand)`);
  const printed = report(outcomes, flags, stdin);
  if (unreadable.length + failures.length > 0) return FAILED;
  return printed && !flags.exitZero ? 1 : 0;
}

/** Print what was found, or what fixing would change; whether there was anything. */
function report(outcomes: readonly FileOutcome[], flags: Flags, stdin: boolean): boolean {
  if (flags.diff) return printDiff(outcomes);
  const fixed = stdin && flags.fix === true;
  // The fixed text of standard input is the output; what remains to be said is said beside it.
  if (fixed) for (const { text } of outcomes) process.stdout.write(text ?? '');
  return printFindings(outcomes, {
    format: flags.format,
    statistics: flags.statistics === true,
    stream: fixed ? process.stderr : process.stdout,
  });
}

async function jobOf(files: readonly string[], flags: Flags, stdin: boolean): Promise<Omit<Job, 'walked'>> {
  const selection: SelectionLayer = {
    ...(flags.select && { select: flags.select }),
    ...(flags.ignore && { ignore: flags.ignore }),
    ...(flags.extendSelect && { extendSelect: flags.extendSelect }),
  };
  return {
    files,
    linter: { selection, ...(flags.config !== undefined && { config: resolve(flags.config) }) },
    least: flags.severity,
    leastFixed: flags.leastFixed,
    fix: flags.diff ? 'show' : flags.fix ? 'write' : 'no',
    unsafe: flags.unsafeFixes ?? false,
    ...(stdin && { input: decodeSource(await buffer(process.stdin), STDIN) }),
  };
}

/** Whether the settings of any of the files have a mistake: then nothing is linted by half of what the user meant. */
function complainOfConfig(configs: ConfigFiles, files: readonly string[]): boolean {
  for (const folder of new Set(files.map((file) => dirname(resolve(file))))) configs.of(folder);
  for (const { file, line, message } of configs.problems) complain(`${shown(file)}:${line}: ${message}`);
  return configs.problems.length > 0;
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
