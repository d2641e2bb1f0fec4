// Which Python interpreters the editor knows of; the server chooses among them and what it finds by itself.

import { PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';
import type { CheckParams } from '../../server/src/lsp/protocol.ts';

type Interpreters = Pick<CheckParams, 'python' | 'suggested'>;

export async function interpretersFor(
  script: vscode.Uri,
  output: vscode.LogOutputChannel,
): Promise<Interpreters> {
  const own = expanded(vscode.workspace.getConfiguration('samerun', script).get('python'), script);
  if (own) return { python: own };
  const suggested: { path: string; origin: string }[] = [];
  const active = await activeEnvironment(script, output);
  if (active) suggested.push({ path: active, origin: 'Python extension' });
  const preset = expanded(
    vscode.workspace.getConfiguration('python', script).get('defaultInterpreterPath'),
    script,
  );
  // The setting's default is the bare name, which says nothing: the server looks on PATH itself, and later.
  if (preset && preset !== 'python')
    suggested.push({ path: preset, origin: 'python.defaultInterpreterPath' });
  return { suggested };
}

async function activeEnvironment(
  script: vscode.Uri,
  output: vscode.LogOutputChannel,
): Promise<string | null> {
  // The facade throws where the Python extension is not installed.
  if (!vscode.extensions.getExtension('ms-python.python')) return null;
  try {
    const { environments } = await PythonExtension.api();
    const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(script));
    return environment?.executable.uri?.fsPath ?? null;
  } catch (error) {
    output.warn(`The Python extension does not say which interpreter is active: ${error}`);
    return null;
  }
}

function expanded(value: unknown, script: vscode.Uri): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const folder = vscode.workspace.getWorkspaceFolder(script)?.uri.fsPath ?? '';
  return value
    .trim()
    .replace(/\$\{workspaceFolder\}/g, folder)
    .replace(/\$\{env:(\w+)\}/g, (_, name: string) => process.env[name] ?? '')
    .replace(/^~(?=\/)/, process.env.HOME ?? '~');
}
