// Spans to LSP places: which document a span lies in, and its rows and columns in UTF-16.

import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location, Position, Range } from 'vscode-languageserver';
import type { Span } from '../finding.ts';
import { type LineTable, lineTable, offsetAt, utf16Position } from '../positions.ts';

/** A document that spans may point into: an open one, or a file of the project that is read from disk. */
export interface Place {
  readonly uri: string;
  readonly file: string;
  /** The version that the client knows, or null for what it has not opened. */
  readonly version: number | null;
  readonly table: LineTable;
}

/** The document of a file (and cell), or null where it is not known any more. */
export type Places = (file: string, cell: number | null) => Place | null;

export function rangeIn(table: LineTable, start: number, end: number): Range {
  return { start: positionIn(table, start), end: positionIn(table, end) };
}

export function locationOf(places: Places, span: Span): Location | null {
  const place = places(span.file, span.cell);
  return place && { uri: place.uri, range: rangeIn(place.table, span.start, span.end) };
}

export function offsetOf(table: LineTable, position: Position): number {
  return offsetAt(table, { row: position.line, column: position.character });
}

// An editor cannot show a place between the two halves of a character or of a line end.
function positionIn(table: LineTable, offset: number): Position {
  const { text } = table;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  const inPair = before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
  const { row, column } = utf16Position(
    table,
    inPair || (before === 13 && after === 10) ? offset - 1 : offset,
  );
  return { line: row, character: column };
}

/** The name that the core knows a document by: a path, or for what is on no disk the URI itself. */
export function fileOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    // A file: URI that is no path on this system (another host, an encoded slash) still names one document.
    if (error instanceof TypeError) return uri;
    throw error;
  }
}

export function uriOf(file: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(file) ? file : pathToFileURL(file).href;
}

/** A table that is made on first use: most texts are never asked for a position. */
export function lazyPlace(uri: string, file: string, version: number | null, text: string): Place {
  let table: LineTable | undefined;
  return {
    uri,
    file,
    version,
    get table() {
      table ??= lineTable(text);
      return table;
    },
  };
}
