// Starts, restarts and ends the language server, and tells it when the user trusts the folder.

import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { type InitializationOptions, trustNotification } from '../../server/src/lsp/protocol.ts';

export interface Server extends vscode.Disposable {
  start(): Promise<void>;
  restart(): Promise<void>;
  /** The client once it runs; rejects with one line for the user where it cannot. */
  running(): Promise<LanguageClient>;
}

/** A server that dies more often than this in so many milliseconds is not started again by itself. */
const mostRestarts = { count: 5, within: 180_000 };

export function languageServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Server {
  const module = context.asAbsolutePath('server/out/main.js');
  const run = { module, transport: TransportKind.stdio } as const;
  const options: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  let client: LanguageClient | null = null;
  let starting: Promise<void> | null = null;
  /** When servers died, the latest last. */
  let deaths: number[] = [];

  async function start(): Promise<void> {
    const initializationOptions: InitializationOptions = {
      trusted: vscode.workspace.isTrusted,
      checkCommand: 'samerun.checkDeterminism',
      fixedCommand: 'samerun.offerCheck',
      storage: context.globalStorageUri.fsPath,
    };
    const started = new QuietClient('samerun', 'Samerun', options, {
      documentSelector: [{ language: 'python' }],
      outputChannel: output,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onTabs: false },
      middleware: { provideCodeLenses: withoutArguments },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed() {
          void replace(started, 'it ended');
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    } satisfies LanguageClientOptions);
    client = started;
    starting = started.start();
    try {
      await starting;
    } catch (error) {
      await replace(started, error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Starts another server in place of one that died. The client's own restart gives up where the server dies while it
   * starts, so each server gets a client of its own.
   */
  async function replace(dead: LanguageClient, why: string): Promise<void> {
    if (client !== dead) return;
    client = null;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < mostRestarts.within), now];
    const again = deaths.length <= mostRestarts.count;
    output.error(`The language server ended: ${why}.${again ? ' It is started again.' : ''}`);
    await forget(dead);
    if (again && client === null) await start();
    else if (!again) await sayThatItEnded();
  }

  async function forget(dead: LanguageClient): Promise<void> {
    // A server that is starting cannot be stopped; one that has died has nothing to stop.
    await starting?.catch((error) => output.debug(`It had not started: ${error}`));
    if (dead.state === State.Running) await dead.stop(3000);
    await dead.dispose().catch((error) => output.debug(`It was gone already: ${error}`));
  }

  /** For the user: whoever started the server has nobody else to tell. */
  async function sayThatItEnded(): Promise<void> {
    const said = 'Samerun’s language server ended several times in a row, so there are no findings for now.';
    const chosen = await vscode.window.showErrorMessage(said, 'Restart Server', 'Show Output');
    if (chosen === 'Show Output') output.show(true);
    if (chosen === 'Restart Server') await restart();
  }

  async function restart(): Promise<void> {
    deaths = [];
    await stop();
    await start();
  }

  async function stop(): Promise<void> {
    const stopping = client;
    client = null;
    if (stopping) await forget(stopping);
  }

  const trust = vscode.workspace.onDidGrantWorkspaceTrust(async () => {
    await client?.sendNotification(trustNotification);
  });

  return {
    start,
    restart,
    async running() {
      await starting;
      if (client?.state !== State.Running)
        throw new Error('Its language server is not running. “Samerun: Restart Server” starts it again.');
      return client;
    },
    dispose() {
      trust.dispose();
      void stop();
    },
  };
}

/**
 * A lens that is clicked while newer ones are on their way has lost its arguments, and the editor then refuses the
 * click. It can do without: the command takes the script in the editor, and that is where the lens is.
 */
async function withoutArguments(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  next: (
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ) => vscode.ProviderResult<vscode.CodeLens[]>,
): Promise<vscode.CodeLens[] | null | undefined> {
  const lenses = await next(document, token);
  return lenses?.map(({ range, command }) => {
    return new vscode.CodeLens(range, command && { title: command.title, command: command.command });
  });
}

/** Writes its troubles to the output channel: whether somebody has to be told is decided above. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
