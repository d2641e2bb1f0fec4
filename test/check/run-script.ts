// Runs a check on a script given as text, in a folder of its own, with the interpreter that the tests have.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { check } from '../../server/src/check/check.ts';
import type { CheckOptions, CheckProgress } from '../../server/src/check/prepare.ts';
import { findPython } from '../../server/src/check/python.ts';
import type { CheckReport } from '../../server/src/check/result.ts';

const root = join(import.meta.dirname, '../..');

// Each check starts several interpreters, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 180_000 });

let python: Promise<string> | null = null;

/** The interpreter with torch that `npm test` has set up. */
export function testPython(): Promise<string> {
  python ??= findPython({
    named: null,
    cwd: root,
    scriptFolder: null,
    needsTorch: true,
    environment: process.env,
  }).then(({ interpreter }) => interpreter.path);
  return python;
}

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Ran extends CheckReport {
  folder: string;
  progress: CheckProgress[];
}

export async function checkText(text: string, given: Partial<CheckOptions> = {}): Promise<Ran> {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'train.py'), text);
  return checkIn(folder, 'train.py', given);
}

export async function checkIn(
  folder: string,
  script: string | null,
  given: Partial<CheckOptions> = {},
  signal = new AbortController().signal,
): Promise<Ran> {
  const progress: CheckProgress[] = [];
  const options: CheckOptions = {
    script,
    module: null,
    arguments: [],
    cwd: folder,
    runs: 2,
    steps: 20,
    failFast: false,
    prove: false,
    fix: false,
    sensitivity: false,
    cost: false,
    resume: false,
    resumeArguments: [],
    device: null,
    launcher: null,
    python: given.python === undefined ? await testPython() : given.python,
    level: 'auto',
    record: null,
    against: null,
    timeout: 120,
    storage: scratchFolder(),
    ...given,
  };
  const report = await check(options, (told) => progress.push(told), signal);
  return { ...report, folder, progress };
}
