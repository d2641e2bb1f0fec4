// A text as chunks of typed statements; after an edit, only the chunks that it touched are lexed, and parsed if their code changed.

import type { Stmt, Unit } from './ast.ts';
import { lexChunk } from './lex.ts';
import type { Piece } from './piece.ts';
import { type Draft, readerOf } from './reader.ts';
import { statements } from './statement.ts';
import { newTokens, type Tokens } from './tokens.ts';

/** A stretch of text that was parsed on its own. All offsets but those of its units are relative to its start. */
export interface Chunk {
  readonly text: string;
  /** The text without the space and comments after the code: what has the same code has the same units. */
  readonly code: string;
  /** How far the text was looked at to tell the chunk's end. */
  readonly reach: number;
  readonly units: readonly Unit[];
  /** Where each unit begins. */
  readonly starts: readonly number[];
  readonly comments: readonly Piece[];
  readonly errors: readonly Piece[];
}

export interface Parsed {
  readonly chunks: readonly Chunk[];
  readonly units: readonly Unit[];
  /** Offsets in the text, in order of their start. */
  readonly comments: readonly Piece[];
  readonly errors: readonly Piece[];
}

export type ParseResult = Parsed | { readonly why: string };

const nothing: readonly Chunk[] = [];

/**
 * Parses the text of a file or cell within `budget` milliseconds. Chunks of `old` that are the text's still are used
 * again with their units, which then belong to the new text: the old parse must not be used any more.
 */
export function parseText(
  text: string,
  cell: number | null,
  budget: number,
  old: readonly Chunk[] = nothing,
): ParseResult {
  const deadline = performance.now() + budget;
  const chunks = sameBeginning(old, text);
  let at = chunks.reduce((sum, chunk) => sum + chunk.text.length, 0);
  const ending = sameEnding(old, chunks.length, text, at);
  const known = byCode(old, chunks.length);
  /** Chunks that were made of one that is used again itself, as it turned out. */
  const taken: { readonly index: number; readonly at: number; readonly old: number }[] = [];
  const tokens = newTokens();
  while (at < text.length) {
    const rest = ending.get(at);
    if (rest !== undefined) {
      for (const one of taken) {
        if (one.old < rest) continue;
        lexChunk(tokens, text, one.at);
        chunks[one.index] = chunkOf(text, one.at, cell, tokens, undefined);
      }
      chunks.push(...old.slice(rest));
      break;
    }
    if (performance.now() > deadline) return { why: `parsing took longer than ${budget} ms` };
    lexChunk(tokens, text, at);
    const same = tokens.errors.length === 0 ? known.get(codeOf(text, at, tokens))?.pop() : undefined;
    if (same !== undefined) taken.push({ index: chunks.length, at, old: same });
    chunks.push(chunkOf(text, at, cell, tokens, same === undefined ? undefined : old[same]));
    at = tokens.end;
  }
  return placed(chunks);
}

/** The chunks that the new text begins with: the edit lies behind all that was looked at for them. */
function sameBeginning(old: readonly Chunk[], text: string): Chunk[] {
  let common = 0;
  for (const chunk of old) {
    if (text.startsWith(chunk.text, common)) {
      common += chunk.text.length;
      continue;
    }
    const from = common;
    while (text.charCodeAt(common) === chunk.text.charCodeAt(common - from)) common++;
    break;
  }
  const same: Chunk[] = [];
  let at = 0;
  for (const chunk of old) {
    if (at + chunk.reach > common) break;
    same.push(chunk);
    at += chunk.text.length;
  }
  return same;
}

/** Where in the new text chunks begin after which nothing is different, with their index in `old`. */
function sameEnding(
  old: readonly Chunk[],
  first: number,
  text: string,
  least: number,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let at = text.length;
  for (let index = old.length - 1; index >= first; index--) {
    const chunk = (old[index] as Chunk).text;
    at -= chunk.length;
    if (at < least || !text.startsWith(chunk, at)) break;
    // The byte order mark is one at the beginning of a file alone.
    if (at > 0 || index === 0) found.set(at, index);
  }
  return found;
}

/** Which chunks have some code and no error, those that come first taken first. */
function byCode(old: readonly Chunk[], first: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let index = old.length - 1; index >= first; index--) {
    const { code, errors } = old[index] as Chunk;
    if (errors.length > 0) continue;
    const same = found.get(code);
    if (same === undefined) found.set(code, [index]);
    else same.push(index);
  }
  return found;
}

function codeOf(text: string, from: number, tokens: Tokens): string {
  return text.slice(from, tokens.ends[tokens.count - 1]);
}

/** The chunk that was just lexed, with the units of one that has the same code if there is one. */
function chunkOf(
  text: string,
  from: number,
  cell: number | null,
  tokens: Tokens,
  same: Chunk | undefined,
): Chunk {
  const relative = ({ start, end }: Piece): Piece => ({ start: start - from, end: end - from });
  const parsed = same ?? parseUnits(text, from, cell, tokens);
  return {
    text: text.slice(from, tokens.end),
    code: codeOf(text, from, tokens),
    // Where the text ended the chunk, nothing may follow it.
    reach: tokens.end === text.length ? Number.POSITIVE_INFINITY : tokens.reach - from,
    units: parsed.units,
    starts: parsed.starts,
    comments: tokens.comments.map(relative),
    errors: same === undefined ? inOrder(tokens.errors).map(relative) : [],
  };
}

function parseUnits(
  text: string,
  from: number,
  cell: number | null,
  tokens: Tokens,
): Pick<Chunk, 'units' | 'starts'> {
  const reader = readerOf(tokens, text, cell);
  const body: Stmt[] = [];
  statements(reader, body);
  const units = body.map((statement) => statement.unit);
  for (const unit of units) (unit as Draft<Unit>).broken = isBroken(unit, tokens.errors);
  return { units, starts: units.map((unit) => unit.start - from) };
}

function isBroken({ start, text }: Unit, errors: readonly Piece[]): boolean {
  return errors.some((error) => error.start <= start + text.length && error.end >= start);
}

function inOrder(errors: readonly Piece[]): Piece[] {
  return [...errors].sort((a, b) => a.start - b.start || b.end - a.end);
}

function placed(chunks: readonly Chunk[]): Parsed {
  const units: Unit[] = [];
  const comments: Piece[] = [];
  const errors: Piece[] = [];
  let at = 0;
  for (const chunk of chunks) {
    for (const [index, unit] of chunk.units.entries()) {
      unit.start = at + (chunk.starts[index] as number);
      units.push(unit);
    }
    for (const { start, end } of chunk.comments) comments.push({ start: at + start, end: at + end });
    for (const { start, end } of chunk.errors) errors.push({ start: at + start, end: at + end });
    at += chunk.text.length;
  }
  return { chunks, units, comments, errors };
}
