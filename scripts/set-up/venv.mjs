// Makes the repository's own `.venv` and installs a requirements file into it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptCommand, aptInstall } from './debian.mjs';
import { failure } from './failure.mjs';
import { root, venv, venvPython } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/** Measured with torch 2.13 on Linux, whose wheel brings the CUDA libraries along. */
export const torchSize = 'about 2.5 GB to download, 5 GB on disk';

/**
 * `show` lets pip draw its progress bars on the terminal.
 * @param {string} requirements Path of the file, relative to the repository.
 * @param {(line: string) => void} onLine
 */
export async function ensureVenv(requirements, onLine, show = false) {
  const stamp = join(venv, `.installed-${requirements.replaceAll('/', '-')}`);
  const wanted = fingerprint(requirements);
  if (existsSync(venvPython) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!existsSync(venvPython)) await makeVenv(onLine);
  onLine(`pip install -r ${requirements}   (torch: ${torchSize})`);
  const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', requirements];
  const { code, output } = await runCommand(venvPython, args, { onLine, show, timeout: 1_800_000 });
  if (code !== 0)
    throw failure('The Python packages could not be installed.', `${venvPython} ${args.join(' ')}`, output);
  writeFileSync(stamp, wanted);
}

async function makeVenv(onLine) {
  const python = await systemPython();
  if (!python)
    throw failure('No Python 3.9 or newer was found on PATH.', aptCommand(['python3', 'python3-venv']));
  onLine(`${python} -m venv .venv`);
  const make = () => runCommand(python, ['-m', 'venv', venv]);
  let { code, output } = await make();
  // Debian keeps ensurepip in a package of its own.
  if (code !== 0) {
    await aptInstall(['python3-venv'], onLine);
    ({ code, output } = await make());
  }
  if (code !== 0)
    throw failure('A virtual environment could not be made.', aptCommand(['python3-venv']), output);
}

async function systemPython() {
  for (const name of ['python3', 'python']) {
    const { code } = await runCommand(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
    if (code === 0) return name;
  }
  return undefined;
}

/** One requirements file may include another: the examples' is part of the tests'. */
function fingerprint(requirements) {
  const files = new Set([requirements, 'examples/requirements.txt']);
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
