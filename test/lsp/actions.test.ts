// What the editor offers at a finding: fixes, fix-all, suppression, hover, the lens at the entry point.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeAction, CodeLens, Hover, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { checkCommand, type SeedBlockAnswer, seedBlockRequest } from '../../server/src/lsp/protocol.ts';
import { plainCapabilities, type Session, startSession } from './language-server.ts';

const uri = 'file:///project/train.py';
const text = `import numpy as np
import torch


def main():
    x = torch.rand(3)
    print(x, np.random.rand(3))


if __name__ == "__main__":
    main()
`;

let session: Session;
afterEach(async () => {
  session.child.kill('SIGKILL');
});

async function actionsAt(line: number, only?: string[]): Promise<CodeAction[]> {
  const at = { line, character: 14 };
  return session.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only && { only }) },
  });
}

describe('a client that resolves lazily', () => {
  beforeEach(async () => {
    session = await startSession({ options: { fixedCommand: 'client.fixed', checkCommand: 'client.check' } });
    session.open(uri, text, 3);
  });

  test('the preferred fix makes the warning go', async () => {
    const actions = await actionsAt(5, ['quickfix']);
    const preferred = actions.filter((action) => action.isPreferred);
    expect(preferred).toHaveLength(1);
    expect(preferred[0]?.command).toMatchObject({ command: 'client.fixed', arguments: [uri] });
    expect(versionsOf(preferred[0]?.edit)).toEqual([3]);
    const fixed = applied(text, preferred[0]?.edit);
    expect(fixed).toContain('def seed_torch(seed=1024):');
    session.change(uri, 4, [{ text: fixed }]);
    expect((await session.pull(uri)).filter((found) => (found.severity ?? 1) <= 2)).toEqual([]);
  });

  test('fix-all comes without its edit, and with it when resolved', async () => {
    const [all, ...others] = await actionsAt(0, ['source.fixAll.samerun']);
    expect(others).toEqual([]);
    expect(all?.edit).toBeUndefined();
    const resolved: CodeAction = await session.connection.sendRequest('codeAction/resolve', all);
    expect(applied(text, resolved.edit)).toContain('def seed_torch(seed=1024):');
  });

  test('fix-all of an older text stays without an edit', async () => {
    const [all] = await actionsAt(0, ['source.fixAll']);
    session.change(uri, 4, [{ text: `${text}# more\n` }]);
    const resolved: CodeAction = await session.connection.sendRequest('codeAction/resolve', all);
    expect(resolved.edit).toBeUndefined();
  });

  test('a finding can be silenced on its line', async () => {
    const silence = (await actionsAt(5)).find((action) => /^Ignore SR103/.test(action.title));
    const silenced = applied(text, silence?.edit);
    expect(silenced).toMatch(/torch\.rand\(3\) {2}# samerun: ignore\[SR103\]/);
    session.change(uri, 4, [{ text: silenced }]);
    const left = (await session.pull(uri)).map((found) => found.code);
    expect(left).not.toContain('SR103');
    expect(left).toContain('SR102');
  });

  test('no action where nothing is found', async () => {
    expect(await actionsAt(2, ['quickfix'])).toEqual([]);
    expect(await actionsAt(5, ['refactor'])).toEqual([]);
  });

  test('hover says what a call draws from', async () => {
    const hover: Hover | null = await session.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 5, character: 14 },
    });
    expect(JSON.stringify(hover?.contents)).toMatch(/torch/);
    expect(hover?.range?.start.line).toBe(5);
    const nothing = { textDocument: { uri }, position: { line: 2, character: 0 } };
    expect(await session.connection.sendRequest('textDocument/hover', nothing)).toBeNull();
  });

  test('the lens stands at the main guard and names the client’s command', async () => {
    const lenses: CodeLens[] = await session.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri },
    });
    expect(lenses).toHaveLength(1);
    expect(lenses[0]).toMatchObject({ range: { start: { line: 9, character: 0 } } });
    expect(lenses[0]?.command).toMatchObject({
      title: '▷ Check determinism',
      command: 'client.check',
      arguments: [{ uri }],
    });
  });

  test('the seed block is given on demand, once', async () => {
    const first: SeedBlockAnswer = await session.connection.sendRequest(seedBlockRequest, { uri });
    const inserted = applied(text, first.edit ?? undefined);
    expect(inserted).toContain('def seed_torch(seed=1024):');
    session.change(uri, 4, [{ text: inserted }]);
    const second: SeedBlockAnswer = await session.connection.sendRequest(seedBlockRequest, { uri });
    expect(second.edit).toBeNull();
    expect(second.why).toBeTruthy();
  });
});

describe('a client that does not resolve', () => {
  beforeEach(async () => {
    session = await startSession({ capabilities: plainCapabilities });
    session.open(uri, text);
  });

  test('fix-all comes with its edit, in the plain shape', async () => {
    const [all] = await actionsAt(0, ['source.fixAll']);
    expect(all?.edit?.changes?.[uri]?.length).toBeGreaterThan(0);
    expect(applied(text, all?.edit)).toContain('def seed_torch(seed=1024):');
  });

  test('the lens names the server’s own command', async () => {
    const lenses: CodeLens[] = await session.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri },
    });
    expect(lenses[0]?.command?.command).toBe(checkCommand);
  });
});

function editsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  const documents = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? [];
  return [...documents, ...(edit?.changes?.[uri] ?? [])].flatMap((one) => ('newText' in one ? [one] : []));
}

function versionsOf(edit: WorkspaceEdit | undefined): (number | null)[] {
  return (
    edit?.documentChanges?.flatMap((change) => ('edits' in change ? [change.textDocument.version] : [])) ?? []
  );
}

function applied(before: string, edit: WorkspaceEdit | undefined): string {
  const lines = before.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  const edits = editsOf(edit).map((one, index) => ({
    ...one,
    start: offset(one.range.start),
    end: offset(one.range.end),
    index,
  }));
  edits.sort((a, b) => b.start - a.start || b.index - a.index);
  return edits.reduce((after, one) => after.slice(0, one.start) + one.newText + after.slice(one.end), before);
}
