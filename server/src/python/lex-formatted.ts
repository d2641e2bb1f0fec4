// f-strings: what stands in their braces is lexed as code, which may hold strings and f-strings of its own.

import { lineComment, token } from './lex-token.ts';
import {
  afterLineEnd,
  BACKSLASH,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  isTriple,
  SPACE,
  TAB,
} from './scan.ts';
import * as T from './tokens.ts';
import { emit, type Tokens } from './tokens.ts';

const OPEN = 123;
const CLOSE = 125;
const COLON = 58;
const BANG = 33;
const EQUALS_SIGN = 61;
/** Fields within fields; whoever nests deeper writes no program. */
const DEEPEST = 40;

interface Quotes {
  readonly code: number;
  readonly width: number;
  readonly raw: boolean;
}

let depth = 0;

/** Whether what is lexed now stands in a field: then a string that is not whole makes the f-string around it so, and no more is tried. */
export function inField(): boolean {
  return depth > 0;
}

/** Adds the tokens of the f-string; the offset after it, or -1 if it is not whole. */
export function formatted(t: Tokens, text: string, start: number, quote: number): number {
  if (depth >= DEEPEST) return -1;
  depth += 1;
  const width = isTriple(text, quote) ? 3 : 1;
  const quotes = { code: text.charCodeAt(quote), width, raw: /r/i.test(text.slice(start, quote)) };
  emit(t, T.F_START, start, quote + width);
  const end = literal(t, text, quote + width, quotes, false);
  if (end !== -1) emit(t, T.F_END, end - width, end);
  depth -= 1;
  return end;
}

const STOPS = /["'\\{}\n\r]/g;

/** The text between fields, to the closing quotes; in a format to the brace that ends its field. Offset after it, or -1. */
function literal(t: Tokens, text: string, from: number, quotes: Quotes, inFormat: boolean): number {
  let at = from;
  for (;;) {
    STOPS.lastIndex = at;
    if (!STOPS.test(text)) return -1;
    at = STOPS.lastIndex;
    const code = text.charCodeAt(at - 1);
    const next = text.charCodeAt(at);
    if (code === quotes.code) {
      if (quotes.width === 3 && !isTriple(text, at - 1)) continue;
      return inFormat ? -1 : at - 1 + quotes.width;
    }
    if (code === BACKSLASH) {
      at = escaped(text, at, quotes);
    } else if (code === OPEN) {
      if (next === OPEN && !inFormat) {
        at += 1;
        continue;
      }
      at = field(t, text, at, quotes);
      if (at === -1) return -1;
    } else if (code === CLOSE) {
      if (inFormat) return at;
      if (next !== CLOSE) return -1;
      at += 1;
    } else if (isLineEnd(code) && quotes.width === 1) {
      return -1;
    }
  }
}

/** The offset after what the backslash before `at` escapes; a brace is never escaped, but `\N{…}` has its own. */
function escaped(text: string, at: number, { raw }: Quotes): number {
  const code = text.charCodeAt(at);
  if (code === OPEN || code === CLOSE) return at;
  if (code === 78 && !raw && text.charCodeAt(at + 1) === OPEN) {
    const close = text.indexOf('}', at);
    return close === -1 ? text.length : close + 1;
  }
  return isLineEnd(code) ? afterLineEnd(text, at) : at + 1;
}

/** A field in braces, from after its opening one. */
function field(t: Tokens, text: string, from: number, quotes: Quotes): number {
  if (depth >= DEEPEST) return -1;
  depth += 1;
  const end = fieldTokens(t, text, from, quotes);
  depth -= 1;
  return end;
}

function fieldTokens(t: Tokens, text: string, from: number, quotes: Quotes): number {
  emit(t, T.FIELD, from - 1, from);
  let open = 0;
  let at = from;
  for (;;) {
    if (at >= text.length) return -1;
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at += 1;
    } else if (isLineEnd(code)) {
      at = afterLineEnd(text, at);
    } else if (code === HASH) {
      at = lineComment(t, text, at);
    } else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) {
      at = afterLineEnd(text, at + 1);
    } else if (open === 0 && code === CLOSE) {
      emit(t, T.FIELD_END, at, at + 1);
      return at + 1;
    } else if (open === 0 && code === COLON) {
      emit(t, T.FORMAT, at, at + 1);
      const end = literal(t, text, at + 1, quotes, true);
      if (end !== -1) emit(t, T.FIELD_END, end - 1, end);
      return end;
    } else if (open === 0 && code === BANG && text.charCodeAt(at + 1) !== EQUALS_SIGN) {
      emit(t, T.CONVERSION, at, at + 1);
      at += 1;
    } else {
      if (isOpening(code)) open += 1;
      else if (isClosing(code)) open -= 1;
      if (open < 0) return -1;
      at = token(t, text, at, code);
      if (at < 0) return -1;
    }
  }
}
