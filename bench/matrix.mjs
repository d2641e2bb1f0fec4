// Checks every example with several interpreters and prints one table: Python, torch, level, and each verdict.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOnce, exampleNames, expectations, freshCopy, matches } from './example-check.mjs';
import { flag, machine, option, root, usage } from './figures.mjs';

const times = Number(option('times', 1));
const withTests = flag('tests');
const interpreters = process.argv
  .slice(2)
  .filter((word, at, all) => !word.startsWith('--') && all[at - 1] !== '--times');
if (interpreters.length === 0 || !interpreters.every((path) => existsSync(path)))
  usage('node bench/matrix.mjs PYTHON… [--times N] [--tests]');

/** Tests that need more than torch, numpy, pytest and hypothesis, by what they need. */
const NEEDS = {
  'test_trainers.py': ['lightning', 'transformers', 'accelerate'],
  'test_other_frameworks.py': ['jax', 'keras'],
  'test_metrics.py': ['tensorboard', 'lightning', 'transformers', 'accelerate'],
};
const names = exampleNames();
const heads = ['Python', 'torch', 'level', ...names.map((name) => name.replace('.py', ''))];
if (withTests) heads.push('tracer tests');
const folder = mkdtempSync(join(tmpdir(), 'samerun-matrix-'));
const rows = [];
try {
  console.log(machine());
  for (const python of interpreters) {
    const row = [...versions(python), '', ...names.map((name) => examine(name, python))];
    row[2] = [...new Set(row.slice(3).map((cell) => cell.level))].join(', ');
    if (withTests) row.push(tracerTests(python));
    rows.push(row.map((cell) => cell.text ?? cell));
    console.error(rows.at(-1).join(' · '));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at].length)));
const line = (cells) =>
  cells
    .map((cell, at) => cell.padEnd(widths[at]))
    .join('  ')
    .trimEnd();
console.log(`\n${line(heads)}\n${rows.map(line).join('\n')}`);
if (rows.some((row) => row.some((cell) => cell.includes('WRONG') || / failed| error/.test(cell))))
  process.exitCode = 1;

function versions(python) {
  const ask = 'import platform, torch; print(platform.python_version(), torch.__version__)';
  const { stdout, stderr, status } = spawnSync(python, ['-c', ask], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python}: ${stderr}`);
  return stdout.trim().split(' ');
}

/** What was said of an example, and how often that was right. */
function examine(name, python) {
  const script = freshCopy(name, folder);
  const checks = Array.from({ length: times }, () => checkOnce(script, ['--python', python]));
  const right = checks.filter((check) => matches(check, expectations[name], script)).length;
  const { result, stderr } = checks.at(-1);
  const { verdict, cause, reason, level = '?' } = result ?? { reason: stderr.trim().split('\n').at(-1) };
  const said = [verdict ?? reason, cause && `${cause.class} :${cause.row}`].filter(Boolean).join(' ');
  const share = times > 1 ? ` ${right}/${times}` : '';
  return { level, text: `${right === times ? '' : 'WRONG '}${said}${share}` };
}

function tracerTests(python) {
  const has = (module) =>
    spawnSync(python, [
      '-c',
      `import importlib.util as u; raise SystemExit(u.find_spec("${module}") is None)`,
    ]).status === 0;
  if (!has('pytest') || !has('hypothesis')) return 'no pytest there';
  const left = Object.entries(NEEDS).filter(([, needs]) => !needs.every(has));
  const ignored = left.flatMap(([file]) => ['--ignore', join('test/tracer', file)]);
  const { stdout } = spawnSync(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test/tracer', ...ignored],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const failed = stdout.split('\n').filter((text) => /^(FAILED|ERROR) /.test(text));
  for (const text of failed) console.error(text);
  return (stdout.trim().split('\n').at(-1) ?? '')
    .replace(/ in .*$/, '')
    .replaceAll('=', '')
    .trim();
}
