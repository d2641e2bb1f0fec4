// Parsing a file once, or keeping it open and parsing again after edits. Never throws on any text.

import type { Tree } from 'web-tree-sitter';
import { beyondLimits, type Skipped } from './limits.ts';
import { type Lowered, lower } from './lower.ts';
import { type Module, partsOf } from './module.ts';
import type { Python } from './parser.ts';
import { grammarText, parseSource } from './source.ts';

export interface ParseOptions {
  /** Milliseconds after which a parse is given up; 2000 unless given. */
  readonly budget?: number;
}

/** A file that is parsed again and again. Its module is new after each update; units that did not change are the same. */
export interface Document {
  readonly module: Module;
  /** What the next update starts from. Closing deletes the tree. */
  readonly kept: Kept;
}

interface Kept {
  readonly source: string;
  readonly tree: Tree | null;
  readonly lowered: readonly Lowered[];
}

export const DEFAULT_BUDGET = 2000;

/** Parses a file that nobody edits. */
export function parseModule(python: Python, file: string, text: string, options: ParseOptions = {}): Module {
  const document = openDocument(python, file, text, options);
  closeDocument(document);
  return document.module;
}

/** Parses a file and keeps what the next update can use; to be closed with `closeDocument`. */
export function openDocument(
  python: Python,
  file: string,
  text: string,
  options: ParseOptions = {},
): Document {
  return parse(python, file, text, { source: '', tree: null, lowered: [] }, options);
}

/** Parses the new text with the help of the old tree, which is used up: the old document must not be used any more. */
export function updateDocument(
  python: Python,
  old: Document,
  text: string,
  options: ParseOptions = {},
): Document {
  return parse(python, old.module.file, text, old.kept, options);
}

export function closeDocument(document: Document): void {
  document.kept.tree?.delete();
}

function parse(python: Python, file: string, text: string, kept: Kept, options: ParseOptions): Document {
  try {
    const skipped = beyondLimits(text);
    if (skipped !== null) return skippedDocument(file, text, skipped);
    const source = grammarText(text);
    if (kept.tree !== null) editTree(kept.tree, kept.source, source);
    const result = parseSource(python, source, kept.tree, options.budget ?? DEFAULT_BUDGET);
    if (result.tree === null) return skippedDocument(file, text, { why: result.why });
    const lowered = lower(python, result.tree, text, null, kept.lowered);
    return {
      module: { file, text, cells: null, ...partsOf(file, null, text, lowered), skipped: null },
      kept: { source: result.source, tree: result.tree, lowered: lowered.lowered },
    };
  } finally {
    kept.tree?.delete();
  }
}

function skippedDocument(file: string, text: string, skipped: Skipped): Document {
  const module: Module = { file, text, cells: null, units: [], comments: [], errors: [], skipped };
  return { module, kept: { source: '', tree: null, lowered: [] } };
}

/** Tells the tree what changed: everything between the longest equal beginning and the longest equal end. */
function editTree(tree: Tree, before: string, after: string): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const oldEnd = before.length - tail;
  const newEnd = after.length - tail;
  const startPosition = positionAfter(before, 0, start, { row: 0, column: 0 });
  const edit = {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: positionAfter(before, start, oldEnd, startPosition),
    newEndPosition: positionAfter(after, start, newEnd, startPosition),
  };
  tree.edit(edit as Parameters<Tree['edit']>[0]);
}

interface Position {
  readonly row: number;
  readonly column: number;
}

/** Rows as the parser counts them: by LF alone. */
function positionAfter(text: string, from: number, to: number, position: Position): Position {
  let { row, column } = position;
  let lineStart = from - column;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  column = to - lineStart;
  return { row, column };
}
