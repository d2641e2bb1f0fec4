// Aligns two traces of a gigabyte, made of a real one by the tracer's own writer, and says seconds and peak memory.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, cost, flag, machine, option, printFigures, usage, workPython } from './figures.mjs';

const megabytes = Number(option('mb', 1000));
const steps = Number(option('steps', 24));
const large = Number(option('large-mb', 4000));
const withLarge = flag('large');
const most = { seconds: 20, rss: 200, mbOf1000Steps: 20 };
const gpt = fileURLToPath(new URL('overhead/gpt.py', import.meta.url));
const repeat = fileURLToPath(new URL('traces/repeat.py', import.meta.url));

const parent = option('folder', tmpdir());
const needed = Math.max(2 * megabytes, withLarge ? large : 0) * 1.1e6;
const disk = statfsSync(parent);
if (disk.bavail * disk.bsize < needed)
  usage(`traces.mjs --folder F: ${parent} has less than the ${(needed / 1e9).toFixed(1)} GB that it takes`);
const folder = mkdtempSync(join(parent, 'samerun-traces-'));
try {
  console.log(`${machine()}\nPython ${workPython()}`);
  const source = recordGpt();
  const size = (statSync(source).size / 1e6 / steps) * 1000;
  printFigures(`GPT of ten million parameters, ${steps} steps, level ops`, [
    [
      'trace of 1,000 steps',
      `${size.toFixed(1)} MB`,
      `≤ ${most.mbOf1000Steps} MB`,
      size <= most.mbOf1000Steps,
    ],
  ]);
  await alignTwo(source);
  if (withLarge) await readLarge(source);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A real record; gives the trace of its first run. */
function recordGpt() {
  const options = ['--all-steps', '--level', 'ops', '--python', workPython()];
  const record = join(folder, 'real');
  const argv = [cli, 'check', ...options, '--record', record, gpt, '--', String(steps), 'cpu'];
  execFileSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  const traces = join(record, 'run-1', 'trace');
  return join(
    traces,
    readdirSync(traces).find((name) => name.includes('.main.')),
  );
}

/** They part half-way: what agrees and what differs are both paid for. */
async function alignTwo(source) {
  const [a, b] = [newRecord('a'), newRecord('b')];
  const [{ steps: length }, { parted }] = await Promise.all([
    makeTrace(source, a, megabytes, 1),
    makeTrace(source, b, megabytes, 0.5),
  ]);
  const { result, ...used } = compare(a, b);
  const right = result.verdict === 'diverged' && result.first_divergence.step === parted;
  const { verdict, first_divergence: first } = result;
  printFigures(`two traces of ${megabytes} MB, ${length} steps each`, [
    ['answer', `${verdict}, step ${first?.step}`, `diverged, step ${parted}`, right],
    ['CPU', `${used.cpu_s.toFixed(1)} s`, `≤ ${most.seconds} s`, used.cpu_s <= most.seconds],
    ['wall, on a machine with this load', `${used.wall_s.toFixed(1)} s`, null],
    ['peak RSS', `${used.rss_mb.toFixed(0)} MB`, `≤ ${most.rss} MB`, used.rss_mb <= most.rss],
  ]);
  for (const record of [a, b]) rmSync(record, { recursive: true });
}

/** The same trace on both sides, so that it takes the space of one. */
async function readLarge(source) {
  const [a, b] = [newRecord('large'), newRecord('same')];
  await makeTrace(source, a, large, 1);
  const trace = join('run-1', 'trace');
  mkdirSync(join(b, trace));
  for (const name of readdirSync(join(a, trace))) linkSync(join(a, trace, name), join(b, trace, name));
  const { result, ...used } = compare(a, b);
  printFigures(`a trace of ${large} MB with itself`, [
    ['answer', result.verdict, 'identical', result.verdict === 'identical'],
    ['CPU', `${used.cpu_s.toFixed(1)} s`, null],
    ['peak RSS', `${used.rss_mb.toFixed(0)} MB`, `≤ ${most.rss} MB`, used.rss_mb <= most.rss],
  ]);
}

/** The real record without its trace. */
function newRecord(name) {
  const record = join(folder, name);
  cpSync(join(folder, 'real'), record, { recursive: true, filter: (path) => !path.endsWith('/trace') });
  return record;
}

function makeTrace(source, record, size, part) {
  const argv = [repeat, source, join(record, 'run-1'), String(size), String(part)];
  return new Promise((resolve, reject) => {
    const child = spawn(workPython(), argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(printed));
      else reject(new Error(`repeat.py ended with ${code}`));
    });
  });
}

function compare(a, b) {
  const used = cost([process.execPath, cli, 'compare', '--format', 'json', a, b], folder);
  if (used.stdout === '') throw new Error(used.stderr);
  return { ...used, result: JSON.parse(used.stdout) };
}
