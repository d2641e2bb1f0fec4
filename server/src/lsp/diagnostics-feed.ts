// Brings diagnostics to the client: pulled where it can pull, pushed where not, never those of an older text.

import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { OpenDocuments } from './documents.ts';
import { GaveUp, Withdrawn, type WorkerHost } from './worker-host.ts';

export interface DiagnosticsFeed {
  /** This document is new or different. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** What all documents are judged by is different: settings, or a file that they import. */
  everythingChanged(): void;
}

export interface FeedOptions {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly host: WorkerHost;
  readonly pull: boolean;
  readonly refresh: boolean;
}

/** A text that made the analysis hang is not tried again: after each hang the next try waits for an edit, and twice as long. */
const firstPauseMs = 10_000;
interface Hang {
  version: number;
  until: number;
  pauseMs: number;
}

export function diagnosticsFeed(options: FeedOptions): DiagnosticsFeed {
  const { connection, documents, host } = options;
  const hangs = new Map<string, Hang>();
  /** Documents with a push on its way; true if they changed meanwhile. */
  const pushing = new Map<string, boolean>();

  async function lint(uri: string, cancelled?: Parameters<WorkerHost['ask']>[2]): Promise<Current> {
    const asked = documents.version(uri);
    if (asked === undefined) return { version: -1, items: [] };
    const hang = hangs.get(uri);
    if (hang && (hang.version === asked || performance.now() < hang.until))
      return { version: asked, items: [gaveUp()] };
    try {
      const answer = await host.ask('diagnostics', { uri }, cancelled);
      hangs.delete(uri);
      return answer;
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      const pauseMs = hang ? hang.pauseMs * 2 : firstPauseMs;
      hangs.set(uri, { version: asked, until: performance.now() + (hang ? pauseMs : 0), pauseMs });
      return { version: asked, items: [gaveUp()] };
    }
  }

  async function push(uri: string): Promise<void> {
    if (pushing.has(uri)) {
      pushing.set(uri, true);
      return;
    }
    do {
      pushing.set(uri, false);
      try {
        const { version, items } = await lint(uri);
        if (documents.version(uri) === version)
          await connection.sendDiagnostics({ uri, version, diagnostics: items });
      } catch (error) {
        if (!(error instanceof Withdrawn)) connection.console.error(`${uri} cannot be judged: ${error}`);
      }
    } while (pushing.get(uri));
    pushing.delete(uri);
  }

  if (options.pull)
    connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
      try {
        const { version, items } = await lint(uri, token);
        if (documents.version(uri) === version || version === -1)
          return { kind: DocumentDiagnosticReportKind.Full, items };
      } catch (error) {
        if (!(error instanceof Withdrawn)) throw error;
      }
      // The text moved on while it was judged: the client asks again.
      const retry = { retriggerRequest: documents.version(uri) !== undefined };
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed.', retry);
    });

  return {
    changed(uri) {
      if (!options.pull) void push(uri);
    },
    closed(uri) {
      hangs.delete(uri);
      if (!options.pull) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    everythingChanged() {
      hangs.clear();
      if (!options.pull) for (const uri of documents.uris()) void push(uri);
      else if (options.refresh) connection.languages.diagnostics.refresh();
    },
  };
}

interface Current {
  version: number;
  items: Diagnostic[];
}

function gaveUp(): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Warning,
    source: 'samerun',
    code: 'SR002',
    message: 'Samerun needed too long for this text and gave up; it tries again after an edit.',
  };
}
