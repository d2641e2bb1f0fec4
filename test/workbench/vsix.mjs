// Packages the extension as a user installs it: what the tests drive is the shipped file, nothing from the sources.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export function packageExtension({ log = console.log } = {}) {
  log('Packaging the extension …');
  const run = spawnSync('npm', ['run', '--silent', 'package'], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`npm run package failed:\n${run.stdout}${run.stderr}`);
  return join(root, 'samerun.vsix');
}
