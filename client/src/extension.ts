// The extension's entry: starts the language server and gives its findings and checks a face in VS Code.

import * as vscode from 'vscode';
import { showAnnotations } from './annotations.ts';
import { registerCheck } from './check.ts';
import { offerCheckAfterFix } from './fixed.ts';
import { languageServer } from './language-server.ts';
import { reports } from './report.ts';
import { registerSeedBlock } from './seed-block.ts';
import { verdictItem } from './status.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Samerun', { log: true });
  const server = languageServer(context, output);
  const annotations = showAnnotations(context);
  const report = reports();
  const verdict = verdictItem();
  context.subscriptions.push(
    output,
    server,
    annotations,
    report,
    verdict,
    registerCheck({ context, output, server, annotations, report, verdict }),
    registerSeedBlock(server),
    offerCheckAfterFix(),
    vscode.commands.registerCommand('samerun.showOutput', () => output.show(true)),
    vscode.commands.registerCommand('samerun.restartServer', () => server.restart()),
    vscode.commands.registerCommand('samerun.showReport', () => report.show()),
  );
  await server.start();
}
