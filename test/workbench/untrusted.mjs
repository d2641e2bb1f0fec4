// A folder that nobody trusts: its scripts are linted, and no way through the editor runs one of them.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, openWorkbench, until } from './drive.mjs';
import { startWorkbench } from './launch.mjs';

export async function untrustedFolder({ browser, vsix, python, shots, log }) {
  const workspace = await mkdtemp(join(tmpdir(), 'samerun-untrusted-'));
  const ran = join(workspace, 'ran');
  const file = join(workspace, 'train.py');
  await writeFile(
    file,
    `import numpy as np\n\nopen(${JSON.stringify(ran)}, "w")\nprint(np.random.rand(3))\n`,
  );
  const settings = { 'samerun.python': python, 'security.workspace.trust.startupPrompt': 'never' };
  const workbench = await startWorkbench({ workspace, vsix, settings, trust: true, log });
  try {
    const page = await openWorkbench(browser, workbench.urlOf(file));
    try {
      await page.locator('.squiggly-warning').first().waitFor({ state: 'attached' });
      await command(page, 'Samerun: Check Determinism');
      const refusal = page.locator('.notifications-toasts', {
        hasText: 'a folder that you have not trusted',
      });
      await until('the check is refused', () => refusal.isVisible());
      await page.screenshot({ path: join(shots, 'refused.png') });
      assert.equal(existsSync(ran), false, 'the script was run');
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
