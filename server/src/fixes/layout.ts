// How a file is laid out: its line ends, its indentation, and where lines begin, so that a fix looks like its author's.

import type { Span } from '../finding.ts';
import type { Stmt } from '../python/ast.ts';
import { type Module, textOf } from '../python/module.ts';

export interface Layout {
  readonly cell: number | null;
  readonly text: string;
  readonly newline: string;
  readonly indent: string;
}

export function layoutOf(module: Module, cell: number | null): Layout {
  const text = textOf(module, cell);
  const all = cell === null ? text : (module.cells ?? []).map((one) => one.text).join('\n');
  return { cell, text, newline: text.includes('\r\n') ? '\r\n' : '\n', indent: indentOf(module, all) };
}

/** One step of indentation, as the first indented block has it. */
function indentOf(module: Module, text: string): string {
  for (const unit of module.units) {
    const body = firstBody(unit.body);
    const first = body?.[0];
    if (first === undefined || unit.cell !== null) continue;
    const at = unit.start + first.start;
    const white = text.slice(lineStart(text, at), at);
    if (/^[ \t]+$/.test(white)) return white;
  }
  const found = /(?:^|\n)([ \t]+)\S/.exec(text);
  return module.cells === null || found?.[1] === undefined ? '    ' : found[1];
}

function firstBody(statement: Stmt): readonly Stmt[] | undefined {
  return 'body' in statement && Array.isArray(statement.body) ? statement.body : undefined;
}

/** Where the line of this offset begins, after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : start;
}

/** Where the line after this offset begins; the end of the text if there is none. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The white space before the first statement of the line. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Where a statement starts and ends in its file's or cell's text. */
export function extentOf(statement: Stmt): { readonly start: number; readonly end: number } {
  const decorators =
    statement.kind === 'FunctionDef' || statement.kind === 'ClassDef' ? statement.decorators : [];
  const first = decorators[0];
  const start = first === undefined ? statement.start : Math.min(statement.start, first.start - 1);
  return { start: statement.unit.start + start, end: statement.unit.start + statement.end };
}

export function spanAt(module: Module, cell: number | null, start: number, end = start): Span {
  return { file: module.file, cell, start, end };
}

/** Lines joined by the file's own line break, the last one ended too. */
export function lines(layout: Layout, all: readonly string[]): string {
  return all.map((line) => line + layout.newline).join('');
}

/** Whole lines for an insertion at the start of a line, kept apart from the code that follows. */
export function blockText(layout: Layout, at: number, all: readonly string[]): string {
  const unended = at === layout.text.length && at > 0 && !layout.text.endsWith('\n');
  const following = layout.text.slice(at, nextLine(layout.text, at));
  const apart = following.trim() === '' ? [] : [''];
  return (unended ? layout.newline : '') + lines(layout, [...all, ...apart]);
}
