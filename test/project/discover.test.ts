// Which files a path means, past what git, the settings and habit leave out.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../server/src/project/discover.ts';
import { tree } from './tree.ts';

function found(root: string, named = '.', excluded: readonly string[] = []): string[] {
  const { files } = discover([join(root, named)], (path) => excluded.includes(relative(root, path)));
  return files.map((file) => relative(root, file));
}

test('scripts and notebooks, in order, and nothing else', () => {
  const root = tree({ 'b.py': '', 'a/z.py': '', 'a/n.ipynb': '', 'a/data.txt': '', 'a/x.pyc': '' });
  expect(found(root)).toEqual(['a/n.ipynb', 'a/z.py', 'b.py']);
});

test('virtual environments are left out whatever they are called', () => {
  const root = tree({ 'a.py': '', 'my-env/pyvenv.cfg': '', 'my-env/lib/x.py': '', '.venv/lib/x.py': '' });
  expect(found(root)).toEqual(['a.py']);
});

test('an inner .gitignore brings back what an outer one drops', () => {
  const root = tree({
    '.gitignore': 'made_*.py\n/data/\n',
    'made_1.py': '',
    'data/x.py': '',
    'in/.gitignore': '!made_2.py\n',
    'in/made_1.py': '',
    'in/made_2.py': '',
    'in/data/x.py': '',
  });
  expect(found(root)).toEqual(['in/data/x.py', 'in/made_2.py']);
});

test('the repository above a named folder counts, unless it leaves out that very folder', () => {
  const root = tree({
    '.git/HEAD': '',
    '.gitignore': 'old.py\n/scratch/\n',
    'in/old.py': '',
    'in/a.py': '',
    'scratch/b.py': '',
  });
  expect(found(root, 'in')).toEqual(['in/a.py']);
  expect(found(root, 'scratch')).toEqual(['scratch/b.py']);
});

test('outside of a repository nothing above counts', () => {
  const root = tree({ '.gitignore': '*.py\n', 'in/a.py': '' });
  expect(found(root, 'in')).toEqual(['in/a.py']);
});

test('excluded folders are not entered; a named file is linted whatever leaves it out', () => {
  const root = tree({ '.gitignore': 'a.py\n', 'a.py': '', 'old/a.py': '', 'new/b.py': '' });
  expect(found(root, '.', ['old'])).toEqual(['new/b.py']);
  expect(found(root, 'a.py', ['a.py'])).toEqual(['a.py']);
});

test('a linked file counts, a linked folder and a broken link do not', () => {
  const root = tree({ 'a.py': '', 'in/b.py': '' });
  symlinkSync('a.py', join(root, 'linked.py'));
  symlinkSync('nowhere.py', join(root, 'broken.py'));
  symlinkSync('..', join(root, 'in/circle'));
  expect(found(root)).toEqual(['a.py', 'in/b.py', 'linked.py']);
});

test('a folder with the name of a script is searched, and each file counts once', () => {
  const root = tree({ 'a.py': '' });
  mkdirSync(join(root, 'folder.py'));
  expect(found(root)).toEqual(['a.py']);
  expect(discover([join(root, 'a.py'), root], () => false).files).toHaveLength(1);
});

test('what cannot be found is told, and the rest is found', () => {
  const root = tree({ 'a.py': '' });
  const { files, unreadable } = discover([join(root, 'nowhere'), root], () => false);
  expect(files).toHaveLength(1);
  expect(unreadable).toEqual([{ path: join(root, 'nowhere'), message: 'no such file or folder' }]);
});
