// What is read from samerun.toml and pyproject.toml, and what is said about mistakes in them: file, line, and what to do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configSchema, parseConfig, settingsOf } from '../../server/src/config.ts';
import { configOf } from '../../server/src/lsp/editor-settings.ts';
import { severities } from '../../server/src/selection.ts';

const rules = [
  { code: 'SR101', name: 'unseeded-python-random', defaultOn: true },
  { code: 'SR103', name: 'unseeded-torch', defaultOn: true },
  { code: 'SR301', name: 'cudnn-benchmark-enabled', defaultOn: false },
];

function read(text: string, file = 'samerun.toml') {
  return parseConfig(text, file, rules);
}

describe('settings that are right', () => {
  test('every key of samerun.toml', () => {
    const text = `
select = ["ALL"]
ignore = ["SR1"]
extend-select = ["unseeded-torch"]
exclude = ["old/**"]
src = ["lib"]
seed-value = 7
seed-function = "fix_seed"
strict = true
torch-version = "2.4.1"
[severity]
SR101 = "error"
[per-file-ignores]
"tests/**" = ["SR103"]
`;
    expect(read(text)).toEqual({
      config: {
        select: ['ALL'],
        ignore: ['SR1'],
        extendSelect: ['unseeded-torch'],
        exclude: ['old/**'],
        src: ['lib'],
        seedValue: 7,
        seedFunction: 'fix_seed',
        strict: true,
        torchVersion: [2, 4],
        severity: { SR101: 'error' },
        perFileIgnores: { 'tests/**': ['SR103'] },
      },
    });
  });

  test('pyproject.toml: only [tool.samerun] counts', () => {
    const text = '[project]\nname = "x"\n[tool.samerun]\nseed-value = 3\n';
    expect(read(text, '/a/pyproject.toml')).toEqual({ config: { seedValue: 3 } });
  });

  test('a pyproject.toml without the table says nothing, even a broken one', () => {
    expect(read('[tool.black]\nline-length = 9\n', 'pyproject.toml')).toEqual({ config: null });
    expect(read('[tool.black\n', 'pyproject.toml')).toEqual({ config: null });
  });

  test('the stronger layer wins key by key', () => {
    const settings = settingsOf([{ seedValue: 1, strict: true }, { seedValue: 2 }], '1.9.1');
    expect(settings).toEqual({ seedValue: 2, seedFunction: 'seed_torch', strict: true, torch: [1, 9] });
  });
});

describe('mistakes name the file, the line, and what to do', () => {
  const mistakes: [what: string, text: string, line: number, message: string][] = [
    ['broken TOML', 'select = [\n', 2, 'not valid TOML'],
    ['a misspelt key', '# hello\n\nselct = ["SR1"]\n', 3, 'did you mean "select"?'],
    ['a key from elsewhere', 'line-length = 100\n', 1, 'the settings are select'],
    [
      'an unknown rule',
      'strict = true\nselect = [\n  "SR101",\n  "SR999",\n]\n',
      4,
      'no rule is called "SR999"',
    ],
    ['a misspelt rule', 'ignore = ["unseeded-troch"]\n', 1, 'did you mean "unseeded-torch"?'],
    [
      'a wrong level',
      '\n[severity]\nSR103 = "warning"\nSR101 = "loud"\n',
      4,
      '"severity" must be one of "error"',
    ],
    ['an unknown rule with a level', '[severity]\nSR9 = "hint"\n', 2, 'no rule is called "SR9"'],
    ['a bad rule for some files', '[per-file-ignores]\n"a.py" = ["SR101"]\n"b.py" = ["XX"]\n', 3, '"XX"'],
    ['text for a list', 'select = "ALL"\n', 1, 'must be a list of selectors'],
    ['a negative seed', 'seed-value = -1\n', 1, 'from 0 to 4294967295'],
    ['a fraction as seed', 'seed-value = 1.5\n', 1, 'from 0 to 4294967295'],
    ['a seed in quotes', 'seed-value = "1"\n', 1, 'from 0 to 4294967295'],
    ['a keyword as function', 'seed-function = "def"\n', 1, 'must be a Python name'],
    ['a number as version', 'torch-version = 2.4\n', 1, 'must be text in quotes'],
    ['yes for true', 'strict = "yes"\n', 1, 'must be true or false'],
  ];

  test.each(mistakes)('%s', (_, text, line, message) => {
    const result = read(text);
    expect(result).toMatchObject({ problem: { file: 'samerun.toml', line } });
    expect(JSON.stringify(result)).toContain(JSON.stringify(message).slice(1, -1));
  });

  test('in pyproject.toml the line is that of the table, however it is written', () => {
    const plain = '[project]\nselct = 1\n[tool.samerun]\nstrict = true\nselct = ["SR1"]\n';
    expect(read(plain, 'pyproject.toml')).toMatchObject({ problem: { line: 5 } });
    expect(read('[tool]\nsamerun.selct = []\n', 'pyproject.toml')).toMatchObject({ problem: { line: 2 } });
    expect(read('[tool]\nsamerun = 1\n', 'pyproject.toml')).toMatchObject({ problem: { line: 2 } });
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => 'config' in read(text) || 'problem' in read(text)));
  });
});

test('the schema for editors has exactly the keys that are read', () => {
  const path = join(import.meta.dirname, '../../docs/samerun.schema.json');
  const schema: { properties: Record<string, unknown> } = JSON.parse(readFileSync(path, 'utf8'));
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(configSchema.entries).sort());
});

test('the settings of the editor are those of the file that concern the user, with the same names, levels and defaults', () => {
  const path = join(import.meta.dirname, '../../package.json');
  const manifest: { contributes: { configuration: { properties: Record<string, Contributed> } } } =
    JSON.parse(readFileSync(path, 'utf8'));
  const { properties } = manifest.contributes.configuration;
  const ofTheProject = ['per-file-ignores', 'exclude', 'src', 'torch-version'];
  const shared = Object.keys(configSchema.entries).filter((key) => !ofTheProject.includes(key));
  const camel = (key: string) => key.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const offered = shared.map(camel);
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(offered.map((key) => `samerun.${key}`)));
  const given = { select: ['SR1'], ignore: ['SR2'], extendSelect: ['SR3'], severity: { SR1: 'hint' } };
  const rest = { seedValue: 7, seedFunction: 'fix', strict: true };
  expect(Object.keys(configOf({ ...given, ...rest })).sort()).toEqual(offered.sort());
  expect(properties['samerun.severity']?.additionalProperties?.enum).toEqual(severities);
  const { seedValue, seedFunction, strict } = settingsOf([], undefined);
  expect(properties['samerun.seedValue']?.default).toBe(seedValue);
  expect(properties['samerun.seedFunction']?.default).toBe(seedFunction);
  expect(properties['samerun.strict']?.default).toBe(strict);
});

interface Contributed {
  readonly default?: unknown;
  readonly additionalProperties?: { readonly enum: readonly string[] };
}
