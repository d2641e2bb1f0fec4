// What the server offers and what it may ask of the client, both read from one `initialize` request.

import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { fixAllKind } from './code-actions.ts';
import { checkCommand, type InitializationOptions } from './protocol.ts';
import type { ClientTraits } from './worker-messages.ts';

/** What the client can do, in the words of this server. */
export interface Client {
  readonly options: InitializationOptions;
  readonly folders: readonly string[];
  readonly pull: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshCodeLens: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly watchFiles: boolean;
  readonly traits: ClientTraits;
}

export function clientOf(params: InitializeParams): Client {
  const { workspace, textDocument } = params.capabilities;
  const options = optionsOf(params.initializationOptions);
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  const single = params.rootUri ? [params.rootUri] : [];
  return {
    options,
    folders: params.workspaceFolders?.map((folder) => folder.uri) ?? single,
    pull: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshCodeLens: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    traits: {
      confirmations: edit?.changeAnnotationSupport !== undefined,
      documentChanges: edit?.documentChanges === true,
      lazyEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
      checkCommand: options.checkCommand ?? checkCommand,
      fixedCommand: options.fixedCommand ?? null,
    },
  };
}

export function capabilitiesFor(client: Client): InitializeResult {
  return {
    serverInfo: { name: 'samerun', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      notebookDocumentSync: {
        notebookSelector: [
          { notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'python' }] },
        ],
      },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
      hoverProvider: true,
      codeLensProvider: { resolveProvider: false },
      executeCommandProvider: { commands: [checkCommand] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pull && {
        diagnosticProvider: {
          identifier: 'samerun',
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
    },
  };
}

/** Options come from the user's configuration of an editor: what has the wrong type counts as absent. */
function optionsOf(given: unknown): InitializationOptions {
  if (typeof given !== 'object' || given === null) return {};
  const { trusted, checkCommand, fixedCommand, storage, settings } = given as Record<string, unknown>;
  return {
    trusted: trusted === true,
    ...(typeof checkCommand === 'string' && { checkCommand }),
    ...(typeof fixedCommand === 'string' && { fixedCommand }),
    ...(typeof storage === 'string' && { storage }),
    ...(typeof settings === 'object' && settings !== null && { settings }),
  };
}
