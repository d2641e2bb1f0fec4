// Says the verdict of a check in one sentence, and leads to the line where the runs part.

import * as vscode from 'vscode';
import type { CheckResult } from '../../server/src/lsp/protocol.ts';

export async function announce(script: string, result: CheckResult): Promise<void> {
  const report = 'Show Report';
  const first = result.first_divergence;
  if (result.verdict === 'identical') {
    const text = `${script}: ${result.runs} runs were identical over ${result.steps} steps on ${result.device}.`;
    if (await vscode.window.showInformationMessage(text, report)) await showReport();
    return;
  }
  if (result.verdict !== 'diverged') {
    const what = result.verdict === 'failed' ? 'could not be checked' : 'could not be judged';
    const text = `${script} ${what}: ${result.reason ?? 'no reason is known.'}`;
    if (await vscode.window.showWarningMessage(text, report)) await showReport();
    return;
  }
  const line = 'Show Line';
  const reveal = first?.filename && first.row !== null ? [line] : [];
  if (reveal.length > 0) await revealFirst(result, true);
  const text = `${script}: the runs part ${first ? atStep(first.step) : 'somewhere'}. ${result.cause?.explanation ?? ''}`;
  const chosen = await vscode.window.showWarningMessage(text.trim(), ...reveal, report);
  if (chosen === line) await revealFirst(result, false);
  else if (chosen) await showReport();
}

/** Steps are counted by the optimizer: what comes before its first one is step 0. */
export function atStep(step: number): string {
  return step === 0 ? 'before the first step' : `at step ${step}`;
}

function showReport(): Thenable<unknown> {
  return vscode.commands.executeCommand('samerun.showReport');
}

/** With `gently`, only scrolls an editor that shows the file already: nobody is torn from what they are typing. */
async function revealFirst(result: CheckResult, gently: boolean): Promise<void> {
  const first = result.first_divergence;
  if (!first?.filename || first.row === null) return;
  const uri = vscode.Uri.file(first.filename);
  const at = new vscode.Range(first.row - 1, 0, first.row - 1, 0);
  const visible = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.fsPath === uri.fsPath,
  );
  if (gently) visible?.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  else await vscode.window.showTextDocument(uri, { selection: at, preserveFocus: false });
}
