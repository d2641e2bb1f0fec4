// The texts that the analysis works on: open documents with their kept parse, and files of the project read from disk.

import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { readSource } from '../project/read.ts';
import {
  closeDocument,
  type Document,
  openDocument,
  parseModule,
  updateDocument,
} from '../python/document.ts';
import type { Module } from '../python/module.ts';
import type { Python } from '../python/parser.ts';
import { fileOf, lazyPlace, type Place, type Places, uriOf } from './places.ts';

export interface Source {
  readonly uri: string;
  readonly file: string;
  readonly version: number;
  readonly place: Place;
  /** Parsed on first use after each change. */
  readonly module: () => Module;
}

export interface Sources {
  open(uri: string, version: number, text: string): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  get(uri: string): Source | undefined;
  all(): Iterable<Source>;
  /** The module of a file: of the open document if there is one, else of the disk; undefined where it cannot be read. */
  module(file: string): Module | undefined;
  readonly places: Places;
}

/** The cap of the linter; a longer file is not even read. */
const maxBytes = 4 * (1 << 20);

interface Entry {
  document: TextDocument;
  readonly file: string;
  parsed: Document | null;
  /** Whether `parsed` is of an older text. */
  stale: boolean;
  source: Source | null;
}

export function sourcesWith(python: Python): Sources {
  const entries = new Map<string, Entry>();
  const byFile = new Map<string, string>();
  /** Texts of closed files that findings point into, as they were when they were parsed. */
  const closed = new Map<string, Module>();

  function moduleOf(entry: Entry): Module {
    const text = entry.document.getText();
    if (!entry.parsed) entry.parsed = openDocument(python, entry.file, text);
    else if (entry.stale) {
      const old = entry.parsed;
      // Used up by the update, even by one that fails.
      entry.parsed = null;
      entry.parsed = updateDocument(python, old, text);
    }
    entry.stale = false;
    return entry.parsed.module;
  }

  function sourceOf(entry: Entry): Source {
    const { uri, version } = entry.document;
    entry.source ??= {
      uri,
      version,
      file: entry.file,
      place: lazyPlace(uri, version, entry.document.getText()),
      module: () => moduleOf(entry),
    };
    return entry.source;
  }

  function forget(uri: string): void {
    const entry = entries.get(uri);
    if (!entry) return;
    if (entry.parsed) closeDocument(entry.parsed);
    entries.delete(uri);
    byFile.delete(entry.file);
  }

  return {
    open(uri, version, text) {
      forget(uri);
      const file = fileOf(uri);
      const document = TextDocument.create(uri, 'python', version, text);
      entries.set(uri, { document, file, parsed: null, stale: false, source: null });
      byFile.set(file, uri);
    },
    change(uri, version, changes) {
      const entry = entries.get(uri);
      if (!entry) return;
      entry.document = TextDocument.update(entry.document, [...changes], version);
      entry.stale = true;
      entry.source = null;
    },
    close: forget,
    get(uri) {
      const entry = entries.get(uri);
      return entry && sourceOf(entry);
    },
    *all() {
      for (const entry of entries.values()) yield sourceOf(entry);
    },
    module(file) {
      const entry = entries.get(byFile.get(file) ?? '');
      if (entry) return moduleOf(entry);
      const read = readSource(file, maxBytes);
      if (read.kind !== 'read') return undefined;
      const module = parseModule(python, file, read.source.text);
      closed.set(file, module);
      return module;
    },
    places(file, cell) {
      if (cell !== null) return null;
      const entry = entries.get(byFile.get(file) ?? '');
      if (entry) return sourceOf(entry).place;
      const module = closed.get(file);
      return module ? lazyPlace(uriOf(file), null, module.text) : null;
    },
  };
}
