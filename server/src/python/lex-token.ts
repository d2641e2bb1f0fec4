// One token: a name, number, string or operator, by its first character.

import { formatted, inField } from './lex-formatted.ts';
import { DOUBLE, isTriple, SINGLE, stringClose, stringEnd } from './scan.ts';
import * as T from './tokens.ts';
import { emit, KEYWORDS, type Tokens } from './tokens.ts';

export const BOM = 0xfeff;
/** In place of where the token ends: a string that its line does not close, or that the whole text does not. */
export const UNCLOSED_LINE = -1;
export const UNCLOSED_TEXT = -2;

const ASCII_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const ANY_NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const PREFIX = /^(?:[bfrtu]|br|rb|fr|rf|tr|rt)$/i;
const NUMBER =
  /0[xX](?:_?[0-9a-fA-F])+[lL]?|0[oO](?:_?[0-7])+[lL]?|0[bB](?:_?[01])+[lL]?|(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?[jJlL]?/y;

const NAME_START = 1;
const DIGIT = 2;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(char)) return NAME_START;
  return /[0-9]/.test(char) ? DIGIT : 0;
});

/** Adds the token at `at`, whose first character is `code`; where it ends, or that it is a string which does not. */
export function token(t: Tokens, text: string, at: number, code: number): number {
  const kind = code < 128 ? CLASSES[code] : NAME_START;
  if (kind === NAME_START) return name(t, text, at);
  if (code === DOUBLE || code === SINGLE) return string(t, text, at, at);
  if (kind === DIGIT || (code === POINT && CLASSES[text.charCodeAt(at + 1)] === DIGIT)) {
    NUMBER.lastIndex = at;
    NUMBER.test(text);
    emit(t, T.NUMBER, at, NUMBER.lastIndex);
    return NUMBER.lastIndex;
  }
  return operator(t, text, at, code);
}

const POINT = 46;

function name(t: Tokens, text: string, at: number): number {
  ASCII_NAME.lastIndex = at;
  let end = ASCII_NAME.test(text) ? ASCII_NAME.lastIndex : at;
  let word = text.slice(at, end);
  const next = text.charCodeAt(end);
  if (next >= 128) {
    ANY_NAME.lastIndex = at;
    if (ANY_NAME.test(text) && ANY_NAME.lastIndex > end) {
      end = ANY_NAME.lastIndex;
      word = text.slice(at, end).normalize('NFKC');
    } else if (end === at) {
      emit(t, T.BAD, at, at + 1);
      return at + 1;
    }
  } else if ((next === DOUBLE || next === SINGLE) && end - at < 3 && PREFIX.test(word)) {
    return string(t, text, at, end);
  }
  emit(t, KEYWORDS.get(word) ?? T.NAME, at, end, word);
  return end;
}

/** `at` is where the prefix begins, `quote` where the quotes do. */
function string(t: Tokens, text: string, at: number, quote: number): number {
  const isFormatted = quote > at && /[ft]/i.test(text.slice(at, quote));
  if (isFormatted) {
    const { count } = t;
    const comments = t.comments.length;
    const end = formatted(t, text, at, quote);
    if (end !== -1) return end;
    if (inField()) return UNCLOSED_LINE;
    t.count = count;
    t.comments.length = comments;
  }
  const end = stringClose(text, quote);
  if (end !== -1) {
    emit(t, isFormatted ? T.BAD : T.STRING, at, end);
    return end;
  }
  if (isTriple(text, quote)) return UNCLOSED_TEXT;
  emit(t, T.BAD, at, stringEnd(text, quote));
  return UNCLOSED_LINE;
}

/** The offset after the operator at `at`. */
function operator(t: Tokens, text: string, at: number, code: number): number {
  const next = text.charCodeAt(at + 1);
  const single = code < 128 ? (SINGLES[code] ?? T.BAD) : T.BAD;
  const pair = PAIRS[code < 128 && next < 128 ? code * 128 + next : 0] ?? 0;
  if (pair === 0) {
    emit(t, single, at, at + 1);
    return at + 1;
  }
  const third = text.charCodeAt(at + 2);
  if (pair === TRIPLE) {
    const whole = third === code;
    emit(t, whole ? T.ELLIPSIS : single, at, at + (whole ? 3 : 1));
    return at + (whole ? 3 : 1);
  }
  if (third === EQUALS_SIGN && MAY_AUGMENT.has(pair)) {
    emit(t, T.AUGMENTED, at, at + 3);
    return at + 3;
  }
  emit(t, pair, at, at + 2);
  return at + 2;
}

const EQUALS_SIGN = 61;
/** Not the kind of a token: `..`, of which only a third dot makes one. */
const TRIPLE = 127;
const MAY_AUGMENT = new Set([T.POWER, T.FLOOR, T.LEFT_SHIFT, T.RIGHT_SHIFT]);

const SINGLES = table(128, (put) => {
  put('(', T.OPEN_PAREN);
  put(')', T.CLOSE_PAREN);
  put('[', T.OPEN_BRACKET);
  put(']', T.CLOSE_BRACKET);
  put('{', T.OPEN_BRACE);
  put('}', T.CLOSE_BRACE);
  put(',', T.COMMA);
  put(':', T.COLON);
  put(';', T.SEMICOLON);
  put('.', T.DOT);
  put('=', T.EQUAL);
  put('@', T.AT);
  put('+', T.PLUS);
  put('-', T.MINUS);
  put('*', T.STAR);
  put('/', T.SLASH);
  put('%', T.PERCENT);
  put('&', T.AND_BITS);
  put('|', T.OR_BITS);
  put('^', T.XOR_BITS);
  put('~', T.TILDE);
  put('<', T.LESS);
  put('>', T.GREATER);
});

const PAIRS = table(128 * 128, (put) => {
  for (const sign of '+-*/%&|^@') put(`${sign}=`, T.AUGMENTED);
  put('**', T.POWER);
  put('//', T.FLOOR);
  put('<<', T.LEFT_SHIFT);
  put('>>', T.RIGHT_SHIFT);
  put('<=', T.LESS_EQUAL);
  put('>=', T.GREATER_EQUAL);
  put('==', T.EQUALS);
  put('!=', T.NOT_EQUAL);
  put('<>', T.NOT_EQUAL);
  put('->', T.ARROW);
  put(':=', T.WALRUS);
  put('..', TRIPLE);
});

function table(size: number, fill: (put: (text: string, kind: number) => void) => void): Uint8Array {
  const kinds = new Uint8Array(size).fill(size === 128 ? T.BAD : 0);
  fill((text, kind) => {
    kinds[text.length === 1 ? text.charCodeAt(0) : text.charCodeAt(0) * 128 + text.charCodeAt(1)] = kind;
  });
  return kinds;
}

/** Whether a bracket closes the one that is open. */
export function closes(opening: number, closing: number): boolean {
  return opening === 40 ? closing === 41 : closing === opening + 2;
}

/** Notes the comment at `at`; where its line ends. */
export function lineComment(t: Tokens, text: string, at: number): number {
  LINE_END.lastIndex = at;
  const end = LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
  t.comments.push({ start: at, end });
  return end;
}

const LINE_END = /[\n\r]/g;
