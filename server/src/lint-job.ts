// Lints some files and says of each what is to be printed: the unit of work of the command line and of its workers.

import { resolve } from 'node:path';
import type { ConfigProblem } from './config.ts';
import type { Severity } from './finding.ts';
import { type Reported, reporter } from './format/reported.ts';
import type { Source } from './project/encoding.ts';
import { loadGrammar } from './project/grammar.ts';
import { fileLinter, type LinterOptions } from './project/lint-files.ts';
import { readSource, writeSource } from './project/read.ts';
import { parseModule } from './python/document.ts';
import type { Module } from './python/module.ts';
import { atLeast } from './selection.ts';

export interface Job {
  readonly files: readonly string[];
  readonly linter: LinterOptions;
  readonly least: Severity;
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
  /** Why the file could not be read or written. */
  readonly failure: string | null;
  readonly troubles: readonly string[];
}

export interface JobResult {
  readonly outcomes: readonly FileOutcome[];
  readonly problems: readonly ConfigProblem[];
}

export async function runJob(job: Job): Promise<JobResult> {
  const python = await loadGrammar();
  const linter = fileLinter(python, job.linter);
  // Findings may point into files that the script imports.
  const others = new Map<string, Module | undefined>();
  const moduleOf = (file: string): Module | undefined => {
    if (!others.has(file)) {
      const read = readSource(file, 1 << 20);
      others.set(file, read.kind === 'read' ? parseModule(python, file, read.source.text) : undefined);
    }
    return others.get(file);
  };

  const outcome = (file: string): FileOutcome => {
    const path = resolve(file);
    const nothing = { file, found: [], change: null, applied: 0, failure: null, troubles: [] };
    let input = job.input;
    let change: FileOutcome['change'] = null;
    let applied = 0;
    if (job.fix !== 'no') {
      const fixed = linter.fixFile(path, job.unsafe, job.least, input);
      if (fixed.kind === 'unreadable') return { ...nothing, failure: fixed.message };
      if (fixed.text !== fixed.source.text) {
        change = { before: fixed.source.text, after: fixed.text };
        applied = fixed.applied.length;
        const failure =
          job.fix === 'write' && job.input === undefined
            ? writeSource(path, fixed.text, fixed.source)
            : undefined;
        if (failure !== undefined) return { ...nothing, failure: `cannot be written: ${failure}` };
      }
      input = { ...fixed.source, text: fixed.text };
    }
    const result = linter.lintFile(path, input);
    if (result.kind === 'unreadable') return { ...nothing, failure: result.message };
    const report = reporter(result.module, moduleOf);
    const found = result.findings.filter((one) => atLeast(one.severity, job.least)).map(report);
    return { ...nothing, found, change, applied, troubles: result.troubles };
  };

  return { outcomes: job.files.map(outcome), problems: linter.problems };
}
