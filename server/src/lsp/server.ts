// The language server: one connection, open documents, and an analysis thread; holds no parse tree itself.

import {
  CodeLensRefreshRequest,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { type Client, capabilitiesFor, clientOf } from './capabilities.ts';
import { offerChecks } from './check-requests.ts';
import { type DiagnosticsFeed, diagnosticsFeed } from './diagnostics-feed.ts';
import { openDocuments } from './documents.ts';
import { startThread, takeFirstThread, threadScript } from './first-thread.ts';
import { FramedReader } from './framing.ts';
import { notebooks } from './notebooks.ts';
import { type EditorSettings, type SeedBlockParams, seedBlockRequest } from './protocol.ts';
import { GaveUp, startWorkerHost, Withdrawn } from './worker-host.ts';

/** Speaks on stdin and stdout until the client ends it, goes away, or loses the framing of its messages. */
export function serve(): void {
  const documents = openDocuments();
  let client: Client | null = null;
  let feed: DiagnosticsFeed | null = null;
  let settings: EditorSettings = {};
  let shutdown = false;

  keepStdoutForTheProtocol();
  const reader = new FramedReader(process.stdin, {
    lost(why) {
      console.error(`samerun: the client's messages cannot be read any more (${why}); the server ends.`);
      process.exit(1);
    },
  });
  const connection = createConnection(reader, new StreamMessageWriter(process.stdout));
  reader.onClose(() => process.exit(shutdown ? 0 : 1));
  process.stdout.on('error', () => process.exit(shutdown ? 0 : 1));
  process.on('uncaughtException', (error) => report(connection, error));
  process.on('unhandledRejection', (error) => report(connection, error));

  const host = startWorkerHost({
    start: () => takeFirstThread() ?? startThread(threadScript),
    log: (message) => connection.console.warn(message),
    *restate() {
      if (client) yield setup(client);
      yield* documents.restate();
      yield* cells.restate();
    },
  });
  const cells = notebooks(connection, {
    opened,
    changed,
    closed,
    arranged(notice) {
      host.tell(notice);
      for (const cell of notice.cells ?? []) feed?.changed(cell);
    },
  });
  const checks = offerChecks(connection, threadScript);

  function setup(known: Client) {
    return { kind: 'setup', setup: { folders: known.folders, traits: known.traits, settings } } as const;
  }

  connection.onInitialize((params) => {
    client = clientOf(params);
    settings = client.options.settings ?? {};
    checks.allow(client.options);
    feed = diagnosticsFeed({
      connection,
      documents,
      host,
      pull: client.pull,
      refresh: client.refreshDiagnostics,
    });
    host.tell(setup(client));
    return capabilitiesFor(client);
  });

  connection.onInitialized(async () => {
    connection.console.info(`Samerun ${version} on Node.js ${process.versions.node}.`);
    if (client?.configurationChanges)
      await connection.client.register(DidChangeConfigurationNotification.type);
    if (client?.watchFiles)
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: ['**/*.{py,yaml,yml}', '**/{pyproject,samerun}.toml'].map((globPattern) => ({
          globPattern,
        })),
      });
    await readSettings(null);
  });

  async function readSettings(pushed: unknown): Promise<void> {
    if (!client) return;
    const read: unknown = client.configuration
      ? await connection.workspace.getConfiguration('samerun')
      : (pushed as { settings?: { samerun?: unknown } } | null)?.settings?.samerun;
    if (typeof read !== 'object' || read === null) return;
    if (JSON.stringify(read) === JSON.stringify(settings)) return;
    settings = read;
    host.tell(setup(client));
    everythingChanged();
  }

  function everythingChanged(): void {
    feed?.everythingChanged();
    if (client?.refreshCodeLens) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  connection.onDidChangeConfiguration(readSettings);

  function opened(uri: string, version: number, text: string): void {
    documents.open(uri, version, text);
    host.tell({ kind: 'open', uri, version, text });
    changedTogether(uri);
  }

  function changed(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void {
    const refused = documents.change(uri, version, changes);
    if (refused) {
      connection.console.error(refused);
      return;
    }
    host.tell({ kind: 'change', uri, version, changes });
    changedTogether(uri);
  }

  function closed(uri: string): void {
    documents.close(uri);
    host.tell({ kind: 'close', uri });
    feed?.closed(uri);
  }

  /** What a cell says changes what is true of the cells around it. */
  function changedTogether(uri: string): void {
    for (const one of cells.together(uri)) feed?.changed(one);
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => opened(uri, version, text));
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    changed(uri, version, contentChanges),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => closed(uri));

  // A client that watches no files says at least what it saves.
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    if (!client?.watchFiles) filesChanged([uri]);
  });

  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map((change) => change.uri)));

  function filesChanged(uris: string[]): void {
    host.tell({ kind: 'files', uris });
    everythingChanged();
  }

  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer(host.ask('codeActions', { uri, range, only: context.only ?? null }, token), []),
  );
  connection.onCodeActionResolve((action, token) => answer(host.ask('resolve', { action }, token), action));
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(host.ask('hover', { uri, position }, token), null),
  );
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(settings.codeLens === false ? Promise.resolve([]) : host.ask('codeLens', { uri }, token), []),
  );
  connection.onRequest(seedBlockRequest, ({ uri }: SeedBlockParams) => host.ask('seedBlock', { uri }));

  connection.onShutdown(async () => {
    shutdown = true;
    await Promise.all([checks.dispose(), host.dispose()]);
  });

  connection.listen();
}

/** A question that hung or killed the analysis has no answer; one that was cancelled says so. */
async function answer<T, E>(asked: Promise<T>, without: E): Promise<T | E> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GaveUp) return without;
    if (error instanceof Withdrawn) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
  }
}

function report(connection: Connection, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`samerun: ${text}`);
  connection.console.error(text);
}

/** stdout carries the protocol: one stray line would break it. */
function keepStdoutForTheProtocol(): void {
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
}
