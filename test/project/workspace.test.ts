// First-party imports as Python resolves them from a script, and the versions that a project's files pin.

import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { configFiles } from '../../server/src/project/config-files.ts';
import { readFolders } from '../../server/src/project/folders.ts';
import type { Project } from '../../server/src/project/project.ts';
import { readSource } from '../../server/src/project/read.ts';
import { openWorkspace, type Workspace } from '../../server/src/project/workspace.ts';
import type { Module } from '../../server/src/python/module.ts';
import { tree } from './tree.ts';

function open(root: string): { workspace: Workspace; loads: string[] } {
  const folders = readFolders();
  const configs = configFiles(folders, []);
  const loads: string[] = [];
  const workspace = openWorkspace({
    folders,
    configOf: (folder) => configs.of(folder),
    load(file) {
      loads.push(relative(root, file));
      const read = readSource(file, 1 << 20);
      if (read.kind !== 'read') return undefined;
      return {
        file,
        text: read.source.text,
        cells: null,
        units: [],
        comments: [],
        errors: [],
      } satisfies Module;
    },
  });
  return { workspace, loads };
}

/** What `import name` (or `from ..name`) in `from` means while `entry` is linted. */
function resolved(root: string, entry: string, name: string, level = 0, from = entry): string | undefined {
  const project = open(root).workspace.projectOf(join(root, entry));
  const module = project.resolve(name, level, join(root, from));
  return module && relative(root, module.file);
}

test('the folder of the script comes first, then the project and its src', () => {
  const root = tree({
    'pyproject.toml': '',
    'scripts/train.py': '',
    'scripts/near.py': '',
    'near.py': '',
    'top.py': '',
    'src/pkg/__init__.py': '',
    'src/pkg/deep/mod.py': '',
  });
  expect(resolved(root, 'scripts/train.py', 'near')).toBe('scripts/near.py');
  expect(resolved(root, 'scripts/train.py', 'top')).toBe('top.py');
  expect(resolved(root, 'scripts/train.py', 'pkg')).toBe('src/pkg/__init__.py');
  expect(resolved(root, 'scripts/train.py', 'pkg.deep.mod')).toBe('src/pkg/deep/mod.py');
  expect(resolved(root, 'scripts/train.py', 'torch')).toBeUndefined();
  expect(resolved(root, 'scripts/train.py', 'pkg.deep')).toBeUndefined();
});

test('folders that the settings name hold packages too', () => {
  const root = tree({ 'samerun.toml': 'src = ["lib"]\n', 'a/train.py': '', 'lib/own.py': '', 'top.py': '' });
  expect(resolved(root, 'a/train.py', 'own')).toBe('lib/own.py');
});

test('relative imports count dots from the importing file, and stop at the root of the disk', () => {
  const root = tree({ 'pkg/__init__.py': '', 'pkg/a.py': '', 'pkg/sub/__init__.py': '', 'pkg/sub/b.py': '' });
  expect(resolved(root, 'pkg/sub/b.py', '', 1)).toBe('pkg/sub/__init__.py');
  expect(resolved(root, 'pkg/sub/b.py', 'a', 2)).toBe('pkg/a.py');
  expect(resolved(root, 'pkg/sub/b.py', '', 2)).toBe('pkg/__init__.py');
  expect(resolved(root, 'pkg/sub/b.py', 'a', 400)).toBeUndefined();
});

test('a module of a package sees its siblings by their full name', () => {
  const root = tree({
    'run/train.py': '',
    'lib/pkg/__init__.py': '',
    'lib/pkg/a.py': '',
    'lib/pkg/b.py': '',
  });
  expect(resolved(root, 'run/train.py', 'pkg.b', 0, 'lib/pkg/a.py')).toBe('lib/pkg/b.py');
});

test('a package goes before a module of the same name', () => {
  const root = tree({ 'train.py': '', 'x.py': '', 'x/__init__.py': '' });
  expect(resolved(root, 'train.py', 'x')).toBe('x/__init__.py');
});

test('names that are no names lead nowhere', () => {
  const root = tree({ 'in/train.py': '', 'secret.py': '' });
  for (const name of ['../secret', '..', 'a/b', '', '.', 'secret.', '*'])
    expect(resolved(root, 'in/train.py', name)).toBeUndefined();
});

test('each file is read once, files that import each other included, and again after it changed', () => {
  const root = tree({ 'a.py': 'import b', 'b.py': 'import a' });
  const { workspace, loads } = open(root);
  const project = workspace.projectOf(join(root, 'a.py'));
  const b = project.resolve('b', 0, join(root, 'a.py'));
  const a = project.resolve('a', 0, join(root, 'b.py'));
  expect(project.resolve('b', 0, join(root, 'a.py'))).toBe(b);
  expect(a?.text).toBe('import b');
  expect(loads).toEqual(['b.py', 'a.py']);
  workspace.forget(join(root, 'b.py'));
  expect(workspace.projectOf(join(root, 'a.py')).resolve('b', 0, join(root, 'a.py'))).not.toBe(b);
});

test('the nearest file that pins a version is believed, the lock first, up to the root of the project', () => {
  const root = tree({
    'requirements.txt': 'torch==1.13.1\n',
    'repo/.git/HEAD': '',
    'repo/uv.lock': '[[package]]\nname = "torch"\nversion = "2.4.0"\n',
    'repo/requirements.txt': 'torch==2.0\nnumpy==1.26\n',
    'repo/app/train.py': '',
  });
  const project = open(root).workspace.projectOf(join(root, 'repo/app/train.py'));
  expect(project.version('torch')).toBe('2.4.0');
  expect(project.version('NumPy')).toBe('1.26');
  expect(project.version('jax')).toBeUndefined();
});

test('behind the imports of one file so much is read and no more; what is known stays known', () => {
  const large = '#'.repeat(900_000);
  const root = tree({ 'train.py': '', 'a.py': large, 'b.py': large, 'c.py': large, 'd.py': 'seed = 1' });
  const { workspace, loads } = open(root);
  const script = join(root, 'train.py');
  const read = (project: Project) =>
    ['a', 'b', 'c', 'd', 'a'].map((name) => project.resolve(name, 0, script)?.text.length);
  expect(read(workspace.projectOf(script))).toEqual([900_000, 900_000, 900_000, 0, 900_000]);
  expect(loads).toEqual(['a.py', 'b.py', 'c.py']);
  const another = workspace.projectOf(script);
  expect(another.resolve('d', 0, script)?.text).toBe('seed = 1');
});
