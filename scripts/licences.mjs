// The licences of the packages whose code is bundled, for the file that goes with the bundles.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const LICENCE = /^licen[cs]e(?:[-.](?:md|txt|mit))?$/i;

/** Their texts, a package once; an error where one has none. `inputs` are paths of bundled files from the root. */
export async function licencesOf(root, inputs) {
  const names = new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const texts = await Promise.all([...names].sort().map((name) => licenceOf(root, name)));
  return `Samerun contains code of these packages.\n\n${texts.join('\n\n')}`;
}

async function licenceOf(root, name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((one) => LICENCE.test(one));
  if (file === undefined) throw new Error(`${name} ${version} has no licence beside it: ${folder}`);
  const text = await readFile(join(folder, file), 'utf8');
  const title = `${name} ${version} (${license})`;
  return `${title}\n${'-'.repeat(title.length)}\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
