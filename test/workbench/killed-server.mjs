// A language server that is killed comes back by itself, knows what is open, and goes on judging.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTo, openWorkbench, until } from './drive.mjs';
import { startWorkbench } from './launch.mjs';

export async function killedServer({ browser, vsix, python, shots, log }) {
  const workspace = await mkdtemp(join(tmpdir(), 'samerun-killed-'));
  const file = join(workspace, 'train.py');
  await writeFile(file, 'import numpy as np\n\nprint(np.random.rand(3))\n');
  const workbench = await startWorkbench({ workspace, vsix, settings: { 'samerun.python': python }, log });
  try {
    const page = await openWorkbench(browser, workbench.urlOf(file));
    const squiggle = page.locator('.squiggly-warning').first();
    try {
      await squiggle.waitFor({ state: 'attached' });
      for (let round = 0; round < 4; round++) {
        const pid = await until('the server runs', () => serverOf(workbench.profile));
        process.kill(pid, 'SIGKILL');
        await until('another one runs', async () => {
          const next = await serverOf(workbench.profile);
          return next !== null && next !== pid;
        });
      }
      await goTo(page, 2);
      await page.keyboard.type('np.random.seed(7)');
      await squiggle.waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await squiggle.waitFor({ state: 'attached' });
      assert.notEqual(await serverOf(workbench.profile), null);
    } catch (error) {
      await page.screenshot({ path: join(shots, 'failure.png') });
      throw error;
    }
    await page.close();
  } finally {
    await workbench.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

/** The process id of this workbench's language server, or null. */
async function serverOf(profile) {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    // It may end while it is looked at.
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(profile) && line.includes('server/out/main.js')) return Number(pid);
  }
  return null;
}
