// Loads the Python grammar from bytes that the caller read, and parses text within a time budget.

import { Language, Parser, type Tree } from 'web-tree-sitter';
import { type RawCursor, rawCursor } from './cursor.ts';
import { type Kinds, kindsOf } from './kinds.ts';

/** A parser that is ready for use. One of it serves any number of files, one after another. */
export interface Python {
  readonly parser: Parser;
  readonly raw: RawCursor;
  readonly kinds: Kinds;
  /** Names of node types by their id; for an operator the name is its spelling. */
  readonly names: readonly string[];
}

/** The two wasm files: web-tree-sitter's own and the Python grammar's. */
export interface GrammarBytes {
  readonly core: Uint8Array;
  readonly python: Uint8Array;
}

let core: Promise<RawCursor> | undefined;

/** May be called again: the wasm is instantiated once a process, each call gives a parser of its own. */
export async function loadPython(bytes: GrammarBytes): Promise<Python> {
  core ??= initialize(bytes.core);
  const raw = await core;
  const language = await Language.load(bytes.python);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, raw, kinds: kindsOf(language), names: language.types };
}

async function initialize(wasmBinary: Uint8Array): Promise<RawCursor> {
  // Emscripten fills in the object that it is given: this is the only way to its exports.
  const module = { wasmBinary };
  await (Parser.init as (options: object) => Promise<void>)(module);
  return rawCursor(module);
}

export type ParseResult = { readonly tree: Tree } | { readonly tree: null; readonly why: string };

/** How long a parse, or several of one file, may take. */
export interface Budget {
  readonly ms: number;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
}

export function budgetOf(ms: number): Budget {
  return { ms, deadline: performance.now() + ms };
}

/**
 * Parses within the budget. The tree is the caller's to delete.
 * An exhausted wasm heap (`Aborted()`) is reported as data too, but then the process has no use for this parser any more.
 */
export function parseText(python: Python, text: string, { ms, deadline }: Budget): ParseResult {
  let tree: Tree | null = null;
  let why = `parsing took longer than ${ms} ms`;
  try {
    if (performance.now() <= deadline)
      tree = python.parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
  } catch (error) {
    why = `the parser failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (tree !== null) return { tree };
  // Without this the next parse would resume this one and return a wrong tree.
  python.parser.reset();
  return { tree: null, why };
}
