// Lays one script out with what it needs, and runs it once under the tracer.

import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestRows } from '../corpus/lay-out.mjs';
import { root } from '../figures.mjs';
import { readTrace } from './trace.mjs';

const STEPS = 8;
const SECONDS = 120;
const manifest = manifestRows(fileURLToPath(new URL('../corpus/manifest.tsv', import.meta.url)));
const labels = readLabels(fileURLToPath(new URL('../accuracy/dev', import.meta.url)));

function readLabels(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** The files that the table names, at the commit of the manifest or of the label. */
export function layOutScript(clones, { repo, path, files = [path], data = {} }, home) {
  const known = [...manifest, ...labels].find((row) => row.repo === repo && row.path === path);
  if (!known) throw new Error('neither the manifest nor a label names it');
  mkdirSync(home, { recursive: true });
  const archive = execFileSync(
    'git',
    [`--git-dir=${gitDirectory(clones, repo)}`, 'archive', '--format=tar', known.commit, '--', ...files],
    { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  execFileSync('tar', ['-x', '-C', home], { input: archive });
  for (const [name, python] of Object.entries(data)) writeFileSync(join(home, name), python);
}

function gitDirectory(clones, repo) {
  const clone = join(clones, repo.replace('/', '+'));
  const found = [clone, join(clone, 'repo'), join(clone, 'repo', '.git'), join(clone, '.git')].find((at) =>
    existsSync(join(at, 'HEAD')),
  );
  if (!found) throw new Error('there is no clone of its repository');
  return found;
}

/** One run: how it ended, and the draws of its processes in order. Nothing is pinned, so the entropy is the system's. */
export async function runTraced(
  python,
  { path, args = [], cwd = '.', pythonpath = null, prepare = null, steps = STEPS },
  home,
) {
  const folder = join(home, cwd);
  if (prepare) execFileSync(python, ['-c', prepare], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const directory = mkdtempSync(`${home}-run-`);
  const script = join(home, path);
  writeFileSync(
    join(directory, 'run.json'),
    JSON.stringify({
      argv: [python, script, ...args],
      cwd: folder,
      env: {
        MPLBACKEND: 'Agg',
        WANDB_MODE: 'disabled',
        HF_HUB_OFFLINE: '1',
        OMP_NUM_THREADS: '1',
        CUDA_VISIBLE_DEVICES: '',
        ...(pythonpath && { PYTHONPATH: join(home, pythonpath) }),
      },
      script,
      roots: [home],
      level: 'steps',
      steps,
      timeout_s: SECONDS,
      pins: {},
      keep: null,
      token: randomUUID(),
    }),
  );
  const supervisor = spawn(python, ['-I', '-S', join(root, 'tracer', 'supervise.py'), directory], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await new Promise((resolve, reject) => supervisor.on('error', reject).on('close', resolve));
  const status = JSON.parse(readFileSync(join(directory, 'status.json'), 'utf8'));
  const said = readFileSync(join(directory, 'stderr.log'), 'utf8').trim().split('\n').at(-1) ?? '';
  const traces = existsSync(join(directory, 'trace')) ? readdirSync(join(directory, 'trace')).sort() : [];
  return { status, said, events: traces.flatMap((name) => readTrace(join(directory, 'trace', name))) };
}
