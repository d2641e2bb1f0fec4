// Parsing a file once, or keeping it open and parsing again after edits. Never throws on any text.

import { type Change, changesTogether, graft } from './graft.ts';
import { beyondLimits, type Skipped } from './limits.ts';
import { type Module, partsOf } from './module.ts';
import { type KeptPiece, parsePieces } from './parse-pieces.ts';
import { budgetOf, type Python } from './parser.ts';

export interface ParseOptions {
  /** Milliseconds after which a parse is given up; 2000 unless given. */
  readonly budget?: number;
}

/** A file that is parsed again and again. Its module is new after each update; units that did not change are the same. */
export interface Document {
  readonly module: Module;
  /** What the next update starts from. */
  readonly pieces: readonly KeptPiece[];
  /** The last updates, the latest first, with what each of them changed; null where that is not known. */
  readonly updates: readonly { readonly before: Module; readonly change: Change | null }[];
}

/** Updates in a row that somebody may not have looked at. */
const MOST_UPDATES = 4;

export const DEFAULT_BUDGET = 2000;

/** Parses a file that nobody edits; one of YAML has a text and no statements. */
export function parseModule(python: Python, file: string, text: string, options: ParseOptions = {}): Module {
  if (/\.ya?ml$/.test(file)) return withoutStatements(file, text);
  return openDocument(python, file, text, options).module;
}

/** Parses a file and keeps what the next update can use. */
export function openDocument(
  python: Python,
  file: string,
  text: string,
  options: ParseOptions = {},
): Document {
  return parse(python, file, text, [], options);
}

/** Parses the new text with the help of the old parse, which is used up: the old document must not be used any more. */
export function updateDocument(
  python: Python,
  old: Document,
  text: string,
  options: ParseOptions = {},
): Document {
  const made = parse(python, old.module.file, text, old.pieces, options);
  const update = { before: old.module, change: graft(old.module, made.module) };
  return { ...made, updates: [update, ...old.updates].slice(0, MOST_UPDATES) };
}

/** What is different since the document had this module; null where that is not known. */
export function changeSince({ updates }: Document, module: Module): Change | null {
  const last = updates.findIndex(({ before }) => before === module);
  return last < 0 ? null : changesTogether(updates.slice(0, last + 1).map(({ change }) => change));
}

function parse(
  python: Python,
  file: string,
  text: string,
  old: readonly KeptPiece[],
  { budget = DEFAULT_BUDGET }: ParseOptions,
): Document {
  const skipped: Skipped | null = beyondLimits(text);
  const parsed = skipped ?? parsePieces(python, text, null, old, budgetOf(budget));
  if ('why' in parsed) return skippedDocument(file, text, parsed);
  return {
    module: { file, text, cells: null, ...partsOf(file, null, text, parsed), skipped: null },
    pieces: parsed.pieces,
    updates: [],
  };
}

function skippedDocument(file: string, text: string, skipped: Skipped): Document {
  return { module: { ...withoutStatements(file, text), skipped }, pieces: [], updates: [] };
}

function withoutStatements(file: string, text: string): Module {
  return { file, text, cells: null, units: [], comments: [], errors: [], skipped: null };
}
