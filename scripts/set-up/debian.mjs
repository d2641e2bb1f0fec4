// Installs Debian packages where we may: as root, with apt-get. Everywhere else the caller says which command mends it.
import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

export function aptCommand(names) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return process.getuid?.() === 0 ? command : `sudo sh -c '${command}'`;
}

/** Installations follow one another: apt holds a lock. */
let last = Promise.resolve('');

/** Tries to install the packages; answers with what was printed. */
export function aptInstall(names, onLine) {
  last = last.then(() => install(names, onLine));
  return last;
}

async function install(names, onLine) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return '';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '--no-install-recommends', ...names];
  const first = await runCommand('apt-get', args, { env, onLine });
  if (first.code === 0) return first.output;
  // Fresh lists only if those at hand do not do: an update is slow.
  const update = await runCommand('apt-get', ['update'], { env, onLine });
  const second = await runCommand('apt-get', args, { env, onLine });
  return update.output + second.output;
}
