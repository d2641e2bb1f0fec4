// Runs the determinism check on each example many times, before and after its fix, and counts right answers.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, flag, machine, median, option, printFigures, root, workPython } from './figures.mjs';

const times = Number(option('times', 10));
const device = option('device', null);
const expected = JSON.parse(
  readFileSync(fileURLToPath(new URL('example-expectations.json', import.meta.url)), 'utf8'),
);
const only = option('only', null);
const folder = mkdtempSync(join(tmpdir(), 'samerun-examples-'));
try {
  console.log(`${machine()}\nPython ${workPython()}, ${times} checks each`);
  const names = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.py'));
  for (const name of names.filter((one) => !only || only.split(',').includes(one))) {
    measure(name, expected[name]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(name, wanted) {
  if (!wanted) {
    console.log(`\n${name}: nothing is expected of it in example-expectations.json`);
    process.exitCode = 1;
    return;
  }
  const script = freshCopy(name);
  const before = repeat(script);
  const right = before.filter((check) => matches(check, wanted, script)).length;
  const rows = [
    ['verdict, line and class right', `${right} of ${times}`, `${times}`, right === times],
    ['seconds a check', median(before.map((check) => check.seconds)).toFixed(1), null],
    ...tally(before, script).map((text) => ['answer', text, null]),
  ];
  if (flag('before')) {
    printFigures(name, rows);
    return;
  }
  const copy = freshCopy(name);
  const fixed = samerun(['lint', '--fix', ...(wanted.fix ?? []), copy]);
  const after = repeat(copy);
  const identical = after.filter((check) => check.result?.verdict === 'identical').length;
  rows.push(
    ['identical after the fix', `${identical} of ${times}`, `${times}`, identical === times],
    [
      'lint after the fix',
      fixed.status === 0 ? 'silent' : `exit ${fixed.status}`,
      'silent',
      fixed.status === 0,
    ],
    ...tally(after, copy).map((text) => ['answer after', text, null]),
  );
  if (flag('verbose')) {
    console.log(readFileSync(copy, 'utf8'));
  }
  printFigures(name, rows);
}

/** The whole folder is copied, for an example may have a configuration beside it. */
function freshCopy(name) {
  const home = mkdtempSync(join(folder, 'copy-'));
  cpSync(join(root, 'examples'), home, { recursive: true });
  return join(home, name);
}

function repeat(script) {
  const options = ['--format', 'json', '--python', workPython(), ...(device ? ['--device', device] : [])];
  return Array.from({ length: times }, () => {
    const begun = Date.now();
    const ran = samerun(['check', ...options, script]);
    return { ...parsed(ran), status: ran.status, seconds: (Date.now() - begun) / 1000 };
  });
}

function samerun(args) {
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

function parsed({ stdout, stderr }) {
  try {
    return { result: JSON.parse(stdout), stderr };
  } catch {
    return { result: null, stderr };
  }
}

/** `line` is text that the source line of the cause must hold; row numbers would go stale. */
function matches({ result, status }, wanted, script) {
  if (result?.verdict !== wanted.verdict || status !== { identical: 0, diverged: 1 }[wanted.verdict]) {
    return false;
  }
  return (
    !wanted.class || (result.cause?.class === wanted.class && causeLine(result, script).includes(wanted.line))
  );
}

function causeLine(result, script) {
  const { filename, row } = result.cause ?? {};
  const here = filename && basename(filename) === basename(script);
  return here && row ? (readFileSync(script, 'utf8').split('\n')[row - 1] ?? '') : '';
}

/** Each distinct answer and how often it was given. */
function tally(checks, script) {
  const counts = new Map();
  for (const { result, status, stderr } of checks) {
    const answer = result
      ? [
          result.verdict,
          result.cause && `${result.cause.class}${result.cause.confirmed ? '' : ', unconfirmed'}`,
          result.cause && `line ${result.cause.row}: ${causeLine(result, script).trim()}`,
          result.reason,
        ]
          .filter(Boolean)
          .join(' · ')
      : `exit ${status}: ${stderr.trim().split('\n').at(-1)}`;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].map(([answer, count]) => `${count} × ${answer}`);
}
