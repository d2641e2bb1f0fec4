// The main job in a terminal: what lint finds, the fix as a diff, the check before the fix and the check after it.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { cli } from './set-up/paths.mjs';
import { beforeEnd, runCommand } from './set-up/run-command.mjs';
import { bold, dim, rule } from './terminal.mjs';

const verdicts = ['identical', 'diverged'];

/**
 * Lints, fixes and checks one script, in copies: the script itself is never written to.
 * @param {{ script: string, args?: string[], about?: string, lint?: string[], fix?: string[], python: string }} job
 *   `lint` and `fix` are options beyond the usual ones.
 * @returns {Promise<{ before: string, after: string | null }>} The verdicts; `after` is null if there was nothing to fix.
 */
export async function mainJob({ script, args = [], about, lint = [], fix = [], python }) {
  const scratch = mkdtempSync(join(tmpdir(), 'samerun-start-'));
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  beforeEnd(remove);
  const name = basename(script);
  const samerun = async (cwd, ...words) => {
    console.log(dim(`\n$ samerun ${words.join(' ')}\n`));
    const options = { cwd, show: true, timeout: 3_600_000, env: { SAMERUN_PYTHON: python } };
    return (await runCommand(process.execPath, [cli, ...words], options)).code;
  };
  const check = async (cwd) => {
    const status = await samerun(cwd, 'check', name, ...(args.length > 0 ? ['--', ...args] : []));
    return verdicts[status] ?? 'no verdict';
  };
  try {
    console.log(`\n${rule()}\n${bold(name)}${about ? `  ${about}` : ''}`);
    const original = copyBeside(script, join(scratch, 'before'));
    const found = (await samerun(original, 'lint', ...lint, name)) === 1;
    if (found) await samerun(original, 'lint', '--diff', ...lint, ...fix, name);
    const before = await check(original);
    if (!found) return { before, after: null };
    const fixed = copyBeside(script, join(scratch, 'after'));
    await samerun(fixed, 'lint', '--fix', ...lint, ...fix, name);
    return { before, after: await check(fixed) };
  } finally {
    remove();
  }
}

/** A folder that looks like the script's own: the script is a copy, everything beside it a link, so any size will do. */
function copyBeside(script, folder) {
  mkdirSync(folder);
  for (const entry of readdirSync(dirname(script)))
    if (entry !== basename(script)) symlinkSync(join(dirname(script), entry), join(folder, entry));
  copyFileSync(script, join(folder, basename(script)));
  return folder;
}
