// The command that inserts, completes or moves the seed block of the script in the editor.

import * as vscode from 'vscode';
import {
  type SeedBlockAnswer,
  type SeedBlockParams,
  seedBlockRequest,
} from '../../server/src/lsp/protocol.ts';
import type { Server } from './language-server.ts';

export function registerSeedBlock(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('samerun.insertSeedBlock', async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'python') {
      await vscode.window.showInformationMessage('Open the Python script that should get the seed block.');
      return;
    }
    try {
      await insert(server, document);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await vscode.window.showErrorMessage(`Samerun could not insert the seed block. ${why}`);
    }
  });
}

async function insert(server: Server, document: vscode.TextDocument): Promise<void> {
  const client = await server.running();
  const params: SeedBlockParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const { edit, why } = await client.sendRequest<SeedBlockAnswer>(seedBlockRequest, params);
  const converted = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (!converted) {
    await vscode.window.showInformationMessage(why ?? 'This script seeds everything that it draws from.');
    return;
  }
  if (!(await vscode.workspace.applyEdit(converted)))
    await vscode.window.showWarningMessage('The text changed while the seed block was made; try again.');
}
