// The open documents as the protocol thread keeps them: text and version, to be told again to a new analysis thread.

import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Notice } from './worker-messages.ts';

export interface OpenDocuments {
  open(uri: string, version: number, text: string): void;
  /** Why the change is refused, or null once it is applied. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): string | null;
  close(uri: string): void;
  /** The version that is current now, or undefined if the document is not open. */
  version(uri: string): number | undefined;
  uris(): string[];
  restate(): Iterable<Notice>;
}

export function openDocuments(): OpenDocuments {
  const documents = new Map<string, TextDocument>();
  return {
    open(uri, version, text) {
      documents.set(uri, TextDocument.create(uri, 'python', version, text));
    },
    change(uri, version, changes) {
      const document = documents.get(uri);
      if (!document) return `${uri} was changed but is not open.`;
      if (!Number.isInteger(version)) return `${uri} was changed to a version that is no number.`;
      if (version <= document.version)
        return `${uri} was changed to version ${version} while at ${document.version}; the change is left out.`;
      documents.set(uri, TextDocument.update(document, changes, version));
      return null;
    },
    close: (uri) => void documents.delete(uri),
    version: (uri) => documents.get(uri)?.version,
    uris: () => [...documents.keys()],
    *restate() {
      for (const document of documents.values())
        yield { kind: 'open', uri: document.uri, version: document.version, text: document.getText() };
    },
  };
}
