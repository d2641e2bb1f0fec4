// What is refused before parsing, because the parser would take seconds or gigabytes over it. One linear scan.

import { DOUBLE, FF, HASH, isClosing, isLineEnd, isOpening, SINGLE, SPACE, stringEnd, TAB } from './scan.ts';

/** Why a file is not linted, in words for a message. */
export interface Skipped {
  readonly why: string;
}

/** UTF-16 units. Half a mebibyte of Python is some 15,000 lines. */
const MAX_SIZE = 1 << 20;
const MAX_LINE = 1 << 17;
/** CPython's own limits: it runs nothing that goes beyond them. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;

/** The first limit that the text goes beyond, or null. */
export function beyondLimits(text: string): Skipped | null {
  if (text.length > MAX_SIZE) return { why: `the file is larger than ${MAX_SIZE} characters` };
  if (text.includes('\0')) return { why: 'the file is not text: it has a NUL character' };
  const { line, brackets, indents } = extremes(text);
  if (line > MAX_LINE) return { why: `a line is longer than ${MAX_LINE} characters` };
  if (brackets > MAX_BRACKETS) return { why: `brackets are nested deeper than ${MAX_BRACKETS}` };
  if (indents > MAX_INDENTS) return { why: `blocks are nested deeper than ${MAX_INDENTS}` };
  return null;
}

interface Extremes {
  line: number;
  brackets: number;
  indents: number;
}

/** Longest line, deepest brackets and deepest indentation; strings and comments count for the line only. */
function extremes(text: string): Extremes {
  const found = { line: 0, brackets: 0, indents: 0 };
  const widths: number[] = [0];
  let lineStart = 0;
  let open = 0;
  let at = 0;
  const size = text.length;
  const newLine = (next: number): void => {
    found.line = Math.max(found.line, next - lineStart);
    lineStart = next;
  };
  while (at < size) {
    if (at === lineStart && open === 0) {
      at = indentation(text, at, widths, found);
      if (at >= size) break;
    }
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      newLine(at + 1);
    } else if (isOpening(code)) {
      found.brackets = Math.max(found.brackets, ++open);
    } else if (isClosing(code)) {
      open = Math.max(0, open - 1);
    } else if (code === HASH) {
      while (at + 1 < size && !isLineEnd(text.charCodeAt(at + 1))) at++;
    } else if (code === DOUBLE || code === SINGLE) {
      at = stringEnd(text, at, newLine) - 1;
    }
    at++;
  }
  newLine(size);
  return found;
}

/** Measures the indentation at `at` and keeps the stack of open ones, as CPython's tokenizer does. */
function indentation(text: string, at: number, widths: number[], found: Extremes): number {
  let width = 0;
  let end = at;
  for (
    let code = text.charCodeAt(end);
    code === SPACE || code === TAB || code === FF;
    code = text.charCodeAt(++end)
  ) {
    width = code === TAB ? (width | 7) + 1 : code === FF ? 0 : width + 1;
  }
  const code = text.charCodeAt(end);
  if (end >= text.length || isLineEnd(code) || code === HASH) return end;
  while (width < (widths.at(-1) ?? 0)) widths.pop();
  if (width > (widths.at(-1) ?? 0)) {
    widths.push(width);
    found.indents = Math.max(found.indents, widths.length - 1);
  }
  return end;
}
