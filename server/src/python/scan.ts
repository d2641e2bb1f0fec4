// Lexical facts that need no parse tree: where strings and logical lines end. Linear, and right for text that does not parse.

export const TAB = 9;
export const LF = 10;
export const FF = 12;
export const CR = 13;
export const SPACE = 32;
export const DOUBLE = 34;
export const HASH = 35;
export const SINGLE = 39;
export const STAR = 42;
export const AT = 64;
export const BACKSLASH = 92;

export function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

export function isOpening(code: number): boolean {
  return code === 40 || code === 91 || code === 123;
}

export function isClosing(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

/** The offset after the string whose quote is at `start`; one that is never closed ends with its line, or with the text. */
export function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  const triple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  const ends = quote === DOUBLE ? (triple ? ENDS.doubles : ENDS.double) : triple ? ENDS.singles : ENDS.single;
  ends.lastIndex = start + (triple ? 3 : 1);
  while (ends.test(text)) {
    const at = ends.lastIndex - 1;
    const code = text.charCodeAt(at);
    if (code !== BACKSLASH) return isLineEnd(code) ? at : at + 1;
    // The escaped character is part of the string, a line end too.
    ends.lastIndex = isLineEnd(text.charCodeAt(at + 1)) ? afterLineEnd(text, at + 1) : at + 2;
  }
  return text.length;
}

/** What a string of each kind may end with, or must be looked at for. Searching is several times as fast as a loop that is new. */
const ENDS = { double: /["\\\n\r]/g, single: /['\\\n\r]/g, doubles: /"""|\\/g, singles: /'''|\\/g };

/** The offset after the line end at `at`: CRLF is one. */
export function afterLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** Where the logical line that begins at `start` ends, its line end left out: brackets, strings and `\` carry it on. */
export function logicalLineEnd(text: string, start: number): number {
  let open = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      if (open === 0) return at;
    } else if (code === DOUBLE || code === SINGLE) {
      at = stringEnd(text, at);
      continue;
    } else if (code === HASH) {
      while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
      continue;
    } else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) {
      at = afterLineEnd(text, at + 1);
      continue;
    } else if (isOpening(code)) {
      open++;
    } else if (isClosing(code)) {
      open = Math.max(0, open - 1);
    }
    at++;
  }
  return text.length;
}

export interface LogicalLine {
  readonly start: number;
  readonly end: number;
  /** Nothing but space and a comment. */
  readonly blank: boolean;
}

export function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let start = 0; start < text.length; ) {
    const end = logicalLineEnd(text, start);
    lines.push({ start, end, blank: isBlank(text, start, end) });
    start = end < text.length ? afterLineEnd(text, end) : end;
  }
  return lines;
}

function isBlank(text: string, start: number, end: number): boolean {
  let at = start;
  for (let code = text.charCodeAt(at); at < end && (code === SPACE || code === TAB || code === FF); ) {
    code = text.charCodeAt(++at);
  }
  return at >= end || text.charCodeAt(at) === HASH;
}

/**
 * The text with a space for the line end before each line in brackets that is indented less than its logical line, or
 * null if there is none. A comment needs its line end and keeps it.
 */
export function joinedDedents(text: string): string | null {
  let joined = '';
  let from = 0;
  for (const line of logicalLines(text)) {
    const indent = indentAt(text, line.start);
    let at = line.start;
    while (at < line.end) {
      const code = text.charCodeAt(at);
      if (code === DOUBLE || code === SINGLE) {
        at = stringEnd(text, at);
      } else if (code === HASH) {
        while (at < line.end && !isLineEnd(text.charCodeAt(at))) at++;
        at = afterLineEnd(text, at);
      } else if (isLineEnd(code)) {
        const next = afterLineEnd(text, at);
        if (text.charCodeAt(at - 1) !== BACKSLASH && indentAt(text, next) < indent) {
          joined += text.slice(from, at) + ' '.repeat(next - at);
          from = next;
        }
        at = next;
      } else {
        at++;
      }
    }
  }
  return from === 0 ? null : joined + text.slice(from);
}

function indentAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  return at - start;
}

/**
 * The text without the star of `return x, *(y)`, or null if it has none: outside of brackets the grammar knows no star before a
 * bracket. What is starred is read as if it stood there whole.
 */
export function withoutLooseStars(text: string): string | null {
  let found = '';
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) {
      at = stringEnd(text, at);
      continue;
    }
    if (code === HASH) while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
    else if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    else if (code === STAR && depth === 0 && isLooseStar(text, at)) {
      found += `${text.slice(from, at)} `;
      from = at + 1;
    }
    at++;
  }
  return from === 0 ? null : found + text.slice(from);
}

/** A star that begins an expression in brackets. */
function isLooseStar(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  return /(?:[,=]|\b(?:return|yield|in))[ \t]*$/.test(before) && /^\*[ \t]*\(/.test(text.slice(at, at + 8));
}
