// `samerun compare` as a person types it: records of one machine or of two.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scratchFolder } from './run-script.ts';
import { check, samerun, seeded, unseeded } from './samerun-command.ts';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('records', () => {
  const recorded = async (text: string) => {
    const record = join(scratchFolder(), 'record');
    const { script } = await check(text, '--record', record);
    return { record, script };
  };

  test('of the same numbers are identical', async () => {
    const [a, b] = [await recorded(seeded), await recorded(seeded)];
    const { status, stdout } = await samerun('compare', a.record, b.record);
    expect(stdout).toContain('✓ identical');
    expect(status).toBe(0);
  });

  test('of other numbers show where, from the sources that they hold', async () => {
    const [a, b] = [await recorded(unseeded), await recorded(unseeded)];
    rmSync(a.script);
    const { status, stdout } = await samerun('compare', a.record, b.record);
    expect(status).toBe(1);
    expect(stdout).toContain('print(random.random())');
    expect(stdout).toContain('not confirmed');
  });

  test('hold no argument and no environment of the runs', async () => {
    const record = join(scratchFolder(), 'record');
    vi.stubEnv('SECRET_OF_TEST', 'hunter2');
    await check(seeded, '--record', record, '--', '--token', 'hunter3');
    const files = readdirSync(record, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), 'latin1'), file.name).not.toContain('hunter2');
  });

  test('of other texts, levels or fingerprints are refused, and the reason is said', async () => {
    const [a, b, c] = [
      await recorded(seeded),
      await recorded(seeded.replace('seed(1)', 'seed(2)')),
      await recorded(seeded),
    ];
    const changed = await samerun('compare', a.record, b.record);
    expect(changed).toMatchObject({ status: 2, stdout: '' });
    expect(changed.stderr).toMatch(/cannot be compared line by line: \S*train\.py is not the same text/);
    const path = join(c.record, 'record.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...record, level: 'steps' }));
    expect((await samerun('compare', a.record, c.record)).stderr).toMatch(/A was traced at level ops, B at/);
    const machine = { ...record.machine, fingerprints: 'other' };
    writeFileSync(path, JSON.stringify({ ...record, machine }));
    expect((await samerun('compare', a.record, c.record)).stderr).toMatch(/fingerprints by \S+, B by other/);
  });

  test('say first how their environments differ', async () => {
    const [a, b] = [await recorded(unseeded), await recorded(unseeded)];
    const path = join(b.record, 'record.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    expect(Object.keys(record.machine)).toContain('torch');
    writeFileSync(path, JSON.stringify({ ...record, machine: { ...record.machine, Python: '3.7.1' } }));
    const { stdout } = await samerun('compare', a.record, b.record);
    expect(stdout.indexOf('Python')).toBeLessThan(stdout.indexOf('unseeded-draw'));
    expect(stdout).toMatch(/the environment differs: Python 3\.\d+\.\d+ in A, 3\.7\.1 in B/);
  });

  test('are never written over', async () => {
    const { record } = await recorded(seeded);
    const { status, stderr } = await check(seeded, '--record', record);
    expect(status).toBe(2);
    expect(stderr).toContain('is not empty');
  });

  test.each([
    ['missing', 'is not a record: a record is a folder'],
    ['.', 'it has no record.json'],
  ])('that are none: %s', async (name, why) => {
    const folder = scratchFolder();
    const { status, stderr } = await samerun('compare', join(folder, name), join(folder, name));
    expect(status).toBe(2);
    expect(stderr).toContain(why);
  });
});
