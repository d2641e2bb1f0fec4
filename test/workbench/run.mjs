// Runs the tests in a real VS Code workbench: `node test/workbench/run.mjs [--vsix FILE] [--times N]`; prints what passed.

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './drive.mjs';
import { installWorkbench } from './install.mjs';
import { killedServer } from './killed-server.mjs';
import { mainJob } from './main-job.mjs';
import { untrustedFolder } from './untrusted.mjs';
import { packageExtension, root } from './vsix.mjs';

const { values } = parseArgs({
  options: { vsix: { type: 'string' }, times: { type: 'string', default: '1' }, only: { type: 'string' } },
});

const tests = [
  ['see, prove, fix, prove again', (given) => mainJob({ ...given, theme: 'Default Dark Modern' })],
  ['see and prove, in light', (given) => mainJob({ ...given, theme: 'Default Light Modern', half: true })],
  ['an untrusted folder is linted and nothing of it is run', untrustedFolder],
  ['a server that is killed four times comes back', killedServer],
];

const python = process.env.SAMERUN_PYTHON || join(root, '.venv/bin/python');
if (!existsSync(python)) {
  console.error(
    `The workbench tests need a Python with torch: there is none at ${python}. Set SAMERUN_PYTHON.`,
  );
  process.exit(1);
}
await installWorkbench();
const vsix = values.vsix ?? packageExtension();
let passed = 0;
let failed = 0;
for (let round = 0; round < Number(values.times); round++)
  for (const [index, [name, run]] of tests.entries()) {
    if (values.only && !name.includes(values.only)) continue;
    const shots = join(root, '.cache/workbench', String(index));
    await mkdir(shots, { recursive: true });
    const started = Date.now();
    const browser = await openBrowser();
    try {
      await run({ browser, vsix, python, shots, log: () => {} });
      passed++;
      console.log(`ok ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      console.log(
        `FAILED ${name} (${((Date.now() - started) / 1000).toFixed(1)} s; screenshot in ${shots})\n${error.stack}`,
      );
    } finally {
      await browser.close();
    }
  }
console.log(`workbench: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
