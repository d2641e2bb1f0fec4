// Keeps the order of each open notebook's cells; their texts are documents like all others.

import type {
  Connection,
  DidChangeNotebookDocumentParams,
  NotebookDocument,
} from 'vscode-languageserver/node';
import type { Notice } from './worker-messages.ts';

export interface NotebookEvents {
  opened(uri: string, version: number, text: string): void;
  changed(
    uri: string,
    version: number,
    changes: NonNullable<
      NonNullable<DidChangeNotebookDocumentParams['change']['cells']>['textContent']
    >[number]['changes'],
  ): void;
  closed(uri: string): void;
  /** The cells of a notebook are others, or in another order. */
  arranged(notice: Notice & { kind: 'notebook' }): void;
}

export interface Notebooks {
  /** The cells of the notebook that this document belongs to; itself alone where it is a file. */
  together(uri: string): readonly string[];
  restate(): Iterable<Notice>;
}

export function notebooks(connection: Connection, events: NotebookEvents): Notebooks {
  const open = new Map<string, string[]>();

  function arrange(uri: string, cells: string[]): void {
    open.set(uri, cells);
    events.arranged({ kind: 'notebook', uri, cells });
  }

  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    for (const { uri, version, text } of cellTextDocuments) events.opened(uri, version, text);
    arrange(notebookDocument.uri, documentsOf(notebookDocument.cells));
  });
  synchronization.onDidChangeNotebookDocument(({ notebookDocument: { uri }, change }) => {
    const { structure, textContent } = change.cells ?? {};
    for (const opened of structure?.didOpen ?? []) events.opened(opened.uri, opened.version, opened.text);
    if (structure) {
      const cells = [...(open.get(uri) ?? [])];
      const { start, deleteCount, cells: added } = structure.array;
      cells.splice(start, deleteCount, ...documentsOf(added ?? []));
      arrange(uri, cells);
    }
    for (const closed of structure?.didClose ?? []) events.closed(closed.uri);
    for (const { document, changes } of textContent ?? [])
      events.changed(document.uri, document.version, changes);
  });
  synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri }, cellTextDocuments }) => {
    open.delete(uri);
    for (const closed of cellTextDocuments) events.closed(closed.uri);
    events.arranged({ kind: 'notebook', uri, cells: null });
  });

  return {
    together(uri) {
      for (const cells of open.values()) if (cells.includes(uri)) return cells;
      return [uri];
    },
    *restate() {
      for (const [uri, cells] of open) yield { kind: 'notebook', uri, cells };
    },
  };
}

function documentsOf(cells: NotebookDocument['cells']): string[] {
  return cells.map((cell) => cell.document);
}
