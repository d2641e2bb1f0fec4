// Notebooks over the protocol: cells are one script, each cell shows its own findings.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { type Session, startSession, vscodeCapabilities } from './language-server.ts';

const uri = 'file:///project/train.ipynb';
const cell = (name: string) => `vscode-notebook-cell:/project/train.ipynb#${name}`;

let session: Session;
beforeEach(async () => {
  session = await startSession({
    capabilities: { ...vscodeCapabilities, notebookDocument: { synchronization: {} } },
  });
});
afterEach(() => {
  session.child.kill('SIGKILL');
});

function open(texts: Record<string, string>): void {
  const names = Object.keys(texts);
  void session.connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: names.map((name) => ({ kind: 2, document: cell(name) })),
    },
    cellTextDocuments: names.map((name) => ({
      uri: cell(name),
      languageId: 'python',
      version: 1,
      text: texts[name] ?? '',
    })),
  });
}

function change(cells: object): void {
  const notebookDocument = { uri, version: 2 };
  void session.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument,
    change: { cells },
  });
}

const codes = (found: Diagnostic[]) => found.map((one) => one.code);

test('an import of one cell is known in the next, and the finding is in the cell that draws', async () => {
  open({ a: 'import numpy as np\n', b: '%matplotlib inline\nprint(np.random.rand(3))\n' });
  expect(await session.pull(cell('a'))).toEqual([]);
  const found = await session.pull(cell('b'));
  expect(codes(found)).toContain('SR102');
  expect(found[0]?.range.start.line).toBe(1);
});

test('a seed typed into an earlier cell silences the later one', async () => {
  open({ a: 'import numpy as np\n', b: 'print(np.random.rand(3))\n' });
  expect(codes(await session.pull(cell('b')))).toContain('SR102');
  const end = { line: 1, character: 0 };
  change({
    textContent: [
      {
        document: { uri: cell('a'), version: 2 },
        changes: [{ range: { start: end, end }, text: 'np.random.seed(7)\n' }],
      },
    ],
  });
  expect(codes(await session.pull(cell('b')))).not.toContain('SR102');
});

test('moving the seeding cell below makes the finding appear', async () => {
  open({ a: 'import numpy as np\n', seed: 'np.random.seed(7)\n', b: 'print(np.random.rand(3))\n' });
  expect(await session.pull(cell('b'))).toEqual([]);
  change({ structure: { array: { start: 1, deleteCount: 1 } } });
  change({
    structure: { array: { start: 2, deleteCount: 0, cells: [{ kind: 2, document: cell('seed') }] } },
  });
  expect((await session.pull(cell('b'))).length).toBeGreaterThan(0);
});

test('a fix edits the document of a cell', async () => {
  open({ a: 'import numpy as np\n', b: 'print(np.random.rand(3))\n' });
  const actions: CodeAction[] = await session.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: cell('b') },
    range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } },
    context: { diagnostics: [] },
  });
  const edited = actions.flatMap((action) => action.edit?.documentChanges ?? []);
  expect(edited.length).toBeGreaterThan(0);
  for (const one of edited) expect(JSON.stringify(one)).toContain('vscode-notebook-cell:');
});
