// The texts that the analysis works on: open documents and notebooks with their kept parse, and files read from disk.

import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { parseCellSources } from '../notebook.ts';
import { readSource } from '../project/read.ts';
import type { Cells } from '../python/cells.ts';
import { changeSince, type Document, openDocument, parseModule, updateDocument } from '../python/document.ts';
import type { Change } from '../python/graft.ts';
import type { Module } from '../python/module.ts';
import type { Python } from '../python/parser.ts';
import { fileOf, lazyPlace, type Place, type Places, uriOf } from './places.ts';

/** An open document: a file, or one cell of a notebook, whose module is the whole notebook's. */
export interface Source {
  readonly uri: string;
  readonly file: string;
  readonly cell: number | null;
  readonly version: number;
  readonly place: Place;
  /** Parsed on first use after each change. */
  readonly module: () => Module;
  /** What is different since it had this module; null where that is not known. */
  readonly changeSince: (module: Module) => Change | null;
}

export interface Sources {
  open(uri: string, version: number, text: string): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** The cells of a notebook in their order; null when it is closed. */
  notebook(uri: string, cells: readonly string[] | null): void;
  get(uri: string): Source | undefined;
  /** The module of an open file, as it is in the editor. */
  opened(file: string): Module | undefined;
  /** The module of a file on disk; undefined where it cannot be read. */
  read(file: string): Module | undefined;
  readonly places: Places;
}

/** Documents whose parse and judgement are kept; one that was not used for longer is parsed anew when it is asked for. */
export const mostKept = 48;
/** The cap of the linter; a longer file is not even read. */
const maxBytes = 4 * (1 << 20);

interface Entry {
  document: TextDocument;
  parsed: Document | null;
  /** Whether `parsed` is of an older text. */
  stale: boolean;
  source: Source | null;
}

interface Notebook {
  readonly file: string;
  cells: readonly string[];
  parsed: Cells | null;
  stale: boolean;
}

export function sourcesWith(python: Python): Sources {
  const entries = new Map<string, Entry>();
  const uris = new Map<string, string>();
  /** Entries with a parse, the one used longest ago first. */
  const parsed = new Set<Entry>();
  const notebooks = new Map<string, Notebook>();
  const notebookOf = new Map<string, Notebook>();
  /** Texts of closed files that findings point into, as they were when they were parsed. */
  const closed = new Map<string, Module>();

  function moduleOf(uri: string, entry: Entry): Module {
    const notebook = notebookOf.get(uri);
    return notebook ? notebookModule(notebook) : fileModule(uri, entry);
  }

  /** The entry's parse is used now; the one that was used longest ago makes room. */
  function keep(entry: Entry): void {
    parsed.delete(entry);
    parsed.add(entry);
    const [oldest] = parsed;
    if (parsed.size > mostKept && oldest) drop(oldest);
  }

  function drop(entry: Entry): void {
    parsed.delete(entry);
    entry.parsed = null;
  }

  function fileModule(uri: string, entry: Entry): Module {
    keep(entry);
    const text = entry.document.getText();
    if (!entry.parsed) entry.parsed = openDocument(python, fileOf(uri), text);
    else if (entry.stale) {
      const old = entry.parsed;
      // Used up by the update, even by one that fails.
      entry.parsed = null;
      entry.parsed = updateDocument(python, old, text);
    }
    entry.stale = false;
    return entry.parsed.module;
  }

  function notebookModule(notebook: Notebook): Module {
    if (!notebook.parsed || notebook.stale) {
      const cells = notebook.cells.flatMap((uri, index) => {
        const source = entries.get(uri)?.document.getText();
        return source === undefined ? [] : [{ index, source }];
      });
      notebook.parsed = parseCellSources(python, notebook.file, cells, {}, notebook.parsed);
      notebook.stale = false;
    }
    return notebook.parsed.module;
  }

  function sourceOf(uri: string, entry: Entry): Source {
    if (entry.source) return entry.source;
    const notebook = notebookOf.get(uri);
    const file = notebook?.file ?? fileOf(uri);
    const { version } = entry.document;
    entry.source = {
      uri,
      version,
      file,
      cell: notebook ? notebook.cells.indexOf(uri) : null,
      place: lazyPlace(uri, file, version, entry.document.getText()),
      module: () => moduleOf(uri, entry),
      changeSince: (module) => (notebook || !entry.parsed ? null : changeSince(entry.parsed, module)),
    };
    return entry.source;
  }

  /** The document's text is another one now, so what was made of it is not to be used. */
  function outdate(uri: string): void {
    const entry = entries.get(uri);
    if (entry) {
      entry.stale = true;
      entry.source = null;
    }
    const notebook = notebookOf.get(uri);
    if (notebook) notebook.stale = true;
  }

  function forget(uri: string): void {
    const entry = entries.get(uri);
    if (!entry) return;
    drop(entry);
    outdate(uri);
    entries.delete(uri);
    uris.delete(fileOf(uri));
  }

  function setCells(uri: string, cells: readonly string[]): void {
    const notebook = notebooks.get(uri) ?? { file: fileOf(uri), cells: [], parsed: null, stale: true };
    for (const cell of notebook.cells) notebookOf.delete(cell);
    notebooks.set(uri, notebook);
    notebook.cells = cells;
    for (const cell of cells) {
      notebookOf.set(cell, notebook);
      outdate(cell);
    }
    notebook.stale = true;
  }

  function notebookCells(file: string): readonly string[] | undefined {
    for (const notebook of notebooks.values()) if (notebook.file === file) return notebook.cells;
    return undefined;
  }

  return {
    open(uri, version, text) {
      forget(uri);
      const document = TextDocument.create(uri, 'python', version, text);
      entries.set(uri, { document, parsed: null, stale: false, source: null });
      uris.set(fileOf(uri), uri);
      outdate(uri);
    },
    change(uri, version, changes) {
      const entry = entries.get(uri);
      if (!entry) return;
      entry.document = TextDocument.update(entry.document, [...changes], version);
      outdate(uri);
    },
    close: forget,
    notebook(uri, cells) {
      setCells(uri, cells ?? []);
      if (!cells) notebooks.delete(uri);
    },
    get(uri) {
      const entry = entries.get(uri);
      return entry && sourceOf(uri, entry);
    },
    opened(file) {
      const uri = uris.get(file);
      const entry = uri === undefined ? undefined : entries.get(uri);
      return uri && entry ? moduleOf(uri, entry) : undefined;
    },
    read(file) {
      const read = readSource(file, maxBytes);
      if (read.kind !== 'read') return undefined;
      const module = parseModule(python, file, read.source.text);
      closed.set(file, module);
      return module;
    },
    places(file, cell) {
      const uri = cell === null ? uris.get(file) : notebookCells(file)?.[cell];
      const entry = uri === undefined ? undefined : entries.get(uri);
      if (uri && entry) return sourceOf(uri, entry).place;
      const module = closed.get(file);
      return module && cell === null ? lazyPlace(uriOf(file), file, null, module.text) : null;
    },
  };
}
