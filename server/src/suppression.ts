// Comments that silence findings: which findings they cover, which cover nothing, and the edit that removes those.

import type { Edit, Finding, Span } from './finding.ts';
import { type Comment, type Module, textOf } from './python/module.ts';
import { type LogicalLine, logicalLines } from './python/scan.ts';

/** A suppression that silenced nothing, wholly or for some of its codes. */
export interface Unused {
  /** The directive, or the one code of it. */
  readonly span: Span;
  /** The codes that silenced nothing; empty for a directive without codes. */
  readonly codes: readonly string[];
  readonly edit: Edit;
}

export interface Suppressed<F> {
  /** What is left to report, in the order it came. */
  readonly findings: readonly F[];
  readonly unused: readonly Unused[];
}

/** What is silenced by where it is and what it is called. */
type Suppressible = Pick<Finding, 'code' | 'name' | 'span'>;

/** Whether a code or name stands for a rule that ran; a suppression of one that did not is never unused. */
export type IsActive = (codeOrName: string) => boolean;

interface Code {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  used: boolean;
}

interface Directive {
  readonly comment: Comment;
  /** Offsets in the cell's or file's text. */
  readonly start: number;
  readonly end: number;
  /** null: every rule. */
  readonly codes: readonly Code[] | null;
  /** The offsets that it covers, or null for the whole file. */
  readonly line: LogicalLine | null;
  used: boolean;
}

const DIRECTIVE = /#[ \t]*samerun:[ \t]*(ignore-file|ignore)(?![\w-])(?:[ \t]*\[([^\]#]*)\])?/g;

/** Takes out the findings that comments of `module` silence. Findings in other files pass. */
export function suppress<F extends Suppressible>(
  module: Module,
  findings: readonly F[],
  isActive: IsActive = () => true,
): Suppressed<F> {
  const directives = directivesOf(module);
  if (directives.length === 0) return { findings, unused: [] };
  const left = findings.filter((finding) => {
    // Every directive that covers it counts as used: none of two that say the same is to blame.
    const covering = directives.filter((directive) => covers(module, directive, finding));
    return covering.length === 0;
  });
  return {
    findings: left,
    unused: directives.flatMap((directive) => unusedPart(module, directive, isActive)),
  };
}

function covers(module: Module, directive: Directive, finding: Suppressible): boolean {
  const { span } = finding;
  if (span.file !== module.file) return false;
  const { line } = directive;
  if (line !== null) {
    if (span.cell !== directive.comment.cell || span.start < line.start || span.start > line.end)
      return false;
  }
  if (directive.codes === null) {
    directive.used = true;
    return true;
  }
  const codes = directive.codes.filter(({ text }) => text === finding.code || text === finding.name);
  for (const code of codes) code.used = true;
  return codes.length > 0;
}

function directivesOf(module: Module): Directive[] {
  const found: Directive[] = [];
  const lines = new Map<number | null, LogicalLine[]>();
  for (const comment of module.comments) {
    if (!comment.text.includes('samerun:')) continue;
    const text = textOf(module, comment.cell);
    const known = lines.get(comment.cell) ?? logicalLines(text);
    lines.set(comment.cell, known);
    for (const match of comment.text.matchAll(DIRECTIVE)) found.push(directive(comment, match, known));
  }
  return found;
}

function directive(comment: Comment, match: RegExpExecArray, lines: readonly LogicalLine[]): Directive {
  const start = comment.start + match.index;
  const after = match.index + match[0].length;
  const wholeFile = match[1] === 'ignore-file';
  return {
    comment,
    start,
    end: comment.start + directiveEnd(comment.text, after),
    codes: codesOf(comment, match, after),
    line: wholeFile ? null : lineOf(comment, lines),
    used: false,
  };
}

/** A reason goes on to the end of the comment, or to a further `# ` directive, such as another tool's. */
function directiveEnd(text: string, from: number): number {
  const next = /\s#\s/.exec(text.slice(from));
  return next === null ? text.trimEnd().length : from + next.index;
}

/** The codes in brackets; a bracket that is never closed silences nothing, so that a typing error is not taken for everything. */
function codesOf(comment: Comment, match: RegExpExecArray, after: number): Code[] | null {
  const list = match[2];
  if (list === undefined) return /^[ \t]*\[/.test(comment.text.slice(after)) ? [] : null;
  const codes: Code[] = [];
  let at = comment.start + match.index + match[0].length - 1 - list.length;
  for (const part of list.split(',')) {
    const text = part.trim();
    const start = at + part.length - part.trimStart().length;
    if (text !== '') codes.push({ text, start, end: start + text.length, used: false });
    at += part.length + 1;
  }
  return codes;
}

/** The logical line that holds the comment; for a comment on a line of its own the next one with code. */
function lineOf(comment: Comment, lines: readonly LogicalLine[]): LogicalLine {
  const nothing: LogicalLine = { start: -1, end: -1, blank: true };
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? nothing).end < comment.start) low = middle + 1;
    else high = middle;
  }
  while (lines[low]?.blank) low++;
  return lines[low] ?? nothing;
}

function unusedPart(module: Module, directive: Directive, isActive: IsActive): Unused[] {
  const { codes } = directive;
  const at = (start: number, end: number): Span => ({
    file: module.file,
    cell: directive.comment.cell,
    start,
    end,
  });
  const whole = at(directive.start, directive.end);
  if (codes === null) {
    return directive.used
      ? []
      : [{ span: whole, codes: [], edit: { span: removal(module, directive, at), text: '' } }];
  }
  const unused = codes.filter((code) => !code.used && isActive(code.text));
  if (unused.length === 0 && codes.length > 0) return [];
  const names = unused.map((code) => code.text);
  const left = codes.filter((code) => !unused.includes(code));
  const first = codes[0];
  const last = codes.at(-1);
  if (left.length === 0 || first === undefined || last === undefined) {
    return [{ span: whole, codes: names, edit: { span: removal(module, directive, at), text: '' } }];
  }
  const [only] = unused;
  const span =
    unused.length === 1 && only !== undefined ? at(only.start, only.end) : at(first.start, last.end);
  return [
    {
      span,
      codes: names,
      edit: { span: at(first.start, last.end), text: left.map((code) => code.text).join(', ') },
    },
  ];
}

/** The directive with the space before it, and the line with it if nothing else stands there. */
function removal(module: Module, directive: Directive, at: (start: number, end: number) => Span): Span {
  const text = textOf(module, directive.comment.cell);
  let { start, end } = directive;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const lineStart = start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
  if (!lineStart) return at(start, end);
  // What follows on the line is another directive: it takes this one's place.
  if (end < directive.comment.end) {
    while (text[end] === ' ') end++;
    return end < directive.comment.end ? at(directive.start, end) : at(start, end);
  }
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  return at(start, end);
}
