// Every planted script through the built command line: right verdict, line, class, rule, confirmed; clean ones untouched.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../server/src/check/python.ts';
import type { CauseClass } from '../../server/src/check/result.ts';
import { checkPlanted, freshCopy, mistakes, plantedScripts, runPlain } from './planted.mjs';

const root = join(import.meta.dirname, '../..');
const scripts = plantedScripts();
const clean = scripts.filter((script) => script.class === 'clean');
const python = findPython({
  named: null,
  cwd: root,
  scriptFolder: null,
  needsTorch: true,
  environment: process.env,
}).then(({ interpreter }) => interpreter.path);

const planted = scripts.filter(({ class: kind }) => kind !== 'clean');

describe('planted cause', () => {
  test.concurrent.each(planted)('$name', async (script) => {
    expect(mistakes(script, await checkPlanted(script, await python))).toEqual([]);
  });
});

describe('clean', () => {
  test.concurrent.each(clean)('$name is identical, and ends as without a tracer', async (script) => {
    const record = mkdtempSync(join(tmpdir(), 'samerun-record-'));
    const home = freshCopy(script);
    try {
      const checked = await checkPlanted(script, await python, ['--record', join(record, 'pair')]);
      expect(mistakes(script, checked)).toEqual([]);
      const plain = await runPlain(script, await python, home);
      expect(plain.status).toBe(0);
      const bits = /^parameters [0-9a-f]{16} streams [0-9a-f]{16}$/m;
      const wanted = bits.exec(plain.stdout)?.[0];
      expect(wanted).toBeDefined();
      for (const traced of ['run-1', 'run-2'])
        expect(bits.exec(readFileSync(join(record, 'pair', traced, 'stdout.log'), 'utf8'))?.[0]).toBe(wanted);
    } finally {
      rmSync(record, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    }
  });
});

test('every class has its scripts', () => {
  // The compiler holds this list against the classes that there are.
  const least: Record<Exclude<CauseClass, 'unknown'> | 'clean', number> = {
    'unseeded-draw': 3,
    'os-entropy': 3,
    clock: 3,
    'restored-state': 3,
    'data-order': 3,
    'iteration-order': 3,
    'directory-order': 3,
    'nondeterministic-op': 3,
    'thread-race': 3,
    'control-flow': 3,
    environment: 3,
    'carried-state': 3,
    clean: 12,
  };
  const of = (name: string) => scripts.filter((script) => script.class === name).length;
  expect(Object.entries(least).filter(([name, count]) => of(name) < count)).toEqual([]);
  expect(scripts.length - clean.length).toBeGreaterThanOrEqual(40);
});
