// The house has the rooms of docs/architecture.md and no others; no room is called after nothing in particular.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

const rooms = {
  '': '.ci bench client docs examples media scripts server syntaxes test tracer',
  'server/src/': 'catalogue check cli fixes flow format lsp project python rules',
  'test/': 'catalogue check cli config fixes flow house lsp project python rules suite tracer workbench',
};

test.each(Object.entries(rooms))('folders in "%s"', (parent, allowed) => {
  const inside = files.filter((file) => file.startsWith(parent)).map((file) => file.slice(parent.length));
  const folders = new Set(inside.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
  expect([...folders].filter((folder) => !allowed.split(' ').includes(folder ?? ''))).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.|$)/i;
  expect(files.filter((file) => empty.test(file))).toEqual([]);
});

test('sources are in kebab-case', () => {
  const sources = files.filter((file) => /^(client|server|scripts|test|bench)\/.*\.(ts|mjs)$/.test(file));
  expect(sources.filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([]);
});

test('every source begins by saying what it is', () => {
  const sources = files.filter((file) => /^(client|server|scripts)\/.*\.(ts|mjs)$/.test(file));
  const silent = sources.filter((file) => !/^(#!.*\n)?\/[/*]/.test(readFileSync(join(root, file), 'utf8')));
  expect(silent).toEqual([]);
});
