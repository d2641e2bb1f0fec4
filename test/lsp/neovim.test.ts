// Another editor with a client of its own: Neovim shows what is pushed, fixes it with a code action and saves.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './language-server.ts';

test('diagnostics, the preferred fix and a save', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-neovim-'));
  const script = join(folder, 'train.py');
  writeFileSync(script, 'import numpy as np\n\nprint(np.random.rand(3))\n');
  try {
    const run = spawnSync(
      'nvim',
      ['--headless', '--clean', '-n', '-c', `luafile ${join(import.meta.dirname, 'fixtures/neovim.lua')}`],
      {
        encoding: 'utf8',
        timeout: 60_000,
        env: {
          ...process.env,
          XDG_STATE_HOME: folder,
          SAMERUN_NODE: process.execPath,
          SAMERUN_SERVER: join(root, 'server/out/main.js'),
          SAMERUN_SCRIPT: script,
        },
      },
    );
    if (run.error)
      throw new Error(
        `Neovim does not run (${run.error.message}): apt-get install --no-install-recommends neovim`,
      );
    const said: Record<string, unknown> = Object.assign(
      {},
      ...run.stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    );
    expect(said.failed).toBeUndefined();
    expect(said.before).toContainEqual(expect.objectContaining({ line: 3 }));
    expect(readFileSync(script, 'utf8')).toMatch(/np\.random\.seed\(1024\)/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 90_000);
