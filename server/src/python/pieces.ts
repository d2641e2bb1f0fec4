// Cuts a text into pieces that can be parsed one by one: a top-level statement each, with the comments after it.

import { formattedEnd, isFormatted } from './format-strings.ts';
import {
  AT,
  afterLineEnd,
  BACKSLASH,
  FF,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  SPACE,
  stringEnd,
  TAB,
} from './scan.ts';
import type { Piece } from './walk.ts';

/** A piece of a text. */
export interface Cut extends Piece {
  /** Whether the piece ends here whatever comes after the next one. Else an f-string was followed to no end. */
  readonly settled: boolean;
}

/**
 * The pieces, one after another, from where one of them starts. Right for every text that parses. In one that does not, a bracket
 * that is never closed ends before the next line that only a new statement can begin with, so that it spoils its own piece alone.
 */
export function* cutsOf(text: string, from = 0): Generator<Cut> {
  const line: Line = { decorated: false, first: from === 0 };
  let start = from;
  let settled = true;
  let open = 0;
  if (begins(text, from, line)) line.first = false;
  let at = from;
  for (;;) {
    MATTERS.lastIndex = at;
    if (!MATTERS.test(text)) break;
    at = MATTERS.lastIndex;
    const code = text.charCodeAt(at - 1);
    if (isLineEnd(code)) {
      at = afterLineEnd(text, at - 1);
      if (open > 0 && startsAnew(text, at)) open = 0;
      if (open > 0 || !begins(text, at, line)) continue;
      if (line.first) line.first = false;
      else {
        yield { start, end: at, settled };
        start = at;
        settled = true;
      }
    } else if (isOpening(code)) open += 1;
    else if (isClosing(code)) open = Math.max(0, open - 1);
    else if (code === HASH) at = lineEnd(text, at);
    else if (code === BACKSLASH) {
      if (isLineEnd(text.charCodeAt(at))) at = afterLineEnd(text, at);
    } else {
      const end = afterFormatted(text, at - 1);
      if (end === null) settled = false;
      at = end ?? stringEnd(text, at - 1);
    }
  }
  yield { start, end: text.length, settled };
}

interface Line {
  /** Decorators were seen, and what they decorate not yet. */
  decorated: boolean;
  /** No statement was seen. */
  first: boolean;
}

/** Whether a new top-level statement begins with the line at `at`. */
function begins(text: string, at: number, line: Line): boolean {
  const code = text.charCodeAt(at);
  if (
    at >= text.length ||
    code === SPACE ||
    code === TAB ||
    code === FF ||
    code === HASH ||
    code === BACKSLASH ||
    isLineEnd(code) ||
    matchesAt(CLAUSE, text, at)
  )
    return false;
  const { decorated } = line;
  line.decorated = code === AT;
  return !decorated;
}

/** Statements that cannot go on inside of brackets: their first words are keywords and no operators. */
function startsAnew(text: string, at: number): boolean {
  return matchesAt(STATEMENT, text, at);
}

/** Where an f-string ends; null where it is not closed. Any other string ends where it ends. */
function afterFormatted(text: string, quote: number): number | null {
  if (!isFormatted(text, quote)) return stringEnd(text, quote);
  return formattedEnd(text, quote, (line) => startsAnew(text, line));
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
}

const MATTERS = /["'#()[\]{}\n\r\\]/g;
const LINE_END = /[\n\r]/g;
/** Go on with the statement before. */
const CLAUSE = /(?:elif|else|except|finally)\b/y;
const STATEMENT =
  /(?:(?:async[ \t]+def|def|class)[ \t]+\w|import[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b|(?:@\w.*[\r\n]+)+(?:async[ \t]+def|def|class)\b)/y;
