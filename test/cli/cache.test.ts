// Kept results are used again exactly as long as nothing that they rest on has changed.

import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Folder, folderWith } from './run-cli.ts';

const script = 'import torch\nfrom helper import prepare\n\nprepare()\nx = torch.rand(3)\n';
const seeds = 'import torch\n\n\ndef prepare():\n    torch.manual_seed(1)\n';
const seedsNothing = 'def prepare():\n    pass\n';

function project(files: Readonly<Record<string, string>> = {}): Folder {
  const folder = folderWith({ 'train.py': script, 'helper.py': seeds, 'samerun.toml': '', ...files });
  age(folder);
  return folder;
}

/** Files that changed while a run goes on are not relied on; those of a test were written just now. */
function age(folder: Folder): void {
  const before = Date.now() / 1000 - 60;
  for (const name of readdirSync(folder.path)) utimesSync(join(folder.path, name), before, before);
}

function change(folder: Folder, name: string, text: string): void {
  writeFileSync(join(folder.path, name), text);
  age(folder);
}

/** What is found, and what is found without anything kept: always the same. */
function found(folder: Folder): string {
  const kept = folder.samerun(['lint', '--format', 'json', 'train.py']);
  const fresh = folder.samerun(['lint', '--format', 'json', '--no-cache', 'train.py']);
  expect([kept.out, kept.status, kept.err]).toEqual([fresh.out, fresh.status, '']);
  return JSON.parse(kept.out)
    .map(({ code }: { code: string }) => code)
    .join();
}

function kept(folder: Folder): string[] {
  const home = join(folder.path, '.cache', 'samerun', 'lint');
  return readdirSync(home).map((name) => readFileSync(join(home, name), 'utf8'));
}

test('a helper that changes is seen by its importer', () => {
  const folder = project();
  expect(found(folder)).not.toContain('SR103');
  expect(found(folder)).not.toContain('SR103');
  change(folder, 'helper.py', seedsNothing);
  expect(found(folder)).toContain('SR103');
  change(folder, 'helper.py', seeds);
  expect(found(folder)).not.toContain('SR103');
});

test('what is kept is really used', () => {
  const folder = project({ 'helper.py': seedsNothing });
  expect(found(folder)).toContain('SR103');
  const home = join(folder.path, '.cache', 'samerun', 'lint');
  const [name = ''] = readdirSync(home);
  writeFileSync(
    join(home, name),
    readFileSync(join(home, name), 'utf8').replaceAll('"code":"SR103"', '"code":"SR999"'),
  );
  expect(folder.samerun(['lint', 'train.py']).out).toContain('SR999');
});

test('a module that appears where there was none is run', () => {
  const folder = project();
  change(folder, 'train.py', script.replace('helper', 'other'));
  expect(found(folder)).toContain('SR103');
  change(folder, 'other.py', seeds);
  expect(found(folder)).not.toContain('SR103');
});

test('a file that was passed over in its folder is looked into when it is named, or when what it imports is there', () => {
  const plain = `import other\n\nother.run()\n${'x = 1\n'.repeat(40)}`;
  const folder = project({ 'plain.py': `${plain}x = (\n` });
  const inFolder = () => JSON.parse(folder.samerun(['lint', '--format', 'json', '.']).out);
  const of = (all: { filename: string; code: string }[]) =>
    all.filter(({ filename }) => filename.endsWith('plain.py')).map(({ code }) => code);
  expect(of(inFolder())).toEqual([]);
  expect(kept(folder).join()).toContain('plain.py');
  expect(of(inFolder())).toEqual([]);
  expect(of(JSON.parse(folder.samerun(['lint', '--format', 'json', 'plain.py']).out))).toEqual(['SR001']);
  change(folder, 'other.py', seeds);
  expect(of(inFolder())).toEqual(['SR001']);
});

test('settings, selected rules and the version of torch', () => {
  const folder = project({ 'helper.py': seedsNothing });
  expect(found(folder)).toContain('SR103');
  change(folder, 'samerun.toml', 'ignore = ["SR103"]\n');
  expect(found(folder)).not.toContain('SR103');
  change(folder, 'samerun.toml', '[per-file-ignores]\n"other.py" = ["SR103"]\n');
  expect(found(folder)).toContain('SR103');
  change(folder, 'requirements.txt', 'torch==1.8.0\n');
  expect(found(folder)).toContain('SR103');
  expect(folder.samerun(['lint', '--ignore', 'SR103', 'train.py']).out).not.toContain('SR103');
  expect(folder.samerun(['lint', 'train.py']).out).toContain('SR103');
});

test('nothing is kept when asked not to, and nothing that is not whole is believed', () => {
  const folder = project({ 'helper.py': seedsNothing });
  folder.samerun(['lint', '--no-cache', 'train.py']);
  expect(() => kept(folder)).toThrow();
  expect(found(folder)).toContain('SR103');
  const home = join(folder.path, '.cache', 'samerun', 'lint');
  for (const broken of ['{', 'null', '[1]', '{"a": null}', '']) {
    for (const name of readdirSync(home)) writeFileSync(join(home, name), broken);
    expect(found(folder)).toContain('SR103');
  }
});

test('a cache that cannot be written costs nothing but time', () => {
  const folder = project({ '.cache': 'a file in its way' });
  const ran = folder.samerun(['lint', 'train.py']);
  expect([ran.status, ran.err]).toEqual([0, '']);
});
