// Lints files one by one and says of each what is to be printed: the work that the command line and its workers share.

import { resolve } from 'node:path';
import type { ConfigProblem } from './config.ts';
import type { Severity } from './finding.ts';
import { type Reported, reporter } from './format/reported.ts';
import type { Basis } from './project/basis.ts';
import type { Source } from './project/encoding.ts';
import { loadGrammar } from './project/grammar.ts';
import { type FileLinter, fileLinter } from './project/lint-files.ts';
import type { LinterOptions } from './project/lint-options.ts';
import { writeSource } from './project/read.ts';
import { rules } from './rules/index.ts';
import { atLeast } from './selection.ts';

export interface Job {
  /** As they are shown to the user; relative ones are looked for from the working directory. */
  readonly files: readonly string[];
  /** Those that nobody named: they may be passed over. */
  readonly walked: ReadonlySet<string>;
  readonly linter: LinterOptions;
  readonly least: Severity;
  /** The least severity whose fixes are applied. */
  readonly leastFixed: Severity;
  /** 'write' fixes files, 'show' only says what fixing would make of them. */
  readonly fix: 'no' | 'write' | 'show';
  readonly unsafe: boolean;
  /** What standard input held, for the one file that stands for it. */
  readonly input?: Source;
}

export interface FileOutcome {
  readonly file: string;
  readonly found: readonly Reported[];
  /** The text before and after fixing, where they differ. */
  readonly change: { readonly before: string; readonly after: string } | null;
  readonly applied: number;
  /** What standard input became, or stayed; null for a file on disk. */
  readonly text: string | null;
  /** Why the file could not be read or written. */
  readonly failure: string | null;
  readonly troubles: readonly string[];
  /** What the findings rest on; absent where they depend on more, such as time. */
  readonly basis?: Basis;
  readonly passedOver?: boolean;
}

export interface JobResult {
  readonly outcomes: readonly FileOutcome[];
  readonly problems: readonly ConfigProblem[];
}

export interface OpenJob {
  outcome(file: string): FileOutcome;
  readonly problems: readonly ConfigProblem[];
}

export async function openJob(job: Job): Promise<OpenJob> {
  const linter = fileLinter(await loadGrammar(), job.linter);
  const outcome = (file: string): FileOutcome => {
    try {
      return outcomeOf(file, job, linter);
    } catch (error) {
      return failedOutcome(file, error instanceof Error ? error.message : String(error));
    }
  };
  return { outcome, problems: linter.problems };
}

export async function runJob(job: Job): Promise<JobResult> {
  const { outcome, problems } = await openJob(job);
  return { outcomes: job.files.map(outcome), problems };
}

/** A file over which the linter itself broke down: it is named, so that silence is never taken for praise. */
export function failedOutcome(file: string, why: string): FileOutcome {
  const code = 'SR002';
  const name = rules.find(({ meta }) => meta.code === code)?.meta.name ?? code;
  const start = { row: 1, column: 1 };
  const place = { filename: resolve(file), cell: null, location: start, end: start };
  const message = `Not checked: samerun failed on this file: ${why}.`;
  const found = [
    { code, name, severity: 'warning', message, place, line: '', related: [], fix: null } as const,
  ];
  return { ...nothing(file), found };
}

function nothing(file: string): FileOutcome {
  return { file, found: [], change: null, applied: 0, text: null, failure: null, troubles: [] };
}

function outcomeOf(file: string, job: Job, linter: FileLinter): FileOutcome {
  const path = resolve(file);
  let { input } = job;
  let change: FileOutcome['change'] = null;
  let applied = 0;
  let unwritten: string | null = null;
  if (job.fix !== 'no') {
    const fixed = linter.fixFile(path, job.unsafe, job.leastFixed, input);
    if (fixed.kind === 'unreadable') return { ...nothing(file), failure: fixed.message };
    if (fixed.kind === 'fixed' && fixed.text !== fixed.source.text) {
      const failure =
        job.fix === 'write' && !job.input ? writeSource(path, fixed.text, fixed.source) : undefined;
      if (failure === undefined) {
        // The byte order mark is part of the first line for whoever applies the difference.
        const mark = fixed.source.bom ? '\ufeff' : '';
        change = { before: mark + fixed.source.text, after: mark + fixed.text };
        applied = fixed.applied.length;
        input = { ...fixed.source, text: fixed.text };
        linter.forget(path);
      } else unwritten = `cannot be written: ${failure}`;
    }
  }
  const result = linter.lintFile(path, input, job.walked.has(file));
  if (result.kind === 'unreadable') return { ...nothing(file), failure: result.message };
  const report = reporter(result.module, linter.moduleOf, (name) =>
    job.input && name === path ? file : name,
  );
  const found = result.findings.filter((one) => atLeast(one.severity, job.least)).map(report);
  const text = job.input === undefined ? null : result.source.text;
  const { troubles, basis, passedOver } = result;
  const outcome = { file, found, change, applied, text, failure: unwritten, troubles };
  return result.module.skipped ? outcome : { ...outcome, basis, passedOver };
}
