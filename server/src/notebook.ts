// Jupyter notebooks: from their JSON to one module whose units know their cells, and edits back into the JSON.

import { findNodeAtLocation, type JSONPath, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { maskMagics } from './magics.ts';
import { type Cells, parseCells } from './python/cells.ts';
import type { ParseOptions } from './python/document.ts';
import type { Comment, Module } from './python/module.ts';
import type { Python } from './python/parser.ts';

/** One code cell as it is written. `index` counts all cells of the notebook from 0. */
export interface CellSource {
  readonly index: number;
  readonly source: string;
}

/** An edit of one cell: offsets into its source. */
export interface CellEdit {
  readonly cell: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Reading = { readonly cells: readonly CellSource[] } | { readonly why: string; readonly at: number };

/** A notebook holds pictures; its code is held to the limits of a file. */
const MAX_JSON = 1 << 26;

/** Parses a notebook. One that is not JSON, or no notebook, is a module with an error; one in another language is skipped. */
export function parseNotebook(
  python: Python,
  file: string,
  json: string,
  options: ParseOptions = {},
): Module {
  const empty: Module = { file, text: '', cells: [], units: [], comments: [], errors: [], skipped: null };
  if (json.length > MAX_JSON)
    return { ...empty, skipped: { why: `the notebook is larger than ${MAX_JSON} characters` } };
  const reading = readNotebook(json);
  if ('cells' in reading) return parseCellSources(python, file, reading.cells, options).module;
  if (reading.at === -1) return { ...empty, skipped: { why: reading.why } };
  // Without cells the JSON itself is the text that the error's place points into.
  return { ...empty, text: json, errors: [{ file, cell: null, start: reading.at, end: reading.at }] };
}

/** Parses code cells that an editor holds, in their order. `old` is the last parse of them: cells that did not change are reused. */
export function parseCellSources(
  python: Python,
  file: string,
  cells: readonly CellSource[],
  options: ParseOptions = {},
  old: Cells | null = null,
): Cells {
  const commands: Comment[] = [];
  const masked = cells.map(({ index, source }) => ({
    index,
    text: maskMagics(source, (start, end) =>
      commands.push({ cell: index, start, end, text: source.slice(start, end) }),
    ),
  }));
  const parsed = parseCells(python, file, masked, options, old);
  return commands.length === 0 ? parsed : { ...parsed, module: { ...parsed.module, commands } };
}

/** The code cells of a notebook's JSON, or why there are none and where the text goes wrong (-1: nowhere). */
export function readNotebook(json: string): Reading {
  let notebook: unknown;
  try {
    notebook = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { why: 'the notebook is not JSON', at: errorOffset(json) };
  }
  const cells = property(notebook, 'cells');
  if (!Array.isArray(cells)) return { why: 'the file has no list of cells', at: 0 };
  const language = languageOf(notebook);
  if (language !== null && !/^i?python/i.test(language))
    return { why: `the notebook is in ${language}`, at: -1 };
  const sources: CellSource[] = [];
  for (const [index, cell] of cells.entries()) {
    if (property(cell, 'cell_type') === 'code')
      sources.push({ index, source: sourceText(property(cell, 'source')) });
  }
  return { cells: sources };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function languageOf(notebook: unknown): string | null {
  const metadata = property(notebook, 'metadata');
  const name =
    property(property(metadata, 'language_info'), 'name') ??
    property(property(metadata, 'kernelspec'), 'language');
  return typeof name === 'string' ? name : null;
}

/** A source is one string or a list of lines with their line ends. */
function sourceText(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function errorOffset(json: string): number {
  const errors: ParseError[] = [];
  parseTree(json, errors, { disallowComments: true, allowTrailingComma: false });
  return Math.min(errors[0]?.offset ?? 0, json.length);
}

/** The notebook's JSON with its cells edited and every other character as it was. Edits must not overlap. */
export function editNotebook(json: string, edits: readonly CellEdit[]): string {
  const tree = parseTree(json);
  if (tree === undefined) return json;
  const pieces: Piece[] = [];
  for (const cell of new Set(edits.map((edit) => edit.cell))) {
    const path: JSONPath = ['cells', cell, 'source'];
    const node = findNodeAtLocation(tree, path);
    if (node === undefined) continue;
    const piece = editedSource(
      json,
      node,
      edits.filter((edit) => edit.cell === cell),
    );
    if (piece !== null) pieces.push(piece);
  }
  return applied(json, pieces);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(text: string, pieces: readonly Piece[]): string {
  let result = text;
  for (const { start, end, text: piece } of [...pieces].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + piece + result.slice(end);
  }
  return result;
}

/** What replaces the JSON of one cell's source: only the lines that differ, laid out as their neighbours are. */
function editedSource(json: string, node: Node, edits: readonly Piece[]): Piece | null {
  if (node.type === 'string') {
    return {
      start: node.offset,
      end: node.offset + node.length,
      text: JSON.stringify(applied(String(node.value), edits)),
    };
  }
  const items = node.children ?? [];
  if (node.type !== 'array' || items.some((item) => item.type !== 'string')) return null;
  const before = items.map((item) => String(item.value));
  const after = linesOf(applied(before.join(''), edits));
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const raw = items.map((item) => json.slice(item.offset, item.offset + item.length));
  const fresh = after.slice(head, after.length - tail).map((line) => JSON.stringify(line));
  const lines = [...raw.slice(0, head), ...fresh, ...raw.slice(raw.length - tail)];
  const { open, between, close } = layout(json, node, items);
  const text = lines.length === 0 ? '[]' : `[${open}${lines.join(between)}${close}]`;
  return { start: node.offset, end: node.offset + node.length, text };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** The space inside the brackets and what stands between two lines. */
function layout(
  json: string,
  node: Node,
  items: readonly Node[],
): { open: string; between: string; close: string } {
  const [first, second] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return { open: '', between: ', ', close: '' };
  const open = json.slice(node.offset + 1, first.offset);
  const between =
    second === undefined
      ? `,${open === '' ? ' ' : open}`
      : json.slice(first.offset + first.length, second.offset);
  return { open, between, close: json.slice(last.offset + last.length, node.offset + node.length - 1) };
}
