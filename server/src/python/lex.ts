// Text to tokens, one chunk at a time: a chunk is a top-level statement with the comments after it, or a line of several.
//
// What a chunk is depends on nothing before it, so that an edit is lexed from the chunk it is in to where chunks are as before.

import { BOM, closes, lineComment, token, UNCLOSED_LINE, UNCLOSED_TEXT } from './lex-token.ts';
import {
  afterLineEnd,
  BACKSLASH,
  CR,
  FF,
  HASH,
  isClosing,
  isLineEnd,
  isOpening,
  LF,
  SPACE,
  TAB,
} from './scan.ts';
import { DEDENT, END, emit, INDENT, NEWLINE, type Tokens, UNCLOSED } from './tokens.ts';

const INDENTATION = /[ \t\f]*/y;
/** Clauses that go on with the statement before them. */
const CONTINUES = /(?:else|elif|except|finally)(?![\w\x80-\uffff])/y;
/** Words that no line inside of brackets begins with: where one does, the bracket was never closed. */
const STATEMENT =
  /[ \t\f]*(?:assert|break|class|continue|def|del|elif|except|finally|global|import|nonlocal|pass|raise|return|try|while|with)(?![\w\x80-\uffff])/y;
/** What of the next line is looked at to tell that it goes on with nothing. */
const LONGEST_CLAUSE = 'finally:'.length;
const DECORATOR = 64;

export function lexChunk(t: Tokens, text: string, from: number): void {
  t.count = 0;
  t.comments = [];
  t.errors = [];
  t.reach = 0;
  const indents = [0];
  let decorated = false;
  let at = from === 0 && text.charCodeAt(0) === BOM ? 1 : from;
  for (;;) {
    const line = at;
    INDENTATION.lastIndex = at;
    INDENTATION.test(text);
    at = INDENTATION.lastIndex;
    if (at >= text.length) {
      t.end = text.length;
      break;
    }
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      at = afterLineEnd(text, at);
      continue;
    }
    if (code === HASH) {
      at = lineComment(t, text, at);
      continue;
    }
    const width = widthOf(text, line, at);
    if (width === 0 && t.count > 0 && !decorated && !matches(CONTINUES, text, at)) {
      t.end = line;
      break;
    }
    indent(t, indents, width, at);
    decorated = code === DECORATOR;
    at = logicalLine(t, text, at, width);
  }
  const last = t.count === 0 ? from : (t.ends[t.count - 1] ?? from);
  for (let i = indents.length; i > 1; i--) emit(t, DEDENT, last, last);
  emit(t, END, last, last);
  t.reach = Math.max(t.reach, t.end + LONGEST_CLAUSE);
}

/** Columns as CPython counts them: a tab goes on to the next multiple of eight, a form feed begins anew. */
export function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    width = code === TAB ? (width | 7) + 1 : code === FF ? 0 : code === SPACE ? width + 1 : width;
  }
  return width;
}

function indent(t: Tokens, indents: number[], width: number, at: number): void {
  if (width > (indents.at(-1) ?? 0)) {
    indents.push(width);
    emit(t, INDENT, at, at);
    return;
  }
  while (width < (indents.at(-1) ?? 0)) {
    indents.pop();
    emit(t, DEDENT, at, at);
  }
  if (width !== indents.at(-1)) t.errors.push({ start: at, end: at });
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Lexes to the end of the logical line that begins at `start`; where the next line begins. */
function logicalLine(t: Tokens, text: string, start: number, width: number): number {
  const first = t.count;
  const open: number[] = [];
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB || code === FF) {
      at++;
    } else if (code === LF || code === CR) {
      if (open.length === 0) {
        emit(t, NEWLINE, at, at);
        return afterLineEnd(text, at);
      }
      at = afterLineEnd(text, at);
      if (matches(STATEMENT, text, at)) return unclosed(t, text, { first, start, width }, open[0] ?? at, at);
    } else if (at >= text.length) {
      if (open.length > 0) return unclosed(t, text, { first, start, width }, open[0] ?? at, at);
      emit(t, NEWLINE, at, at);
      return at;
    } else if (code === HASH) {
      at = lineComment(t, text, at);
    } else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) {
      at = afterLineEnd(text, at + 1);
    } else {
      if (isOpening(code)) open.push(at);
      else if (isClosing(code) && open.length > 0) {
        const opening = open.pop() ?? at;
        if (!closes(text.charCodeAt(opening), code)) t.errors.push({ start: at, end: at + 1 });
      }
      const next = token(t, text, at, code);
      if (next === UNCLOSED_TEXT) return unclosed(t, text, { first, start, width }, at, text.length);
      if (next === UNCLOSED_LINE) {
        // What would close the brackets is most likely part of the string.
        at = t.ends[t.count - 1] ?? at;
        emit(t, NEWLINE, at, at);
        return at < text.length ? afterLineEnd(text, at) : at;
      }
      at = next;
    }
  }
}

interface Line {
  readonly first: number;
  readonly start: number;
  readonly width: number;
}

/**
 * A bracket or string that never closes would take all that follows with it. It takes the lines below that are indented
 * deeper instead, and one that begins with a closing bracket.
 */
function unclosed(t: Tokens, text: string, line: Line, culprit: number, looked: number): number {
  t.reach = Math.max(t.reach, looked);
  t.errors.push({ start: culprit, end: Math.min(culprit + 1, text.length) });
  t.count = line.first;
  let end = lineEnd(text, culprit);
  let next = end;
  while (next < text.length) {
    const begin = afterLineEnd(text, next);
    INDENTATION.lastIndex = begin;
    INDENTATION.test(text);
    const at = INDENTATION.lastIndex;
    const code = text.charCodeAt(at);
    next = lineEnd(text, at);
    if (at >= text.length) break;
    if (isLineEnd(code) || code === HASH) continue;
    const deeper = widthOf(text, begin, at) > line.width;
    if (!deeper && !isClosing(code)) break;
    end = next;
    if (!deeper) break;
  }
  t.comments = t.comments.filter((comment) => comment.start < end);
  emit(t, UNCLOSED, line.start, end);
  emit(t, NEWLINE, end, end);
  return end < text.length ? afterLineEnd(text, end) : end;
}

const LINE_END = /[\n\r]/g;

function lineEnd(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
}
