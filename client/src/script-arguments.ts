// The arguments that a script is run with: asked once where it requires some, and remembered for the workspace.

import * as vscode from 'vscode';
import type { RequiredOption } from '../../server/src/lsp/protocol.ts';

export function rememberedArguments(context: vscode.ExtensionContext, script: vscode.Uri): string[] {
  return splitArguments(context.workspaceState.get(keyOf(script), ''));
}

/** undefined if the user cancels. */
export async function askForArguments(
  context: vscode.ExtensionContext,
  script: vscode.Uri,
  missing: readonly RequiredOption[],
): Promise<string[] | undefined> {
  const name = script.path.split('/').at(-1);
  const before = context.workspaceState.get(keyOf(script), '');
  const lacking = missing.map((option) => option.name).join(', ');
  const wanted = missing.filter((option) => option.name.startsWith('-')).map((option) => `${option.name} `);
  const line = await vscode.window.showInputBox({
    title: `Arguments of ${name}`,
    prompt: lacking
      ? `The script requires ${lacking}. Remembered for this workspace.`
      : 'Remembered for this workspace.',
    value: `${before} ${wanted.join('')}`.trimStart(),
    valueSelection: [10_000, 10_000],
    ignoreFocusOut: true,
    validateInput: (text) => (hasOpenQuote(text) ? 'A quotation mark is not closed.' : null),
  });
  if (line === undefined) return undefined;
  await context.workspaceState.update(keyOf(script), line.trim());
  return splitArguments(line);
}

/** Words as a POSIX shell splits them; nothing is expanded, since nothing passes through a shell. */
export function splitArguments(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    if (quote) {
      if (character === quote) quote = null;
      else if (character === '\\' && quote === '"' && /["\\]/.test(line[i + 1] ?? ''))
        word += line[++i] ?? '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (character === '\\' ? (line[++i] ?? '') : character);
  }
  return word === null ? words : [...words, word];
}

function hasOpenQuote(line: string): boolean {
  const bare = line.replace(/\\./g, '').replace(/"[^"]*"|'[^']*'/g, '');
  return /["']/.test(bare);
}

function keyOf(script: vscode.Uri): string {
  return `arguments:${script.toString()}`;
}
