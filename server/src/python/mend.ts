// Parses a statement that has errors without the lines that spoil it, so that the rest of it can be followed while somebody types.

import { type LoweredText, lower, type Written } from './lower.ts';
import type { Budget, Python } from './parser.ts';
import {
  afterLineEnd,
  BACKSLASH,
  DOUBLE,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  SINGLE,
  SPACE,
  stringEnd,
  TAB,
} from './scan.ts';
import { parseSource } from './source.ts';
import type { Piece } from './walk.ts';

/** The text as the grammar sees it, and as it is: of the same length. */
export interface PieceText {
  readonly source: string;
  readonly text: string;
}

/** Lines that are left out before the piece is taken as it is, with the errors that the grammar finds. */
const MOST_LEFT_OUT = 4;

/** In a longer piece a line is not looked for: each look is a parse. */
const MOST_MENDED = 1 << 15;

/** A piece as the grammar reads it. */
export function parsePiece(
  python: Python,
  { source, text }: PieceText,
  cell: number | null,
  budget: Budget,
  written?: Written,
): LoweredText | { readonly why: string } {
  const result = parseSource(python, source, budget);
  if (result.tree === null) return result;
  try {
    return lower(python, result.tree, text, cell, written);
  } finally {
    result.tree.delete();
  }
}

/** A piece of which as few lines as possible are left out; those are its errors. */
export function parseMended(
  python: Python,
  piece: PieceText,
  cell: number | null,
  budget: Budget,
  /** Its parse as it is, where that is known. */
  known?: LoweredText,
): LoweredText | { readonly why: string } {
  const first = known ?? parsePiece(python, piece, cell, budget);
  if ('why' in first || !first.damaged || piece.text.length > MOST_MENDED) return first;
  const spoiled: Piece[] = [];
  let errors = first.errors;
  for (let rest = piece; spoiled.length < MOST_LEFT_OUT; ) {
    const at = neverClosed(rest.source) ?? errors[0]?.start;
    if (at === undefined) break;
    const line = lineAround(rest.source, at);
    const stand = standIn(rest.source, line);
    if (stand === null) break;
    spoiled.push(line);
    rest = { source: replaced(rest.source, line, stand), text: replaced(rest.text, line, stand) };
    const next = parsePiece(python, rest, cell, budget, { text: piece.text, spoiled });
    if ('why' in next) break;
    if (!next.damaged) return { ...next, errors: [...next.errors].sort((a, b) => a.start - b.start) };
    errors = next.errors;
  }
  return first;
}

function replaced(text: string, line: Piece, stand: string): string {
  return text.slice(0, line.start) + stand + text.slice(line.end);
}

/** The line around an offset, indentation and line end left out. */
function lineAround(text: string, offset: number): Piece {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  return { start, end };
}

/** Where the outermost bracket opens that is never closed; null where all are. */
function neverClosed(text: string): number | null {
  const open: number[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) {
      at = stringEnd(text, at);
      continue;
    }
    if (isOpening(code)) open.push(at);
    else if (isClosing(code)) open.pop();
    else if (code === HASH) while (at + 1 < text.length && !isLineEnd(text.charCodeAt(at + 1))) at += 1;
    else if (code === BACKSLASH) at += 1;
    at += 1;
  }
  return open[0] ?? null;
}

/**
 * What stands in the place of a line, as long as it: a statement that does nothing, or a test that is true where a block
 * follows. Null where the line cannot be done without, or has a stand-in already.
 */
function standIn(text: string, line: Piece): string | null {
  const size = line.end - line.start;
  const own = text.slice(line.start, line.end);
  if (size === 0 || DEFINES.test(own)) return null;
  const stand = (opensBlock(text, line) ? 'if 1:' : '0').padEnd(size);
  return stand.length > size || stand === own ? null : stand;
}

const DEFINES = /^(?:@|class\b|def\b|async\b|elif\b|else\b|except\b|finally\b|case\b)/;

/** Whether the next line with code is indented more. */
function opensBlock(text: string, line: Piece): boolean {
  for (let at = afterLineEnd(text, line.end); at < text.length; ) {
    const next = lineAround(text, at);
    if (next.start < next.end && text.charCodeAt(next.start) !== HASH)
      return indentation(text, next) > indentation(text, line);
    at = afterLineEnd(text, next.end);
  }
  return false;
}

function indentation(text: string, line: Piece): number {
  let start = line.start;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  return line.start - start;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
