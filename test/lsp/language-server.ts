// Starts the built language server as an editor does, and speaks with it over stdio.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';

export const root = join(import.meta.dirname, '../..');
const main = join(root, 'server/out/main.js');

/** What VS Code says of itself, as far as this server reads it. */
export const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

/** What an editor of a few years ago says: nothing is pulled, nothing resolved. */
export const plainCapabilities: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export function spawnServer(environment: NodeJS.ProcessEnv = {}): ChildProcess {
  if (!existsSync(main)) throw new Error('The server is not built: npm run build');
  return spawn(process.execPath, [main, '--stdio'], {
    stdio: 'pipe',
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
}

/** Resolves with the exit code; rejects after `within` milliseconds. */
export function exitOf(child: ChildProcess, within: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`It still ran after ${within} ms.`)), within);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

export interface Session {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  /** What the server wrote to its log. */
  readonly log: string[];
  /** Requests for a refresh of diagnostics so far. */
  readonly refreshes: () => number;
  open(uri: string, text: string, version?: number): void;
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void;
  pull(uri: string): Promise<Diagnostic[]>;
  /** The next pushed diagnostics of this document and version, those that came already included. */
  pushed(uri: string, version: number): Promise<Diagnostic[]>;
  end(): Promise<number | null>;
}

export interface SessionOptions {
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  readonly settings?: () => unknown;
  readonly folder?: string;
}

export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const child = spawnServer();
  if (!child.stdout || !child.stdin) throw new Error('The server has no pipes.');
  child.stderr?.pipe(process.stderr);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  const log: string[] = [];
  let refreshes = 0;
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const listener of listeners) listener();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => options.settings?.() ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    return null;
  });
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: options.folder ?? null,
    capabilities: options.capabilities ?? vscodeCapabilities,
    initializationOptions: options.options,
  });
  await connection.sendNotification('initialized', {});

  return {
    child,
    connection,
    initialized,
    published,
    log,
    refreshes: () => refreshes,
    open(uri, text, version = 1) {
      const textDocument = { uri, languageId: 'python', version, text };
      void connection.sendNotification('textDocument/didOpen', { textDocument });
    },
    change(uri, version, contentChanges) {
      const textDocument = { uri, version };
      void connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    },
    async pull(uri) {
      const params = { textDocument: { uri } };
      const report: DocumentDiagnosticReport = await connection.sendRequest(
        'textDocument/diagnostic',
        params,
      );
      return report.kind === 'full' ? report.items : [];
    },
    pushed(uri, version) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No diagnostics for ${uri} at ${version}.`)), 15_000);
        const look = () => {
          const found = published.find((params) => params.uri === uri && params.version === version);
          if (!found) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(found.diagnostics);
        };
        listeners.add(look);
        look();
      });
    },
    async end() {
      const exit = exitOf(child, 5000);
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await exit;
      connection.dispose();
      return code;
    },
  };
}
