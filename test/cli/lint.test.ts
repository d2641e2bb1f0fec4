// `samerun lint` as it is called: exit status, selection, configuration, formats, standard input.

import { expect, test } from 'vitest';
import { folderWith } from './run-cli.ts';

const unseeded = 'import random\n\nprint(random.random())\n';
const seeded = 'import random\n\nrandom.seed(1)\nprint(random.random())\n';

test('the exit status is 0 without findings, 1 with, and 0 when asked', () => {
  const folder = folderWith({ 'a.py': unseeded, 'b.py': seeded });
  expect(folder.samerun(['lint', 'b.py'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('No findings in 1 file.'),
  });
  expect(folder.samerun(['lint', 'a.py']).status).toBe(1);
  expect(folder.samerun(['lint', '--exit-zero', 'a.py']).status).toBe(0);
});

test('a path that cannot be read is one line on standard error and status 2; the others are still linted', () => {
  const ran = folderWith({ 'a.py': unseeded }).samerun(['lint', 'nowhere.py', 'a.py']);
  expect(ran).toMatchObject({ status: 2, err: 'samerun: nowhere.py: no such file or folder\n' });
  expect(ran.out).toContain('SR101');
});

test('bad usage is status 2 and says what is meant', () => {
  const folder = folderWith({ 'a.py': unseeded });
  expect(folder.samerun(['lint', '--select', 'SR10l', 'a.py'])).toMatchObject({
    status: 2,
    err: 'samerun: no rule is called "SR10l"; did you mean "SR101"?\n',
  });
  const unknown = folder.samerun(['lint', '--nothing', 'a.py']);
  expect(unknown.status).toBe(2);
  expect(unknown.err).toContain("unknown option '--nothing'");
});

test('a mistake in the configuration names file and line', () => {
  const folder = folderWith({ 'samerun.toml': '# settings\nselect = ["SR999"]\n', 'a.py': unseeded });
  const ran = folder.samerun(['lint', 'a.py']);
  expect(ran).toMatchObject({ status: 2, out: '' });
  expect(ran.err).toMatch(/^samerun: samerun\.toml:2: no rule is called "SR999"/);
});

test('the nearest configuration holds, and the command line wins over it', () => {
  const folder = folderWith({
    'pyproject.toml': '[tool.samerun]\nignore = ["SR1"]\n',
    'a.py': unseeded,
    'deep/samerun.toml': 'severity = { SR101 = "error" }\n',
    'deep/a.py': unseeded,
  });
  expect(folder.samerun(['lint', 'a.py']).status).toBe(0);
  expect(folder.samerun(['lint', '--select', 'SR101', 'a.py']).status).toBe(1);
  expect(folder.samerun(['lint', 'deep/a.py']).out).toContain('error SR101');
});

test('per-file-ignores and exclude are relative to the configuration', () => {
  const folder = folderWith({
    'samerun.toml': 'exclude = ["old"]\n[per-file-ignores]\n"tests/**" = ["SR101"]\n',
    'tests/a.py': unseeded,
    'old/a.py': unseeded,
    'new.py': unseeded,
  });
  expect(locations(folder.samerun(['lint', '--format', 'json']).out)).toEqual([
    expect.stringMatching(/new\.py:3$/),
  ]);
});

test('folders are searched for scripts and notebooks, past what git ignores', () => {
  const folder = folderWith({
    '.gitignore': 'made/\n',
    'made/a.py': unseeded,
    '.venv/lib/a.py': unseeded,
    'pkg/train.py': unseeded,
    'n.ipynb': JSON.stringify({
      cells: [{ cell_type: 'code', source: ['import random\n', 'random.random()'] }],
      metadata: {},
      nbformat: 4,
    }),
  });
  const found = locations(folder.samerun(['lint', '--format', 'json', '.']).out);
  expect(found).toEqual([expect.stringMatching(/n\.ipynb:2$/), expect.stringMatching(/pkg\/train\.py:3$/)]);
});

test('--format json has the shape that is promised', () => {
  const ran = folderWith({ 'a.py': unseeded }).samerun(['lint', '--format', 'json', 'a.py']);
  const [finding] = JSON.parse(ran.out);
  expect(finding).toMatchObject({
    code: 'SR101',
    name: 'unseeded-python-random',
    severity: 'warning',
    message: expect.stringContaining('`random.random`'),
    filename: expect.stringMatching(/a\.py$/),
    location: { row: 3, column: 7 },
    end_location: { row: 3, column: 20 },
    cell: null,
    stream: 'python',
    url: expect.stringContaining('unseeded-python-random'),
    related: [],
  });
  expect(finding.fix).toMatchObject({ applicability: 'safe', message: expect.any(String) });
  expect(finding.fix.edits[0]).toMatchObject({
    filename: expect.any(String),
    content: expect.stringContaining('random.seed(1024)'),
    location: { row: expect.any(Number) },
  });
});

test('columns count code points, as Python does', () => {
  const folder = folderWith({ 'a.py': 'import random\nx = "😀é"; y = random.random()\n' });
  expect(JSON.parse(folder.samerun(['lint', '--format', 'json', 'a.py']).out)[0].location).toEqual({
    row: 2,
    column: 15,
  });
});

test('sarif, github and gitlab', () => {
  const folder = folderWith({ 'a,b.py': unseeded });
  const sarif = JSON.parse(folder.samerun(['lint', '--format', 'sarif', 'a,b.py']).out);
  expect(sarif).toMatchObject({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'samerun', rules: [{ id: 'SR101' }] } } }],
  });
  expect(sarif.runs[0].results[0]).toMatchObject({
    ruleId: 'SR101',
    level: 'warning',
    locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 7 } } }],
  });
  const github = folder.samerun(['lint', '--format', 'github', 'a,b.py']).out;
  expect(github).toMatch(
    /^::warning file=a%2Cb\.py,line=3,col=7,endLine=3,endColumn=20,title=samerun SR101 [^:]+::`random/,
  );
  const gitlab = JSON.parse(folder.samerun(['lint', '--format', 'gitlab', 'a,b.py']).out);
  expect(gitlab[0]).toMatchObject({
    check_name: 'unseeded-python-random',
    location: { path: 'a,b.py' },
    fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
});

test('--statistics counts, --severity shows more', () => {
  const folder = folderWith({ 'a.py': `${unseeded}random.random()\n` });
  expect(folder.samerun(['lint', '--statistics', 'a.py']).out).toMatch(
    /^1 {2}SR101 unseeded-python-random\n/,
  );
  expect(
    locations(folder.samerun(['lint', '--severity', 'hint', '--format', 'json', 'a.py']).out),
  ).toHaveLength(2);
});

test('standard input is linted, and fixed to standard output', () => {
  const folder = folderWith({});
  expect(folder.samerun(['lint', '-'], unseeded)).toMatchObject({
    status: 1,
    out: expect.stringMatching(/^-:3:7 /),
  });
  const fixed = folder.samerun(['lint', '--fix', '-'], unseeded);
  expect(fixed.out).toContain('random.seed(1024)');
  expect(fixed.status).toBe(0);
});

test('standard input is linted alone, by the settings of the working folder', () => {
  const folder = folderWith({ 'samerun.toml': 'ignore = ["SR101"]\n', 'a.py': unseeded });
  expect(folder.samerun(['lint', '-'], unseeded)).toMatchObject({ status: 0, err: '' });
  expect(folder.samerun(['lint', '-', 'a.py'], unseeded)).toMatchObject({
    status: 2,
    err: 'samerun: standard input (-) is linted alone; name no other path beside it\n',
  });
  const [finding] = JSON.parse(
    folder.samerun(['lint', '--select', 'SR101', '--format', 'json', '-'], unseeded).out,
  );
  expect(finding.filename).toBe('-');
  const clean = folder.samerun(['lint', '--fix', '-'], seeded);
  expect(clean.out).toBe(seeded);
});

test('a folder without scripts is said to be one, and is no failure', () => {
  const ran = folderWith({ 'in/data.txt': '' }).samerun(['lint', 'in']);
  expect(ran).toMatchObject({ status: 0, err: 'samerun: no Python files in in; nothing was linted\n' });
});

test('names and lines cannot steer the terminal or the workflow', () => {
  const name = 'a\u001b[31m\u202e%0A::error::.py';
  const folder = folderWith({ [name]: 'import random\nx = "\u001b[2J\u202e"; random.random()\n' });
  const text = folder.samerun(['lint', '.']).out;
  expect(text).toContain('SR101');
  expect(text).not.toMatch(/[\u001b\u202e]/);
  const github = folder.samerun(['lint', '--format', 'github', '.']).out;
  expect(github.trimEnd().split('\n')).toHaveLength(1);
  expect(github).toMatch(/^::warning file=[^:,]*%250A%3A%3Aerror%3A%3A\.py,line=2/);
});

test('every option that is promised is there', () => {
  const folder = folderWith({ 'a.py': unseeded });
  const all = '--no-cache --unsafe-fixes --severity hint --select ALL --extend-select SR1 --ignore SR2'.split(
    ' ',
  );
  expect(folder.samerun(['lint', ...all, '--format', 'json', 'a.py']).status).toBe(1);
  expect(folder.samerun(['lint', '--format', 'xml', 'a.py']).status).toBe(2);
  expect(folder.samerun(['lint', '--severity', 'loud', 'a.py']).status).toBe(2);
  expect(folder.samerun(['lint', '--config', 'none.toml', 'a.py'])).toMatchObject({
    status: 2,
    err: 'samerun: none.toml:1: no such file or folder\n',
  });
});

test('related places in other files, and flags set there, are found across imports', () => {
  const folder = folderWith({
    'train.py': 'import torch\nfrom data import batch\n\nprint(batch())\ntorch.manual_seed(1)\n',
    'data.py': 'import torch\n\n\ndef batch():\n    return torch.rand(3)\n',
  });
  const found = JSON.parse(folder.samerun(['lint', '--format', 'json', 'train.py']).out);
  expect(found).not.toEqual([]);
  const places = found.flatMap((one: { filename: string; related: { filename: string }[] }) => [
    one,
    ...one.related,
  ]);
  expect(places.map((place: { filename: string }) => place.filename)).toContain(`${folder.path}/data.py`);
});

test('many files go to workers and come back in order', () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`f${String(i).padStart(2, '0')}.py`, i % 2 ? unseeded : seeded]),
  );
  const found = locations(folderWith(files).samerun(['lint', '--format', 'json', '.']).out);
  expect(found).toHaveLength(30);
  expect(found).toEqual([...found].sort());
});

test('draws lists what is drawn and what seeds it', () => {
  const folder = folderWith({ 'a.py': seeded, 'folder/x.txt': '' });
  expect(folder.samerun(['draws', 'a.py'])).toMatchObject({
    status: 0,
    out: expect.stringMatching(/line 4 .*random\.random .*line 3/),
  });
  const [seed, draw] = JSON.parse(folder.samerun(['draws', '--format', 'json', 'a.py']).out);
  expect(seed).toMatchObject({ kind: 'seed', row: 3, stream: 'python', reach: 'run' });
  expect(draw).toMatchObject({ kind: 'draw', row: 4, state: 'seeded', by: { row: 3 }, used: null });
  expect(folder.samerun(['draws', 'folder'])).toMatchObject({
    status: 2,
    err: 'samerun: folder: it is a folder\n',
  });
});

test('rule explains one rule or lists all', () => {
  const folder = folderWith({});
  expect(folder.samerun(['rule', 'SR101']).out).toContain('unseeded-python-random');
  expect(folder.samerun(['rule']).out.split('\n').length).toBeGreaterThan(20);
  expect(folder.samerun(['rule', 'nonsense']).status).toBe(2);
});

function locations(json: string): string[] {
  return JSON.parse(json).map(
    (one: { filename: string; location: { row: number } }) => `${one.filename}:${one.location.row}`,
  );
}
