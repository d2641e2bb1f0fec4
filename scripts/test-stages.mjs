// The stages of `npm test` in their order, and how each one's output is counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, venvPython } from './set-up/paths.mjs';

const reports = join(root, '.cache/reports');
mkdirSync(reports, { recursive: true });

export const stages = [
  check('types', 'tsc', ['-p', 'tsconfig.json']),
  check('lint', 'biome', ['check', '--error-on-warnings', '.']),
  check('lint of Python', venvPython, [
    '-m',
    'ruff',
    'check',
    'tracer',
    'test/tracer',
    'test/suite',
    'examples',
  ]),
  check('form of Python', venvPython, [
    '-m',
    'ruff',
    'format',
    '--check',
    'tracer',
    'test/tracer',
    'test/suite',
    'examples',
  ]),
  check('dead code', 'knip', []),
  check('build and package', 'npm', ['run', '--silent', 'package']),
  vitest('import boundaries', ['test/house/boundaries.test.ts']),
  vitest('house, core, rules, flow, check, server', ['--exclude=test/house/boundaries.test.ts']),
  // Two at a time, but for those that measure time or memory: nothing may run beside them.
  pytest('tracer', ['-n', '2', '--dist', 'worksteal', '-m', 'not alone', 'test/tracer']),
  pytest('tracer, one at a time', ['-m', 'alone', 'test/tracer']),
  vitest('planted causes', ['--config=test/suite/vitest.config.mts'], 1_500_000),
  workbench(),
];

/** One command that passes or fails as a whole. */
function check(name, command, args) {
  const count = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  return { name, command: [command, args], timeout: 300_000, count };
}

function vitest(name, args, timeout = 1_200_000) {
  const file = freshReport(name, 'json');
  const command = [
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
  ];
  const count = (_, output) => {
    if (!existsSync(file)) return { passed: 0, failed: 0 };
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    );
    const skipped = report.numPendingTests + report.numTodoTests;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length + skipped,
      output: skipped ? `${output}\n${skipped} tests were skipped; a skipped test counts as failed.` : output,
    };
  };
  return { name, command, timeout, count };
}

function pytest(name, args) {
  const file = freshReport(name, 'xml');
  const command = [venvPython, ['-m', 'pytest', '-q', '-rfEs', `--junitxml=${file}`, ...args]];
  const count = (_, output) => {
    if (!existsSync(file)) return { passed: 0, failed: 0 };
    const suite = readFileSync(file, 'utf8').match(/<testsuite [^>]*>/)?.[0] ?? '';
    const number = (key) => Number(suite.match(new RegExp(` ${key}="(\\d+)"`))?.[1] ?? 0);
    // A skipped test counts as failed: nothing is left out silently.
    const failed = number('failures') + number('errors') + number('skipped');
    return { passed: number('tests') - failed, failed, output };
  };
  // What the tracer hands to a script is counted there to the last variable.
  return { name, command, timeout: 1_200_000, env: { SAMERUN_PYTHON: undefined }, count };
}

function workbench() {
  const count = (_, output) => {
    const [, passed = 0, failed = 0] = output.match(/workbench: (\d+) passed, (\d+) failed/) ?? [];
    return { passed: Number(passed), failed: Number(failed) };
  };
  const args = ['test/workbench/run.mjs', '--vsix', join(root, 'samerun.vsix')];
  return { name: 'workbench', command: ['node', args], timeout: 900_000, count };
}

/** The path of a stage's report; an old one would be counted if the tool broke down. */
function freshReport(name, extension) {
  const file = join(reports, `${name.replaceAll(/\W+/g, '-')}.${extension}`);
  rmSync(file, { force: true });
  return file;
}
