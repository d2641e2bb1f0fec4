// The last verdict in the status bar; a click opens the report.

import * as vscode from 'vscode';
import type { CheckResult, Verdict } from '../../server/src/lsp/protocol.ts';

export interface VerdictItem extends vscode.Disposable {
  running(script: string): void;
  show(script: string, result: CheckResult): void;
  /** The text is no longer the one that was checked. */
  outdated(): void;
  /** Back to what was shown before `running`. */
  restore(): void;
}

const icons: Record<Verdict, string> = {
  identical: 'pass',
  diverged: 'git-compare',
  inconclusive: 'question',
  failed: 'error',
};

export function verdictItem(): VerdictItem {
  const item = vscode.window.createStatusBarItem('samerun.verdict', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Samerun verdict';
  item.command = 'samerun.showReport';
  let shown: (() => void) | null = null;

  function paint(text: string, tooltip: string, loud: boolean): void {
    item.text = text;
    item.tooltip = tooltip;
    item.backgroundColor = loud ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  }

  return {
    running(script) {
      paint('$(sync~spin) Samerun', `Checking ${script}`, false);
    },
    show(script, result) {
      const steps = `${result.steps} ${result.steps === 1 ? 'step' : 'steps'}`;
      const text = `$(${icons[result.verdict]}) ${result.verdict}${result.verdict === 'identical' ? ` · ${steps}` : ''}`;
      const tooltip = `${script}: ${result.verdict} over ${steps}, ${result.runs} runs on ${result.device}. Click for the report.`;
      shown = () => paint(text, tooltip, result.verdict === 'diverged');
      shown();
    },
    outdated() {
      if (!shown) return;
      const text = `$(history) edited since the check`;
      shown = () =>
        paint(text, 'The script has changed since Samerun checked it. Click for the report.', false);
      shown();
    },
    restore() {
      if (shown) shown();
      else item.hide();
    },
    dispose: () => item.dispose(),
  };
}
