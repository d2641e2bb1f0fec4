// Says the verdict of a check in one sentence, and leads on: to the fix, the line where the runs part, the report.

import * as vscode from 'vscode';
import type { CheckResult } from '../../server/src/lsp/protocol.ts';

const showReport = 'Show Report';

export async function announce(uri: vscode.Uri, script: string, result: CheckResult): Promise<void> {
  if (result.verdict === 'identical') {
    const text = `${script}: ${result.runs} runs were identical over ${result.steps} steps on ${result.device}.`;
    await follow(await vscode.window.showInformationMessage(text, showReport), []);
  } else if (result.verdict === 'diverged') await announceDivergence(uri, script, result);
  else {
    const what = result.verdict === 'failed' ? 'could not be checked' : 'could not be judged';
    const text = `${script} ${what}: ${result.reason ?? 'no reason is known.'}`;
    await follow(await vscode.window.showWarningMessage(text, showReport), []);
  }
}

/** Steps are counted by the optimizer: what comes before its first one is step 0. */
export function atStep(step: number): string {
  return step === 0 ? 'before the first step' : `at step ${step}`;
}

function proofText({ proof, causes = [] }: CheckResult): string | null {
  if (!proof) return null;
  const found = causes.length === 1 ? 'one cause' : `${causes.length} causes`;
  if (proof.verdict !== 'identical')
    return `${proof.reason ?? 'Not every cause could be found'}; ${found} so far.`;
  const over = proof.steps > 0 ? `${proof.steps} steps` : 'the whole script';
  return `It has ${found}: with ${causes.length === 1 ? 'it' : 'them'} mended, ${over} would be bit-identical.`;
}

interface WayOn {
  readonly title: string;
  readonly go: () => Promise<unknown>;
}

async function announceDivergence(uri: vscode.Uri, script: string, result: CheckResult): Promise<void> {
  const first = result.first_divergence;
  const ways: WayOn[] = [];
  const fix = await fixFor(result);
  if (fix) ways.push({ title: fix.title, go: () => apply(fix) });
  if (first?.filename && first.row !== null) {
    const shown = revealIfVisible(first.filename, first.row);
    const { filename, row } = first;
    if (!shown) ways.push({ title: 'Show Line', go: () => openAt(filename, row) });
  }
  // One cause may hide others: only a proof says that there are none.
  if (result.cause?.confirmed && !result.proof)
    ways.push({
      title: 'Prove',
      go: async () => vscode.commands.executeCommand('samerun.proveDeterminism', uri),
    });
  const where = first ? atStep(first.step) : 'somewhere';
  const why = proofText(result) ?? result.cause?.explanation ?? '';
  const text = `${script}: the runs part ${where}. ${why}`.trim();
  const titles = ways.map((way) => way.title);
  await follow(await vscode.window.showWarningMessage(text, ...titles, showReport), ways);
}

async function follow(chosen: string | undefined, ways: readonly WayOn[]): Promise<void> {
  if (chosen === showReport) await vscode.commands.executeCommand('samerun.showReport');
  else await ways.find((way) => way.title === chosen)?.go();
}

/** The quick fix of the linter at the cause, if there is one that is safe. */
async function fixFor(result: CheckResult): Promise<vscode.CodeAction | null> {
  const { cause } = result;
  if (!cause?.rule || !cause.filename || cause.row === null) return null;
  const at = new vscode.Range(cause.row - 1, 0, cause.row - 1, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    vscode.Uri.file(cause.filename),
    at,
    vscode.CodeActionKind.QuickFix.value,
  );
  const own = (action: vscode.CodeAction) => action.diagnostics?.some(({ source }) => source === 'samerun');
  return actions.find((action) => action.isPreferred && action.edit && own(action)) ?? null;
}

async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (!edit || !(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showWarningMessage(
      'The text has changed since the check; use the quick fix at the line.',
    );
    return;
  }
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** Only scrolls an editor that shows the file already: nobody is torn from what they are typing. */
function revealIfVisible(filename: string, row: number): boolean {
  const { fsPath } = vscode.Uri.file(filename);
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document.uri.fsPath === fsPath);
  const at = new vscode.Range(row - 1, 0, row - 1, 0);
  editor?.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor !== undefined;
}

async function openAt(filename: string, row: number): Promise<void> {
  const selection = new vscode.Range(row - 1, 0, row - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(filename), { selection });
}
