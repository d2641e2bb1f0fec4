// Which versions requirement files settle, and which they leave open.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundVersion, versionFiles, versionsIn } from '../../server/src/project/versions.ts';

const specifiers: [specifier: string, version: string | undefined][] = [
  ['==2.4', '2.4'],
  ['== 2.4.1+cu121', '2.4.1'],
  ['===2.4', '2.4'],
  ['==1.*', '1'],
  ['~=2.3.1', '2.3.1'],
  ['^2.3', '2.3'],
  ['>=1.9', undefined],
  ['>=1.9,<2', '1.9'],
  ['<2.0', undefined],
  ['<=1.13', '1.13'],
  ['!=2.1', undefined],
  ['==2.4; python_version < "3.12"', '2.4'],
  ['==2.4  # the last one that works', '2.4'],
];

test.each(specifiers)('torch%s', (specifier, version) => {
  expect(boundVersion(specifier)).toBe(version);
});

const files: [name: string, text: string][] = [
  ['requirements.txt', '# pinned\n-r other.txt\ntorch[extra] == 2.4.0 \\\n'],
  ['pyproject.toml', '[project]\ndependencies = ["torch==2.4.0"]\n'],
  ['pyproject.toml', '[project.optional-dependencies]\ngpu = ["torch (==2.4.0)"]\n'],
  ['pyproject.toml', '[tool.poetry.dependencies]\ntorch = "2.4.0"\n'],
  ['pyproject.toml', '[tool.poetry.dependencies]\ntorch = { version = "^2.4.0", source = "x" }\n'],
  ['setup.cfg', '[options]\ninstall_requires =\n    torch==2.4.0\n'],
  ['setup.cfg', '[options]\ninstall_requires = torch==2.4.0\n'],
  ['setup.py', 'setup(name="x", install_requires=["numpy", "torch[extra]==2.4.0"])\n'],
  [
    'setup.py',
    "setup(\n    install_requires=[\n        # the newest\n        'numpy',\n        'torch>=2.4.0,<3',\n    ],\n)\n",
  ],
  ['setup.py', 'REQUIRED = ["torch==2.4.0"]\nsetup(install_requires=REQUIRED)\n'],
  ['setup.py', 'options = {"install_requires": ["torch==2.4.0"]}\nsetup(**options)\n'],
  ['environment.yml', 'dependencies:\n  - python=3.11\n  - pip:\n    - torch==2.4.0\n'],
  ['environment.yml', 'dependencies:\n  - torch=2.4.0\n'],
  ['poetry.lock', '[[package]]\nname = "torch"\nversion = "2.4.0"\ndescription = ""\n'],
  ['uv.lock', '[[package]]\nname = "torch"\nversion = "2.4.0"\nsource = { registry = "" }\n'],
];

test.each(files)('%s: %s', (name, text) => {
  expect(versionsIn(name, text).get('torch')).toBe('2.4.0');
});

test.each([
  'setup(install_requires=read("requirements.txt"))\n',
  'setup(install_requires=REQUIRED)\n',
  'setup(install_requires=[read("torch==2.4.0")])\n',
  'setup(install_requires=["torch"])\n',
  'setup(extras_require={"gpu": ["torch==2.4.0"]})\n',
  'setup(tests_require=["torch==2.4.0"])\n',
])('setup.py that does not say: %s', (text) => {
  expect(versionsIn('setup.py', text).get('torch')).toBeUndefined();
});

test('names are compared as the package index compares them', () => {
  expect(versionsIn('requirements.txt', 'PyTorch_Lightning==2.1\n').get('pytorch-lightning')).toBe('2.1');
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...versionFiles),
      fc.string(),
      (name, text) => versionsIn(name, text).size >= 0,
    ),
  );
});
