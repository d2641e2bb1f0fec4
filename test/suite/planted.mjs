// The planted scripts: what each is expected to show, one check of one of them, and what of the answer is wrong.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folder = import.meta.dirname;
const root = join(folder, '../..');

/**
 * The mark that a script carries on the line which causes its divergence, with the rule that would say so. Of several
 * marked lines each is an answer: of two threads that race either can be mended.
 */
const CAUSE = /# <- cause(?: (SR\d{3}))?$/;
/** A script's second way to be started, in a line of its own. */
const OPTIONS = /^# samerun check (.+)$/m;

/**
 * @typedef {{ name: string, class: string, path: string, rows: number[], rule: string | null, options: string[] }} Planted
 * @typedef {{ result: any, status: number | null, stderr: string, stdout: string, seconds: number, home: string }} Checked
 */

/** Every script, by class and name; those of `clean` have no cause. @returns {Planted[]} */
export function plantedScripts() {
  const classes = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return classes
    .map(({ name }) => name)
    .sort()
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.py') && file !== 'fingerprint.py')
        .sort()
        .map((file) => planted(name, file)),
    );
}

function planted(kind, file) {
  const path = join(folder, kind, file);
  const text = readFileSync(path, 'utf8');
  const marks = text.split('\n').flatMap((line, at) => {
    const found = CAUSE.exec(line);
    return found ? [{ row: at + 1, rule: found[1] ?? null }] : [];
  });
  if (marks.length > 0 === (kind === 'clean')) throw new Error(`${path} has ${marks.length} causes`);
  return {
    name: `${kind}/${file}`,
    class: kind,
    path,
    rows: marks.map(({ row }) => row),
    rule: marks[0]?.rule ?? null,
    options: words(OPTIONS.exec(text)?.[1] ?? ''),
  };
}

/** Words as a shell reads them, double quotes only. */
function words(text) {
  return [...text.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** The script in a folder of its own, as a user's would be; the caller takes the folder away. */
export function freshCopy(script) {
  const home = mkdtempSync(join(tmpdir(), 'samerun-suite-'));
  cpSync(dirname(script.path), join(home, 'project'), {
    recursive: true,
    filter: (path) =>
      path === dirname(script.path) || path === script.path || path.endsWith('fingerprint.py'),
  });
  mkdirSync(join(home, 'tmp'));
  return home;
}

/** Runs `samerun check` on a fresh copy. @returns {Promise<Checked>} */
export async function checkPlanted(script, python, more = []) {
  const home = freshCopy(script);
  try {
    const started = performance.now();
    const options = ['--format', 'json', '--python', python, ...more, ...script.options];
    const command = [join(root, 'server/out/cli.js'), 'check', ...options, script.name.split('/')[1]];
    const ran = await run(process.execPath, command, home);
    return { ...ran, result: parsed(ran.stdout), seconds: (performance.now() - started) / 1000, home };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The script without a check, by its launcher where it has one. */
export function runPlain(script, python, home) {
  const [launcher, ...options] = words(script.options[script.options.indexOf('--launcher') + 1] ?? '');
  const file = script.name.split('/')[1];
  return launcher && script.options.includes('--launcher')
    ? run(join(dirname(python), launcher), [...options, file], home)
    : run(python, [file], home);
}

/** One program in the copy's folder, with temporary files beside it, and as little parallel as a test can be. */
function run(program, args, home) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: join(home, 'project'),
      env: {
        ...process.env,
        TMPDIR: join(home, 'tmp'),
        OMP_NUM_THREADS: '1',
        TOKENIZERS_PARALLELISM: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is wrong with an answer, in words; empty where all is as planted. @returns {string[]} */
export function mistakes(script, { result, status, stderr }) {
  if (!result) return [`no report: exit ${status}, ${stderr.trim().split('\n').at(-1)}`];
  const wanted = {
    clean: ['identical', 0],
    'carried-state': ['inconclusive', 2],
  }[script.class] ?? ['diverged', 1];
  const wrong = [];
  const compare = (what, is, should) => {
    if (is !== should) wrong.push(`${what} ${is ?? 'none'}, not ${should ?? 'none'}`);
  };
  compare('verdict', result.verdict, wanted[0]);
  compare('exit', status, wanted[1]);
  if (script.class === 'clean') {
    if (result.cause) wrong.push(`blames ${result.cause.class} at row ${result.cause.row}`);
  } else {
    const file = result.cause?.filename?.split('/').at(-1);
    if (result.cause) compare('file', file, script.name.split('/')[1]);
    compare('class', result.cause?.class, script.class);
    const row = result.cause?.row;
    compare('row', row, script.rows.includes(row) ? row : script.rows[0]);
    compare('rule', result.cause?.rule, script.rule);
    compare('confirmed', result.cause?.confirmed, true);
  }
  if (wrong.length > 0 && result.reason) wrong.push(`reason: ${result.reason}`);
  return wrong;
}
