// Lints files on disk: reads, parses, finds each one's settings, runs the linter, and can fix what it finds.

import { dirname } from 'node:path';
import { type Config, type ConfigProblem, settingsOf } from '../config.ts';
import type { Edit, Finding, Severity } from '../finding.ts';
import { applyEdits, fixAll } from '../fixes/apply.ts';
import { type Linted, type LintOptions, lint } from '../lint.ts';
import { editNotebook, parseNotebook } from '../notebook.ts';
import { parseModule } from '../python/document.ts';
import type { Module } from '../python/module.ts';
import { rules } from '../rules/index.ts';
import { atLeast, resolveSelection, type SelectionLayer } from '../selection.ts';
import { type Basis, recorded, textOf } from './basis.ts';
import { configFiles, ignoredInFile, selectionLayer } from './config-files.ts';
import type { Source } from './encoding.ts';
import { readFolders } from './folders.ts';
import { readSource } from './read.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const MOST_BYTES = 1 << 20;
const MOST_NOTEBOOK_BYTES = 1 << 26;
const metas = rules.map((rule) => rule.meta);

export interface LinterOptions {
  /** A configuration file that holds for every folder, instead of the nearest one. */
  readonly config?: string;
  /** What the command line says, which wins over every file. */
  readonly selection?: SelectionLayer;
}

export interface FileLinter {
  /** Problems of configuration files read so far. */
  readonly problems: readonly ConfigProblem[];
  /** Lint one file; `text` in place of what is on disk (standard input). */
  lintFile(file: string, text?: Source): FileResult;
  /** What fixing everything that may be fixed makes of a file. */
  fixFile(file: string, unsafe: boolean, least: Severity, text?: Source): FixedFile;
  /** Whether all that findings rested on is still so, the texts of files left out. */
  holds(file: string, basis: Basis): boolean;
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

export function fileLinter(options: LinterOptions): FileLinter {
  const folders = readFolders();
  const configs = configFiles(folders, metas, options.config);
  const parse = (file: string, text: string): Module => {
    if (file.endsWith('.ipynb')) return parseNotebook(file, text);
    const before = workspace.kept(file);
    return before?.text === text ? before : parseModule(file, text);
  };
  const workspace: Workspace = openWorkspace({
    folders,
    configOf: (folder) => configs.of(folder),
    load(file) {
      const read = readSource(file, MOST_BYTES);
      return read.kind === 'read' && read.source.flaw === null
        ? parseModule(file, read.source.text)
        : undefined;
    },
  });

  const optionsOf = (file: string, source: Source): LintOptions => {
    const placed = configs.of(dirname(file));
    const project = workspace.projectOf(file);
    const layers = [selectionLayer(placed), ...(options.selection ? [options.selection] : [])];
    return {
      project,
      settings: settingsOf([placed.config satisfies Config], project.version('torch')),
      selection: resolveSelection(metas, layers),
      ignored: ignoredInFile(placed, file),
      flaw: source.flaw,
    };
  };

  const read = (
    file: string,
    given: Source | undefined,
  ): Source | { message: string } | { bytes: number } => {
    if (given !== undefined) return given;
    const result = readSource(file, file.endsWith('.ipynb') ? MOST_NOTEBOOK_BYTES : MOST_BYTES);
    return result.kind === 'read' ? result.source : result;
  };

  const lintFile = (file: string, given?: Source): FileResult => {
    const source = read(file, given);
    if ('message' in source) return { kind: 'unreadable', message: source.message };
    if ('bytes' in source) {
      const module = skippedModule(file, hugeMessage(source.bytes));
      return linted(module, noSource);
    }
    // What the rules see of a file that is no text is nothing: its flaw is all there is to say.
    const module =
      source.flaw === null ? parse(file, source.text) : { ...parse(file, ''), text: source.text };
    if (given === undefined && source.flaw === null) workspace.remember(module);
    return linted(module, source);
  };

  const linted = (module: Module, source: Source): FileResult => {
    const { options: noted, basis } = recorded(optionsOf(module.file, source));
    return { kind: 'linted', module, source, ...lint(module, noted), basis };
  };

  const holds = (file: string, basis: Basis): boolean => {
    const now = optionsOf(file, noSource);
    if (textOf(now) !== basis.options) return false;
    if (basis.versions.some(([name, version]) => (now.project.version(name) ?? null) !== version))
      return false;
    const locate = workspace.locatorOf(file);
    return basis.imports.every(([name, level, from, path]) => (locate(name, level, from) ?? null) === path);
  };

  const fixFile = (file: string, unsafe: boolean, least: Severity, given?: Source): FixedFile => {
    const source = read(file, given);
    if ('message' in source) return { kind: 'unreadable', message: source.message };
    if ('bytes' in source || source.flaw !== null) return { kind: 'untouched' };
    const lintOptions = optionsOf(file, source);
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
    problems: configs.problems,
    lintFile,
    fixFile,
    holds,
    moduleOf,
    forget: (file) => workspace.forget(file),
  };
}

const noSource: Source = { text: '', encoding: 'utf-8', bom: false, flaw: null };

function hugeMessage(bytes: number): string {
  return `the file is larger than 1 MiB (${(bytes / (1 << 20)).toFixed(1)} MiB)`;
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
