// Finds the Python that runs the scripts, in the order that the command line keeps too; offers to make one if none has torch.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { failure } from './set-up/failure.mjs';
import { venv, venvPython } from './set-up/paths.mjs';
import { runCommand } from './set-up/run-command.mjs';
import { ensureVenv, torchSize } from './set-up/venv.mjs';

const requirements = 'examples/requirements.txt';

/**
 * @param {string[]} modules What it has to have.
 * @param {{ yes: boolean, say: (line: string) => void }} options
 * @returns {Promise<string>} The interpreter's path.
 */
export async function ensureTorch(modules, { yes, say }) {
  const named = process.env.SAMERUN_PYTHON;
  if (named) {
    if (await has(named, modules)) return named;
    throw failure(
      `SAMERUN_PYTHON (${named}) has no ${modules.join(', ')}.`,
      `${named} -m pip install ${modules.join(' ')}`,
    );
  }
  for (const python of candidates()) if (await has(python, modules)) return python;
  say(`No Python with ${modules.join(' and ')} was found. Samerun can make one of its own:`);
  say(`  .venv in this folder, with torch and NumPy: ${torchSize}.`);
  if (process.stdin.isTTY && !yes && !(await agreed()))
    throw failure('Nothing was installed.', 'SAMERUN_PYTHON=/path/to/python npm start');
  await ensureVenv(requirements, say, process.stdout.isTTY);
  return venvPython;
}

function candidates() {
  const { VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  const environments = [VIRTUAL_ENV, CONDA_PREFIX]
    .filter(Boolean)
    .map((folder) => join(folder, 'bin/python'));
  const own = existsSync(venv) ? [venvPython] : [];
  return [...environments, ...own, 'python3', 'python'];
}

async function has(python, modules) {
  const wanted = JSON.stringify(modules);
  const code = `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ${wanted})))`;
  return (await runCommand(python, ['-c', code])).code === 0;
}

async function agreed() {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Install it now? [Y/n] ');
  terminal.close();
  return /^(y(es)?)?$/i.test(answer.trim());
}
