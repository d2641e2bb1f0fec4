// The command that runs a script twice: saves it, asks for what it requires, shows where the check is, then what it found.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type CheckAnswer,
  type CheckParams,
  type CheckProgress,
  checkProgressNotification,
  checkRequest,
} from '../../server/src/lsp/protocol.ts';
import type { Annotations } from './annotations.ts';
import { interpretersFor } from './interpreter.ts';
import type { Server } from './language-server.ts';
import type { Reports } from './report.ts';
import { askForArguments, rememberedArguments } from './script-arguments.ts';
import type { VerdictItem } from './status.ts';
import { announce } from './verdict.ts';

export interface CheckParts {
  readonly context: vscode.ExtensionContext;
  readonly output: vscode.LogOutputChannel;
  readonly server: Server;
  readonly annotations: Annotations;
  readonly report: Reports;
  readonly verdict: VerdictItem;
}

export function registerCheck(parts: CheckParts): vscode.Disposable {
  const { context, verdict, annotations, output } = parts;
  const running = new Set<string>();
  return vscode.Disposable.from(
    annotations.onDidOutdate(() => verdict.outdated()),
    vscode.commands.registerCommand('samerun.setArguments', async () => {
      const script = await scriptOf(undefined);
      if (script) await askForArguments(context, script, []);
    }),
    vscode.commands.registerCommand('samerun.checkDeterminism', (given: unknown) => check(given, false)),
    vscode.commands.registerCommand('samerun.proveDeterminism', (given: unknown) => check(given, true)),
  );

  async function check(given: unknown, prove: boolean): Promise<void> {
    const script = await scriptOf(given);
    if (!script || running.has(script.toString()) || !(await trusted())) return;
    running.add(script.toString());
    try {
      await checkAndShow(parts, script, prove);
    } catch (error) {
      verdict.restore();
      const why = error instanceof Error ? error.message : String(error);
      output.error(`The check of ${script.fsPath} failed: ${why}`);
      const chosen = await vscode.window.showErrorMessage(
        `Samerun could not check the script: ${why}`,
        'Show Output',
      );
      if (chosen) output.show(true);
    } finally {
      running.delete(script.toString());
    }
  }
}

async function checkAndShow(parts: CheckParts, script: vscode.Uri, prove: boolean): Promise<void> {
  const { context, annotations, report, verdict } = parts;
  let given = rememberedArguments(context, script);
  for (;;) {
    const answer = await runCheck(parts, script, given, prove);
    if (!answer) return verdict.restore();
    if (answer.missing.length > 0) {
      const asked = await askForArguments(context, script, answer.missing);
      if (!asked) return verdict.restore();
      given = asked;
      continue;
    }
    annotations.show(answer.result);
    report.set(nameOf(script), answer.page);
    verdict.show(nameOf(script), answer.result);
    // Not waited for: a message may stay on the screen, and the script may be checked again meanwhile.
    void announce(script, nameOf(script), answer.result);
    return;
  }
}

/** null if the user cancelled it. */
async function runCheck(
  parts: CheckParts,
  script: vscode.Uri,
  given: string[],
  prove: boolean,
): Promise<CheckAnswer | null> {
  const { server, output, verdict } = parts;
  const client = await server.running();
  const settings = vscode.workspace.getConfiguration('samerun.check', script);
  const folder = vscode.workspace.getWorkspaceFolder(script);
  const device = settings.get<string>('device', '').trim();
  const timeout = settings.get<number>('timeout', 0);
  const params: CheckParams = {
    uri: client.code2ProtocolConverter.asUri(script),
    token: crypto.randomUUID(),
    arguments: given,
    ...(folder && { cwd: folder.uri.fsPath }),
    runs: settings.get<number>('runs', 2),
    steps: settings.get<number>('steps', 20),
    ...(device && { device }),
    ...(timeout > 0 && { timeout }),
    ...(prove && { prove }),
    ...(await interpretersFor(script, output)),
  };
  const title = `${prove ? 'Proving' : 'Checking'} ${nameOf(script)}`;
  verdict.running(nameOf(script));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const progressing = reportProgress(client, params.token ?? '', progress);
      try {
        return await client.sendRequest<CheckAnswer>(checkRequest, params, token);
      } catch (error) {
        if (token.isCancellationRequested) return null;
        throw error;
      } finally {
        progressing.dispose();
      }
    },
  );
}

/** Tells where the check is; the seconds go on by themselves, since loading torch takes long and says nothing. */
function reportProgress(
  client: LanguageClient,
  token: string,
  progress: vscode.Progress<{ message: string; increment?: number }>,
): vscode.Disposable {
  const started = performance.now();
  let where = 'starting';
  let done = 0;
  const tell = (increment: number) => {
    const seconds = Math.floor((performance.now() - started) / 1000);
    progress.report({ message: `${where} · ${seconds} s`, increment });
  };
  const ticking = setInterval(() => tell(0), 1000);
  const listening = client.onNotification(checkProgressNotification, (at: CheckProgress) => {
    if (at.token !== token) return;
    const steps = at.steps === null ? `step ${at.step}` : `step ${at.step} of ${at.steps}`;
    where = at.step > 0 ? `${at.text} · ${steps}` : at.text;
    // Of the plain runs alone: how many runs will confirm the cause is not known before.
    const known = at.phase === 'run' && at.run > 0 && at.steps !== null && at.steps > 0;
    const fraction = known ? (at.run - 1 + Math.min(1, at.step / (at.steps ?? 1))) / at.runs : 0;
    const increment = Math.max(0, fraction * 100 - done);
    done += increment;
    tell(increment);
  });
  return vscode.Disposable.from(listening, { dispose: () => clearInterval(ticking) });
}

/** The script that a menu of the editor or a message names, or the one in the editor; saved, since what runs is the file. */
async function scriptOf(given: unknown): Promise<vscode.Uri | null> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  const document =
    uri && vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const isPython = document ? document.languageId === 'python' : uri?.path.endsWith('.py');
  if (!uri || !isPython) {
    await vscode.window.showInformationMessage('Open the Python script that should be checked.');
    return null;
  }
  if (uri.scheme !== 'file') {
    await vscode.window.showInformationMessage(
      'Save the script to a file first: the check runs it from disk.',
    );
    return null;
  }
  if (document?.isDirty && !(await document.save())) return null;
  return uri;
}

async function trusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const chosen = await vscode.window.showWarningMessage(
    'A check runs the script. Samerun runs nothing in a folder that you have not trusted.',
    manage,
  );
  if (chosen) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

function nameOf(script: vscode.Uri): string {
  return script.path.split('/').at(-1) ?? script.path;
}
