// Where things lie: the repository, the tools that it installs, and the environment that makes npm's tools see them.
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const bin = join(root, 'node_modules/.bin');
export const venv = join(root, '.venv');
export const venvPython = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
export const cli = join(root, 'server/out/cli.js');

/** The environment of everything that we start: Node 24 and the other pinned tools come first. */
export function toolEnvironment(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}
