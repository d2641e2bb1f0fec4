// Puts the npm packages in place: exactly those of package-lock.json, and the Node that the tools need.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from './failure.mjs';
import { bin, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/** @param {(line: string) => void} onLine */
export async function installPackages(onLine) {
  if (!packagesMatchLock()) {
    // Not `npm ci`: it refuses a lock file without the optional packages of other systems, and some of those were never
    // published in the versions that we need. This keeps to the lock file as well, and does not write to it.
    const args = ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'];
    onLine(`npm ${args.slice(0, 2).join(' ')}`);
    // Lifecycle scripts stay off (.npmrc): tree-sitter-python would compile, and only its wasm is used.
    const { code, output } = await runCommand('npm', args, { onLine });
    if (code !== 0)
      throw failure('The npm packages could not be installed.', `npm ${args.join(' ')}`, output);
  }
  if ((await nodeVersion()) !== wantedNode()) {
    onLine(`Node ${wantedNode()} for the tools`);
    // The one lifecycle script that has to run: it fetches the Node binary for this system.
    const args = ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'];
    const { code, output } = await runCommand('npm', args, { onLine });
    if (code !== 0 || (await nodeVersion()) !== wantedNode())
      throw failure(`Node ${wantedNode()} could not be installed.`, `npm ${args.join(' ')}`, output);
  }
}

function packagesMatchLock() {
  const wanted = readJson('package-lock.json')?.packages ?? {};
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed) return false;
  // A package for another system is listed as optional and is rightly absent.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function wantedNode() {
  return readJson('package.json').devDependencies.node;
}

async function nodeVersion() {
  const { code, output } = await runCommand(join(bin, 'node'), ['--version']);
  return code === 0 ? output.trim().slice(1) : undefined;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}
