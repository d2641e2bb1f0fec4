// Lints files on disk: reads, parses, finds each one's settings, runs the linter, and can fix what it finds.

import type { ConfigProblem } from '../config.ts';
import type { Edit, Finding, Severity } from '../finding.ts';
import { applyEdits, fixAll } from '../fixes/apply.ts';
import { type Linted, lint } from '../lint.ts';
import { editNotebook, parseNotebook } from '../notebook.ts';
import { parseModule } from '../python/document.ts';
import type { Module } from '../python/module.ts';
import type { Python } from '../python/parser.ts';
import { atLeast } from '../selection.ts';
import { type Basis, recorded } from './basis.ts';
import type { Source } from './encoding.ts';
import { type LinterOptions, optionsOnDisk } from './lint-options.ts';
import { readSource } from './read.ts';
import { importsOf, mentionsAnything } from './relevance.ts';

const MOST_BYTES = 1 << 20;
const MOST_NOTEBOOK_BYTES = 1 << 26;

export interface FileLinter {
  /** Problems of configuration files read so far. */
  readonly problems: readonly ConfigProblem[];
  /**
   * Lint one file; `text` in place of what is on disk (standard input). `walked`: nobody named the file, so it is passed
   * over unparsed where it can have nothing to do with what is looked for.
   */
  lintFile(file: string, text?: Source, walked?: boolean): FileResult;
  /** What fixing everything that may be fixed makes of a file. */
  fixFile(file: string, unsafe: boolean, least: Severity, text?: Source): FixedFile;
  /** The module of a file that findings point into. */
  moduleOf(file: string): Module | undefined;
  /** A file on disk is different now. */
  forget(file: string): void;
}

export type FileResult =
  | ({
      readonly kind: 'linted';
      readonly module: Module;
      readonly source: Source;
      readonly basis: Basis;
      /** It was not looked into, because it can have nothing to do with what is looked for. */
      readonly passedOver: boolean;
    } & Linted)
  | { readonly kind: 'unreadable'; readonly message: string };

export type FixedFile =
  | {
      readonly kind: 'fixed';
      readonly source: Source;
      readonly text: string;
      readonly applied: readonly string[];
    }
  /** Not looked into: what there is to say of it, linting says. */
  | { readonly kind: 'untouched' }
  | { readonly kind: 'unreadable'; readonly message: string };

export function fileLinter(python: Python, options: LinterOptions): FileLinter {
  const { workspace, problems, of } = optionsOnDisk(options, (file) => {
    const read = readSource(file, MOST_BYTES);
    return read.kind === 'read' && read.source.flaw === null
      ? parseModule(python, file, read.source.text)
      : undefined;
  });
  const parse = (file: string, text: string): Module => {
    if (file.endsWith('.ipynb')) return parseNotebook(python, file, text);
    const before = workspace.kept(file);
    return before?.text === text ? before : parseModule(python, file, text);
  };

  const read = (
    file: string,
    given: Source | undefined,
  ): Source | { message: string } | { bytes: number } => {
    if (given !== undefined) return given;
    const result = readSource(file, file.endsWith('.ipynb') ? MOST_NOTEBOOK_BYTES : MOST_BYTES);
    return result.kind === 'read' ? result.source : result;
  };

  const lintFile = (file: string, given?: Source, walked = false): FileResult => {
    const source = read(file, given);
    if ('message' in source) return { kind: 'unreadable', message: source.message };
    if ('bytes' in source) {
      const module = skippedModule(file, hugeMessage(source.bytes));
      return linted(module, noSource);
    }
    if (walked && !file.endsWith('.ipynb') && !matters(file, source))
      // That none of these is a file of the project is what the silence rests on.
      return linted(emptyModule(file, source.text), source, importsOf(source.text));
    // What the rules see of a file that is no text is nothing: its flaw is all there is to say.
    const module =
      source.flaw === null ? parse(file, source.text) : { ...parse(file, ''), text: source.text };
    if (given === undefined && source.flaw === null) workspace.remember(module);
    return linted(module, source);
  };

  /** Whether the file, or one of the project that it imports, may have to do with randomness or order. */
  const matters = (file: string, source: Source): boolean => {
    if (source.flaw !== null || mentionsAnything(source.text)) return true;
    const names = importsOf(source.text);
    // Without an import it is a small file, and may be one that does not parse.
    if (names.length === 0 && !/\bimport\b/.test(source.text)) return true;
    const locate = workspace.locatorOf(file);
    return names.some((name) => name.startsWith('.') || locate(name, 0, file) !== undefined);
  };

  const linted = (module: Module, source: Source, unlooked: readonly string[] | null = null) => {
    const { options: noted, basis } = recorded(of(module.file, source.flaw));
    for (const name of unlooked ?? []) noted.project.resolve(name, 0, module.file);
    return {
      kind: 'linted' as const,
      module,
      source,
      ...lint(module, noted),
      // By now it is complete; the list alone is kept, not the project that it was noted from.
      basis: { ...basis },
      passedOver: unlooked !== null,
    };
  };

  const fixFile = (file: string, unsafe: boolean, least: Severity, given?: Source): FixedFile => {
    const source = read(file, given);
    if ('message' in source) return { kind: 'unreadable', message: source.message };
    if ('bytes' in source || source.flaw !== null) return { kind: 'untouched' };
    const lintOptions = of(file, source.flaw);
    const again = (text: string): readonly Finding[] =>
      lint(parse(file, text), lintOptions).findings.filter(
        (one) => atLeast(one.severity, least) && one.span.file === file,
      );
    const { text, applied } = fixAll(
      again,
      source.text,
      unsafe,
      file.endsWith('.ipynb') ? editCells : applyEdits,
    );
    return { kind: 'fixed', source, text, applied };
  };

  const moduleOf = (file: string): Module | undefined => workspace.module(file);
  return {
    problems,
    lintFile,
    fixFile,
    moduleOf,
    forget: (file) => workspace.forget(file),
  };
}

const noSource: Source = { text: '', encoding: 'utf-8', bom: false, flaw: null };

function hugeMessage(bytes: number): string {
  return `the file is larger than 1 MiB (${(bytes / (1 << 20)).toFixed(1)} MiB)`;
}

function emptyModule(file: string, text: string): Module {
  return { file, text, cells: null, units: [], comments: [], errors: [], skipped: null };
}

function skippedModule(file: string, why: string): Module {
  return { file, text: '', cells: null, units: [], comments: [], errors: [], skipped: { why } };
}

function editCells(json: string, edits: readonly Edit[]): string {
  return editNotebook(
    json,
    edits.flatMap(({ span, text }) =>
      span.cell === null ? [] : [{ cell: span.cell, start: span.start, end: span.end, text }],
    ),
  );
}
