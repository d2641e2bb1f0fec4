// Runs the determinism check on each example many times, before and after its fix, and counts right answers.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  causeLine,
  checkOnce,
  exampleNames,
  expectations,
  freshCopy,
  matches,
  samerun,
} from './example-check.mjs';
import { flag, machine, median, option, printFigures, workPython } from './figures.mjs';

const times = Number(option('times', 10));
const device = option('device', null);
const only = option('only', null);
const folder = mkdtempSync(join(tmpdir(), 'samerun-examples-'));
try {
  console.log(`${machine()}\nPython ${workPython()}, ${times} checks each`);
  for (const name of exampleNames().filter((one) => !only || only.split(',').includes(one))) {
    measure(name, expectations[name]);
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
  const script = freshCopy(name, folder);
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
  const copy = freshCopy(name, folder);
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

function repeat(script) {
  const options = ['--python', workPython(), ...(device ? ['--device', device] : [])];
  return Array.from({ length: times }, () => checkOnce(script, options));
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
