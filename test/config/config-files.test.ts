// Which settings hold for a folder, and which files their globs mean.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configFiles, ignoredInFile, isExcluded } from '../../server/src/project/config-files.ts';
import { readFolders } from '../../server/src/project/folders.ts';
import { tree } from '../project/tree.ts';

const rules = [{ code: 'SR101', name: 'unseeded-python-random', defaultOn: true }];

test('the nearest file with settings holds; one without them is passed over', () => {
  const root = tree({
    'pyproject.toml': '[tool.samerun]\nseed-value = 1\n',
    'a/pyproject.toml': '[project]\nname = "samerun-user"\n',
    'b/samerun.toml': 'seed-value = 2\n',
    'b/pyproject.toml': '[tool.samerun]\nseed-value = 3\n',
  });
  const configs = configFiles(readFolders(), rules);
  expect(configs.of(join(root, 'a/deep'))).toMatchObject({ config: { seedValue: 1 }, folder: root });
  expect(configs.of(join(root, 'b'))).toMatchObject({ config: { seedValue: 2 } });
  expect(configs.problems).toEqual([]);
});

test('a file that is given holds everywhere, and must be there', () => {
  const root = tree({ 'samerun.toml': 'seed-value = 1\n', 'other.toml': 'seed-value = 2\n' });
  const given = configFiles(readFolders(), rules, join(root, 'other.toml'));
  expect(given.of(root)).toMatchObject({ config: { seedValue: 2 } });
  const missing = configFiles(readFolders(), rules, join(root, 'none.toml'));
  missing.of(root);
  missing.of(join(root, 'a'));
  expect(missing.problems).toEqual([
    { file: join(root, 'none.toml'), line: 1, message: 'no such file or folder' },
  ]);
});

test('a mistake is told once, and again once it is read again', () => {
  const root = tree({ 'samerun.toml': 'seed = 1\n' });
  const configs = configFiles(readFolders(), rules);
  configs.of(root);
  configs.of(join(root, 'a'));
  expect(configs.problems).toHaveLength(1);
  configs.forget();
  expect(configs.problems).toHaveLength(0);
});

const globs: [glob: string, path: string, meant: boolean][] = [
  ['old', 'old', true],
  ['old', 'a/old', true],
  ['old/', 'old', true],
  ['./old', 'old', true],
  ['old/**', 'old/a.py', true],
  ['old/**', 'in/old/a.py', false],
  ['test_*.py', 'a/test_x.py', true],
  ['a/*.py', 'a/b/c.py', false],
  ['**/gen/*.py', 'a/gen/c.py', true],
  ['old', 'older', false],
];

test.each(globs)('%s and %s: %s', (glob, path, meant) => {
  const placed = {
    config: { exclude: [glob], perFileIgnores: { [glob]: ['SR101'] } },
    folder: '/project',
    file: '/project/samerun.toml',
  };
  expect(isExcluded(placed, `/project/${path}`)).toBe(meant);
  expect(ignoredInFile(placed, `/project/${path}`)).toEqual(meant ? ['SR101'] : []);
});
