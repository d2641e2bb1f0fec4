// What is refused before parsing, because the parser would take seconds or gigabytes over it. One linear scan.

import { FF, HASH, isClosing, isLineEnd, isOpening, stringEnd, TAB } from './scan.ts';

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
  return null;
}

/** The same for what is parsed at once, a piece of a text or several in a row: what an edit left alone is not looked at again. */
export function beyondNesting(text: string): Skipped | null {
  if (longestLine(text) > MAX_LINE) return { why: `a line is longer than ${MAX_LINE} characters` };
  const { brackets, indents } = extremes(text);
  if (brackets > MAX_BRACKETS) return { why: `brackets are nested deeper than ${MAX_BRACKETS}` };
  if (indents > MAX_INDENTS) return { why: `blocks are nested deeper than ${MAX_INDENTS}` };
  return null;
}

function longestLine(text: string): number {
  if (text.length <= MAX_LINE) return text.length;
  return text.split(/[\n\r]/).reduce((longest, line) => Math.max(longest, line.length), 0);
}

/**
 * What matters of all characters. Almost none does, and a search passes over the others sooner than a loop, which is slow
 * until it was optimised.
 */
const MATTERS = /["'#()[\]{}\n\r]/g;
const INDENTATION = /[ \t\f]*/y;

interface Extremes {
  brackets: number;
  indents: number;
}

/** Deepest brackets and deepest indentation, strings and comments left out. */
function extremes(text: string): Extremes {
  const found = { brackets: 0, indents: 0 };
  const widths: number[] = [0];
  const plain = !/[\t\f]/.test(text);
  let open = 0;
  let at = indentation(text, 0, plain, widths, found);
  for (;;) {
    MATTERS.lastIndex = at;
    if (!MATTERS.test(text)) return found;
    at = MATTERS.lastIndex;
    const code = text.charCodeAt(at - 1);
    if (isLineEnd(code)) {
      if (open === 0) at = indentation(text, at, plain, widths, found);
    } else if (isOpening(code)) {
      found.brackets = Math.max(found.brackets, ++open);
    } else if (isClosing(code)) {
      open = Math.max(0, open - 1);
    } else if (code === HASH) {
      LINE_END.lastIndex = at;
      at = LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
    } else {
      at = stringEnd(text, at - 1);
    }
  }
}

const LINE_END = /[\n\r]/g;

/** Measures the indentation at `at` and keeps the stack of open ones, as CPython's tokenizer does; the offset after it. */
function indentation(text: string, at: number, plain: boolean, widths: number[], found: Extremes): number {
  INDENTATION.lastIndex = at;
  INDENTATION.test(text);
  const end = INDENTATION.lastIndex;
  const code = text.charCodeAt(end);
  if (end >= text.length || isLineEnd(code) || code === HASH) return end;
  const width = plain ? end - at : widthOf(text, at, end);
  while (width < (widths.at(-1) ?? 0)) widths.pop();
  if (width > (widths.at(-1) ?? 0)) {
    widths.push(width);
    found.indents = Math.max(found.indents, widths.length - 1);
  }
  return end;
}

/** A tab goes on to the next multiple of eight, a form feed begins anew. */
function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    width = code === TAB ? (width | 7) + 1 : code === FF ? 0 : width + 1;
  }
  return width;
}
