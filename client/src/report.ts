// The report of the last check, as a page beside the script; the server has made it, and nothing in it runs.

import * as vscode from 'vscode';

export interface Reports extends vscode.Disposable {
  /** The last report of this script; shown only when asked for, or where one is shown already. */
  set(name: string, page: string): void;
  show(): Promise<void>;
}

export function reports(): Reports {
  let last: { title: string; page: string } | null = null;
  let panel: vscode.WebviewPanel | null = null;

  function fill({ webview }: vscode.WebviewPanel): void {
    webview.html = last?.page ?? '';
  }

  return {
    set(name, page) {
      last = { title: `Samerun: ${name}`, page };
      if (!panel) return;
      panel.title = last.title;
      fill(panel);
    },
    async show() {
      if (!last) {
        const check = 'Check Determinism';
        const chosen = await vscode.window.showInformationMessage('No script has been checked yet.', check);
        if (chosen) await vscode.commands.executeCommand('samerun.checkDeterminism');
        return;
      }
      if (panel) return panel.reveal();
      panel = vscode.window.createWebviewPanel('samerun.report', last.title, vscode.ViewColumn.Beside, {
        enableScripts: false,
        enableFindWidget: true,
        localResourceRoots: [],
      });
      panel.onDidDispose(() => {
        panel = null;
      });
      fill(panel);
    },
    dispose() {
      panel?.dispose();
    },
  };
}
