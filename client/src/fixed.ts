// After a fix, offers the check that would prove it; never runs it, and asks only once a script and session.

import * as vscode from 'vscode';

export function offerCheckAfterFix(): vscode.Disposable {
  const offered = new Set<string>();
  return vscode.commands.registerCommand('samerun.offerCheck', async (given: unknown) => {
    if (typeof given !== 'string' || offered.has(given)) return;
    offered.add(given);
    const uri = vscode.Uri.parse(given);
    const name = uri.path.split('/').at(-1);
    const check = 'Check Determinism';
    const chosen = await vscode.window.showInformationMessage(
      `Fixed. Does ${name} repeat itself now?`,
      check,
    );
    if (chosen === check) await vscode.commands.executeCommand('samerun.checkDeterminism', uri);
  });
}
