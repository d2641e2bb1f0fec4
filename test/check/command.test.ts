// `samerun check` as a person types it: exit status, streams, formats, and options that do not exist yet.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scratchFolder, testPython } from './run-script.ts';
import { check, samerun, seeded, unseeded } from './samerun-command.ts';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('the exit status', () => {
  test('is 0 for identical, with nothing on standard error', async () => {
    const { status, stdout, stderr } = await check(seeded);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('✓ identical');
  });
  test('is 1 for diverged', async () => {
    const { status, stdout, stderr } = await check(unseeded);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('✗ diverged');
  });
  test('is 2 for failed, with one line on standard error', async () => {
    const { status, stderr } = await check('raise ValueError("x\\ny")\n');
    expect(status).toBe(2);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(stderr).toContain('ValueError: x');
  });
  test('is 2 for inconclusive', async () => {
    const { status, stderr } = await check('x = 1\n');
    expect([status, stderr]).toEqual([
      2,
      'samerun: nothing was compared: the script draws no random number, uses no tensor and prints nothing\n',
    ]);
  });
  test('is 2 where the runs can be kept nowhere', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), '');
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'file'));
    writeFileSync(join(folder, 'train.py'), seeded);
    const { status, stderr } = await samerun(
      'check',
      '--python',
      await testPython(),
      join(folder, 'train.py'),
    );
    vi.unstubAllEnvs();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^samerun: the folder for runs, .* cannot be made: ENOTDIR\n$/);
  });
  test('is 2 without a script', async () => {
    expect(await samerun('check')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'samerun: name a script to run, or -m MODULE\n',
    });
  });
});

describe('--prove', () => {
  test('lists every cause and exits by what is left once they are pinned', async () => {
    const { status, stdout, stderr } = await check(unseeded, '--prove');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('✗ diverged');
    expect(stdout).toMatch(/✓ fix this line and the whole script is bit-identical/);
    expect(stdout).toMatch(/1 {2}\S*train\.py:2 {2}unseeded-draw {2}SR101 {2}.*\(--fix\)/);
  });
  test('adds the list and the proof to the JSON report', async () => {
    const { stdout } = await check(unseeded, '--prove', '--format', 'json');
    const { verdict, causes, proof, cause } = JSON.parse(stdout);
    expect([verdict, proof]).toEqual(['diverged', { verdict: 'identical', reason: null, runs: 2, steps: 0 }]);
    const { fix, advice, ...rest } = causes[0];
    expect(rest).toEqual(cause);
    expect([Object.keys(fix), typeof advice]).toEqual([['title', 'safe'], 'string']);
  });
  test('is 1 where no pin helps', async () => {
    const told = await check('print(open("/dev/urandom", "rb").read(6))\n', '--prove');
    expect(told.status).toBe(1);
    expect(told.stdout).toContain('✗ not all causes could be found');
  });
});

test('--report writes one page, also where the check failed', async () => {
  const folder = scratchFolder();
  const page = join(folder, 'report.html');
  await check(unseeded, '--report', page);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*unseeded-draw/);
  await check('raise ValueError("x")\n', '--report', page);
  expect(readFileSync(page, 'utf8')).toContain('ValueError: x');
  const { status, stdout, stderr } = await check(unseeded, '--report', join(folder, 'none', 'x.html'));
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^samerun: the report .* cannot be written: ENOENT\n$/),
  ]);
  expect(stdout).toContain('✗ diverged');
});

describe('--sensitivity', () => {
  const used = 'import random\nrandom.seed(1)\nprint(random.random())\n';
  test('is 0 where other seeds give other results, and says which seed was changed', async () => {
    const { status, stdout, stderr } = await check(used, '--sensitivity');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^✓ other seeds give other results/);
    expect(stdout).toMatch(/`seed` of python at train\.py:2: seeded with 1, and with 2 in the third run/);
  });
  test('is 1 where they make no difference', async () => {
    const unused = 'import random\nrandom.seed(1)\nx = random.random()\nprint("done")\n';
    const { status, stdout } = await check(unused, '--sensitivity');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ other seeds make no difference[\s\S]*what is drawn differs, but no tensor/);
    const never = await check('import random\nrandom.seed(1)\nprint("done")\n', '--sensitivity');
    expect(never.status).toBe(1);
    expect(never.stdout).toContain('nothing is drawn from them');
  });
  test('is 2 where there is no seed, or where the runs differ anyway', async () => {
    const none = await check('print("done")\n', '--sensitivity');
    expect([none.status, none.stderr]).toEqual([2, expect.stringMatching(/there is no seed to change/)]);
    const already = await check(unseeded, '--sensitivity');
    expect([already.status, already.stderr]).toEqual([2, expect.stringMatching(/differ already/)]);
  });
  test('tells what a seed does to tensors by the first that differs', async () => {
    const text =
      'import random\nimport torch\nrandom.seed(5)\nrandom.random()\ntorch.manual_seed(0)\nx = torch.ones(3) * torch.rand(1)\n';
    const { status, stdout } = await check(text, '--sensitivity', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).first_divergence).toMatchObject({ row: 6, kind: 'op' });
  }, 200_000);
});

