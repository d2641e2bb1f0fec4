// Starts, restarts and ends the language server, and tells it when the user trusts the folder.

import * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, State, TransportKind } from 'vscode-languageclient/node';
import { type InitializationOptions, trustNotification } from '../../server/src/lsp/protocol.ts';

export interface Server extends vscode.Disposable {
  start(): Promise<void>;
  restart(): Promise<void>;
  /** The client once it runs; rejects with one line for the user where it cannot. */
  running(): Promise<LanguageClient>;
}

export function languageServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Server {
  const module = context.asAbsolutePath('server/out/main.js');
  const run = { module, transport: TransportKind.stdio } as const;
  const options: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  let client: LanguageClient | null = null;
  let starting: Promise<void> | null = null;

  async function start(): Promise<void> {
    const initializationOptions: InitializationOptions = {
      trusted: vscode.workspace.isTrusted,
      checkCommand: 'samerun.checkDeterminism',
      fixedCommand: 'samerun.offerCheck',
      storage: context.globalStorageUri.fsPath,
    };
    const started = new LanguageClient('samerun', 'Samerun', options, {
      documentSelector: [{ language: 'python' }],
      outputChannel: output,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onTabs: false },
    });
    client = started;
    starting = started.start();
    await starting;
  }

  /** `start` for a caller that has nobody to tell of a failure but the user. */
  async function startOrSay(): Promise<void> {
    try {
      await start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      output.error(`The language server did not start: ${why}`);
      const chosen = await vscode.window.showErrorMessage(`Samerun could not start: ${why}`, 'Show Output');
      if (chosen) output.show(true);
    }
  }

  async function stop(): Promise<void> {
    const stopping = client;
    client = null;
    // A server that is starting cannot be stopped; one that has died has nothing to stop.
    await starting?.catch((error) => output.debug(`It had not started: ${error}`));
    if (stopping?.state === State.Running) await stopping.stop(3000);
    await stopping?.dispose();
  }

  const trust = vscode.workspace.onDidGrantWorkspaceTrust(async () => {
    await client?.sendNotification(trustNotification);
  });

  return {
    start: startOrSay,
    async restart() {
      await stop();
      await startOrSay();
    },
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
