// Diagnostics over the protocol: pulled and pushed, through edits, never those of an older text.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainCapabilities, type Session, startSession } from './language-server.ts';

const uri = 'file:///project/train.py';
const unseeded = 'import numpy as np\n\nprint(np.random.rand(3))\n';
const seeded = 'import numpy as np\n\nnp.random.seed(7)\nprint(np.random.rand(3))\n';

let session: Session;
afterEach(async () => {
  session.child.kill('SIGKILL');
});

describe('pulled', () => {
  beforeEach(async () => {
    session = await startSession();
  });

  test('a finding carries its code, a link to the rule, range and source', async () => {
    session.open(uri, unseeded);
    const [found] = await session.pull(uri);
    expect(found).toMatchObject({
      code: 'SR102',
      source: 'samerun',
      severity: 2,
      range: { start: { line: 2, character: 6 } },
    });
    expect(found?.codeDescription?.href).toMatch(/SR102|unseeded-numpy/);
    expect(session.initialized.capabilities.diagnosticProvider).toBeDefined();
  });

  test('nothing is pushed to a client that pulls', async () => {
    session.open(uri, unseeded);
    await session.pull(uri);
    expect(session.published).toEqual([]);
  });

  test('edits one after another lead to the diagnostics of the last text', async () => {
    session.open(uri, unseeded);
    const at = (line: number, character: number) => ({ line, character });
    session.change(uri, 2, [{ range: { start: at(2, 0), end: at(2, 0) }, text: 'np.random.seed(7)\n' }]);
    expect(await session.pull(uri)).toEqual([]);
    session.change(uri, 3, [{ range: { start: at(2, 0), end: at(3, 0) }, text: '' }]);
    expect(await session.pull(uri)).toHaveLength(1);
    session.change(uri, 4, [{ text: seeded }]);
    expect(await session.pull(uri)).toEqual([]);
  });

  test('random edits give what the text opened anew gives', async () => {
    let text = `${unseeded}x = "é😀"  # tail\nif x:\n    np.random.shuffle([1])\n`;
    let version = 1;
    session.open(uri, text);
    let state = 11;
    const random = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state % below;
    };
    const pieces = [
      '\n',
      'np.random.seed(1)\n',
      '(',
      ')',
      '"',
      '    ',
      'import random\n',
      'random.random()\n',
      '😀',
      '',
    ];
    for (let round = 0; round < 60; round++) {
      const start = random(text.length + 1);
      const end = Math.min(text.length, start + random(8));
      const piece = pieces[random(pieces.length)] ?? '';
      version++;
      session.change(uri, version, [
        { range: { start: place(text, start), end: place(text, end) }, text: piece },
      ]);
      text = text.slice(0, start) + piece + text.slice(end);
      const anew = `file:///project/anew-${round}.py`;
      session.open(anew, text);
      const expected = JSON.stringify(await session.pull(anew)).replaceAll(anew, uri);
      expect(JSON.stringify(await session.pull(uri)), `round ${round}`).toBe(expected);
    }
  });

  test('a change to an older version is refused and said', async () => {
    session.open(uri, unseeded, 5);
    session.change(uri, 4, [{ text: seeded }]);
    expect(await session.pull(uri)).toHaveLength(1);
    expect(session.log.join()).toMatch(/left out/);
  });

  test('a document that is not open has none', async () => {
    expect(await session.pull('file:///project/closed.py')).toEqual([]);
  });

  test.each([
    ['broken', 'def f(:\n  x = = 1\n'],
    ['empty', ''],
    ['binary', '\0\u0001\uffff'],
    ['a lone surrogate', 'x = "\ud800"\n'],
    ['deep brackets', `x = ${'('.repeat(20_000)}`],
    ['one huge line', `x = [${'1, '.repeat(100_000)}]\n`],
    ['lone carriage returns', 'import numpy as np\rprint(np.random.rand(3))\r'],
  ])('%s text is answered', async (_, text) => {
    session.open(uri, text);
    expect(await session.pull(uri)).toBeInstanceOf(Array);
    session.open('file:///project/other.py', unseeded);
    expect(await session.pull('file:///project/other.py')).toHaveLength(1);
  });
});

describe('pushed', () => {
  beforeEach(async () => {
    session = await startSession({ capabilities: plainCapabilities });
  });

  test('after open, after an edit, and nothing after close', async () => {
    expect(session.initialized.capabilities.diagnosticProvider).toBeUndefined();
    session.open(uri, unseeded);
    expect(await session.pushed(uri, 1)).toHaveLength(1);
    session.change(uri, 2, [{ text: seeded }]);
    expect(await session.pushed(uri, 2)).toEqual([]);
    await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await session.connection.sendRequest('shutdown');
    expect(session.published.at(-1)).toMatchObject({ uri, diagnostics: [] });
  });

  test('stale versions are never published, the last one is', async () => {
    session.open(uri, unseeded);
    for (let version = 2; version <= 200; version++)
      session.change(uri, version, [{ text: version % 2 ? unseeded : seeded }]);
    expect(await session.pushed(uri, 200)).toEqual([]);
    const versions = session.published.map((params) => params.version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    for (const { version, diagnostics } of session.published)
      expect(diagnostics).toHaveLength((version ?? 0) % 2 ? 1 : 0);
  });
});

describe('settings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samerun-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('of the editor are read and read again', async () => {
    let settings: object = { select: [], ignore: ['SR102'] };
    session = await startSession({ settings: () => settings });
    session.open(uri, unseeded);
    await until(async () => (await session.pull(uri)).length === 0);
    settings = { select: [], ignore: [] };
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(async () => (await session.pull(uri)).length === 1);
    expect(session.refreshes()).toBeGreaterThan(0);
  });

  test('of the project are read anew when their file changes', async () => {
    const script = pathToFileURL(join(folder, 'train.py')).href;
    const file = join(folder, 'samerun.toml');
    session = await startSession({ folder: pathToFileURL(folder).href });
    session.open(script, unseeded);
    expect(await session.pull(script)).toHaveLength(1);
    writeFileSync(file, 'ignore = ["SR102"]\n');
    const changes = [{ uri: pathToFileURL(file).href, type: 1 }];
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await until(async () => (await session.pull(script)).length === 0);
  });

  test('a file that the script imports counts, as it is in the editor', async () => {
    const helper = join(folder, 'seeding.py');
    writeFileSync(helper, 'def seed_everything():\n    pass\n');
    const script = pathToFileURL(join(folder, 'train.py')).href;
    const text =
      'import numpy as np\nfrom seeding import seed_everything\n\nseed_everything()\nprint(np.random.rand(3))\n';
    session = await startSession({ folder: pathToFileURL(folder).href });
    session.open(script, text);
    expect(await session.pull(script)).toHaveLength(1);
    const open = pathToFileURL(helper).href;
    session.open(open, 'import numpy as np\n\ndef seed_everything():\n    np.random.seed(3)\n');
    await until(async () => (await session.pull(script)).length === 0);
  });
});

function place(text: string, offset: number) {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not so in time: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
