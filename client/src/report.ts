// The report of the last check, shown as a read-only text document.

import * as vscode from 'vscode';

const scheme = 'samerun-report';

export interface Reports extends vscode.Disposable {
  /** The last report of this script; shown only when asked for. */
  set(script: vscode.Uri, text: string): void;
  show(): Promise<void>;
}

export function reports(): Reports {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let last: vscode.Uri | null = null;
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });

  return {
    set(script, text) {
      last = vscode.Uri.from({ scheme, path: `${script.path}.samerun-report` });
      texts.set(last.toString(), text);
      changed.fire(last);
    },
    async show() {
      if (!last) {
        const check = 'Check Determinism';
        const chosen = await vscode.window.showInformationMessage('No script has been checked yet.', check);
        if (chosen) await vscode.commands.executeCommand('samerun.checkDeterminism');
        return;
      }
      const document = await vscode.workspace.openTextDocument(last);
      await vscode.languages.setTextDocumentLanguage(document, 'samerun-report');
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}
