// Finds a program that only some tests drive (a Chromium, Neovim), or installs Debian's.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptCommand, aptInstall } from './debian.mjs';
import { failure } from './failure.mjs';

/** @returns {Promise<string>} The path of the executable. */
export function ensureChromium(onLine) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return ensureProgram({ names, chosen: process.env.CHROMIUM, debian: 'chromium' }, onLine);
}

export function ensureNeovim(onLine) {
  return ensureProgram({ names: ['nvim'], debian: 'neovim' }, onLine);
}

async function ensureProgram({ names, chosen, debian }, onLine) {
  const found = find(names, chosen);
  if (found) return found;
  onLine(`apt-get install ${debian}`);
  const output = await aptInstall([debian], onLine);
  const installed = find(names, chosen);
  if (!installed) throw failure(`No ${debian} was found, and tests drive one.`, aptCommand([debian]), output);
  return installed;
}

function find(names, chosen) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chosen, ...candidates].find((path) => path && isExecutable(path));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