describe('--against a record', () => {
  const recorded = async (text: string) => {
    const record = join(scratchFolder(), 'record');
    await check(text, '--record', record);
    return record;
  };
  test('compares one run with it, wherever the script lies now', async () => {
    const record = await recorded(seeded);
    const { status, stdout } = await check(seeded, '--against', record);
    expect(status).toBe(0);
    expect(stdout).toContain('✓ identical');
  });
  test('names the cause for which the script differs from itself here', async () => {
    const record = await recorded(unseeded);
    const { status, stdout, script } = await check(unseeded, '--against', record, '--format', 'json');
    const { cause, first_divergence: first } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(cause).toMatchObject({ class: 'unseeded-draw', filename: script, row: 2, confirmed: true });
    expect(first.filename).toBe(script);
  });
  test('blames the environment where two runs here agree', async () => {
    const text =
      'import os, random\nrandom.seed(os.environ.get("SAMERUN_TEST", "a"))\nprint(random.random())\n';
    const record = await recorded(text);
    process.env.SAMERUN_TEST = 'b';
    try {
      const { status, stdout } = await check(text, '--against', record, '--format', 'json');
      expect(status).toBe(1);
      expect(JSON.parse(stdout).cause).toMatchObject({ class: 'environment', row: 3, confirmed: false });
    } finally {
      delete process.env.SAMERUN_TEST;
    }
  });
  test('refuses one that was made of another text', async () => {
    const record = await recorded(seeded);
    const { status, stderr } = await check(unseeded, '--against', record);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be compared line by line/);
  });
});

test('--fix mends the script, says how, and exits by the verdict on what it is then', async () => {
  const { status, stdout, stderr, script } = await check(unseeded, '--fix');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/diverged as it was[\s\S]*changed \S*train\.py[\s\S]*✓ identical/);
  expect(readFileSync(script, 'utf8')).toContain('random.seed(1024)');
});

test('--fix leaves a cause that the linter cannot mend, and says so', async () => {
  const text = 'print(open("/dev/urandom", "rb").read(6))\n';
  const { status, stdout, script } = await check(text, '--fix');
  expect(status).toBe(1);
  expect(stdout).toContain('nothing could be changed');
  expect(readFileSync(script, 'utf8')).toBe(text);
});

test('--resume says what it needs, and does not go with other questions', async () => {
  const none = await check('print("done")\n', '--resume');
  expect(none.status).toBe(2);
  expect(none.stderr).toContain('the script made 0 steps: to stop in between, it takes two or more');
  const both = await samerun('check', '--resume', '--level', 'ops', 'train.py');
  expect(both.status).toBe(2);
  expect(both.stderr).toMatch(/'--resume' cannot be used with option '--level/);
});

test.each([
  ['--runs', '1'],
  ['--steps', '0'],
  ['--steps', 'x'],
  ['--timeout', '-1'],
  ['--level', 'deep'],
  ['--format', 'xml'],
])('%s %s is refused', async (option, value) => {
  expect((await samerun('check', option, value, 'train.py')).status).toBe(2);
});

test('JSON goes to standard output alone, also where nothing ran', async () => {
  expect(JSON.parse((await check(unseeded, '--format', 'json')).stdout)).toMatchObject({
    version: 1,
    verdict: 'diverged',
    cause: { class: 'unseeded-draw', row: 2, rule: 'SR101', confirmed: true },
  });
  const missing = await samerun('check', '--format', 'json', '/nowhere.py');
  expect(JSON.parse(missing.stdout)).toMatchObject({ verdict: 'failed', runs: 0 });
  expect(missing.status).toBe(2);
});

test('arguments after -- reach the script, dashes and all', async () => {
  const script =
    'import sys, random\nrandom.seed(1)\nrandom.random()\nassert sys.argv[1:] == ["--lr", "3"], sys.argv\n';
  expect((await check(script, '--', '--lr', '3')).status).toBe(0);
});

test('a module is run with -m, from the working folder', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'pack'));
  writeFileSync(join(folder, 'pack/__main__.py'), unseeded);
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const { status, stdout } = await samerun('check', '--python', await testPython(), '-m', 'pack');
  cwd.mockRestore();
  expect(status).toBe(1);
  expect(stdout).toContain('pack/__main__.py:2');
});

test('more runs are compared with the first, and --fail-fast stops at the first difference', async () => {
  const runs = JSON.parse((await check(seeded, '--runs', '3', '--format', 'json')).stdout);
  expect(runs).toMatchObject({ verdict: 'identical', runs: 3 });
  const fast = JSON.parse((await check(unseeded, '--fail-fast', '--format', 'json')).stdout);
  expect(fast).toMatchObject({ verdict: 'diverged', runs: 2 });
});
