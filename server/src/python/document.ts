// Parsing a file once, or keeping it open and parsing again after edits. Never throws on any text.

import { beyondLimits, type Skipped } from './limits.ts';
import { type Module, partsOf } from './module.ts';
import { type Chunk, parseText } from './parse.ts';

export interface ParseOptions {
  /** Milliseconds after which a parse is given up; 2000 unless given. */
  readonly budget?: number;
}

/** A file that is parsed again and again. Its module is new after each update; units that did not change are the same. */
export interface Document {
  readonly module: Module;
  /** What the next update starts from. */
  readonly chunks: readonly Chunk[];
}

export const DEFAULT_BUDGET = 2000;

/** Parses a file that nobody edits. */
export function parseModule(file: string, text: string, options: ParseOptions = {}): Module {
  return openDocument(file, text, options).module;
}

/** Parses a file and keeps what the next update can use. */
export function openDocument(file: string, text: string, options: ParseOptions = {}): Document {
  return parse(file, text, [], options);
}

/** Parses the new text with what is left of the old one, which is used up: the old document must not be used any more. */
export function updateDocument(old: Document, text: string, options: ParseOptions = {}): Document {
  return parse(old.module.file, text, old.chunks, options);
}

function parse(file: string, text: string, old: readonly Chunk[], options: ParseOptions): Document {
  const skipped = beyondLimits(text);
  if (skipped !== null) return skippedDocument(file, text, skipped);
  const parsed = parseText(text, null, options.budget ?? DEFAULT_BUDGET, old);
  if ('why' in parsed) return skippedDocument(file, text, parsed);
  return {
    module: { file, text, cells: null, ...partsOf(file, null, text, parsed), skipped: null },
    chunks: parsed.chunks,
  };
}

function skippedDocument(file: string, text: string, skipped: Skipped): Document {
  const module: Module = { file, text, cells: null, units: [], comments: [], errors: [], skipped };
  return { module, chunks: [] };
}
