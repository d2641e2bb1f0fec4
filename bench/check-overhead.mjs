// Measures what tracing costs a training step: traced and plain runs in turn, each in a process of its own.

import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flag, machine, median, option, printFigures, root, workPython } from './figures.mjs';

const overhead = fileURLToPath(new URL('overhead', import.meta.url));
const python = workPython();
const rounds = Number(option('rounds', 5));
const steps = option('steps', '0');
const device = option('device', 'cpu');
const workloads = option('workloads', device === 'cpu' ? 'cnn,mlp,gpt' : 'resnet50,gpt2').split(',');
const levels = option('levels', 'ops').split(',');
const withPeer = !flag('no-peer');
/** CPU time says most on a shared machine; on a GPU the CPU waits, so there it is wall time. */
const clock = device === 'cpu' ? 'cpu' : 'wall';
/** The first steps pay for caches, allocation and lazy imports. */
const WARM_UP = 3;
/** CPU time traced × plain at level ops, by how the hash is computed. */
const TARGETS = {
  cnn: { with: 1.1, without: 1.15 },
  gpt: { with: 1.15, without: 1.2 },
  mlp: { with: 2.2, without: 3 },
};
/** Wall time traced × plain on a GPU, at level ops. */
const ON_GPU = { resnet50: 1.1, gpt2: 1.1 };
const LARGEST_MB = { gpt: 20 };
/** DebugMode keeps all that it logs and is up to 90 times slower: a few steps say enough. */
const PEER_STEPS = { cnn: 6, gpt: 6, mlp: 12, resnet50: 6, gpt2: 6 };

const folder = mkdtempSync(join(tmpdir(), 'samerun-overhead-'));
try {
  const hashes = withAndWithoutXxhash();
  console.log(`${machine()}\nPython ${python}, device ${device}, ${rounds} rounds, one thread`);
  for (const name of workloads) {
    await compare(name, hashes);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Import paths that give the workload xxhash and that hide it; only `without` where it cannot be installed. */
function withAndWithoutXxhash() {
  const without = join(folder, 'without');
  mkdirSync(without);
  writeFileSync(join(without, 'xxhash.py'), 'raise ImportError("hidden for this measurement")\n');
  const installed = join(folder, 'with');
  try {
    const options = ['--quiet', '--no-deps', '--disable-pip-version-check', '--target', installed];
    execFileSync(python, ['-m', 'pip', 'install', ...options, 'xxhash'], { stdio: ['ignore', 2, 2] });
    return { without, with: installed };
  } catch {
    console.error('xxhash cannot be installed here: only figures without it.');
    return { without };
  }
}

async function compare(name, hashes) {
  const peer = { title: 'DebugMode, inputs too', peer: true };
  const variants = [{ title: 'plain' }, ...(withPeer ? [peer] : [])];
  for (const level of levels) {
    for (const hash of Object.keys(hashes)) {
      variants.push({ title: `${level}, ${hash} xxhash`, level, hash, path: hashes[hash] });
    }
  }
  const runs = new Map(variants.map((variant) => [variant.title, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of variants) {
      runs.get(variant.title).push(await run(name, variant));
    }
  }
  const of = (title) => runs.get(title).map((one) => one.step_ms);
  const plain = median(of('plain'));
  const first = runs.get('plain')[0].parameters;
  const rows = variants.map(({ title, level, hash }) => {
    const each = of(title);
    const ratio = median(each) / plain;
    const spread = (100 * (Math.max(...each) - Math.min(...each))) / median(each);
    const { hash: used } = runs.get(title)[0];
    const extra = used ? `, hash ${used}` : '';
    const target = device === 'cpu' ? TARGETS[name]?.[hash] : ON_GPU[name];
    const most = level === 'ops' ? (target ?? null) : null;
    const figure = `× ${ratio.toFixed(2)}  ${median(each).toFixed(1)} ms ± ${(spread / 2).toFixed(0)} %${extra}`;
    return [title, figure, most && ` ≤ × ${most}`, most && ratio <= most];
  });
  const changed = [...runs]
    .filter(([title, all]) => title !== peer.title && all.some((one) => one.parameters !== first))
    .map(([title]) => title);
  const kept = changed.length === 0;
  const answer = kept ? 'the same bits' : `differ: ${changed.join('; ')}`;
  rows.push(['final parameters', answer, 'the same bits', kept]);
  const size = Math.max(...[...runs.values()].map((all) => all[0].bytes_per_step)) / 1000;
  const largest = LARGEST_MB[name];
  rows.push([
    'trace of 1,000 steps',
    `${size.toFixed(1)} MB`,
    largest && ` ≤ ${largest} MB`,
    largest && size <= largest,
  ]);
  printFigures(`${name}: ${clock} time a step, median of ${rounds} processes`, rows);
}

/** One process of a workload: its median step in milliseconds and the hash of its final parameters. */
async function run(name, { level, path, peer }) {
  const workload = [join(overhead, `${name}.py`), peer ? String(PEER_STEPS[name]) : steps, device];
  const argv = [python, ...(peer ? [join(overhead, 'debug_mode.py')] : []), ...workload];
  const env = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  if (path) {
    env.PYTHONPATH = [path, process.env.PYTHONPATH].filter(Boolean).join(delimiter);
  }
  const directory = mkdtempSync(join(folder, 'run-'));
  try {
    const text = level ? await traced(argv, env, level, directory) : plainly(argv, env);
    const printed = JSON.parse(text.trim().split('\n').at(-1));
    const times = printed[clock].slice(WARM_UP);
    return {
      step_ms: 1000 * median(times),
      parameters: printed.parameters,
      ...trace(directory, printed.cpu.length),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function plainly([command, ...args], env) {
  return execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env }, cwd: overhead });
}

/** Runs under the supervisor, as a check does; the contract is docs/trace.md. */
async function traced(argv, env, level, directory) {
  const request = {
    argv,
    cwd: overhead,
    env,
    script: argv[1],
    roots: [overhead],
    level,
    steps: null,
    timeout_s: 600,
    pins: {},
    keep: null,
    token: `bench-${process.pid}`,
  };
  writeFileSync(join(directory, 'run.json'), JSON.stringify(request));
  const supervisor = join(root, 'tracer', 'supervise.py');
  const child = spawn(python, ['-I', '-S', supervisor, directory], { stdio: ['pipe', 'ignore', 'inherit'] });
  await new Promise((resolve) => child.on('exit', resolve));
  const status = JSON.parse(readFileSync(join(directory, 'status.json'), 'utf8'));
  const trouble = join(directory, 'trouble.json');
  if (status.kind !== 'completed' || existsSync(trouble)) {
    const why = existsSync(trouble) ? readFileSync(trouble, 'utf8') : status.message;
    const errors = readFileSync(join(directory, 'stderr.log'), 'utf8').slice(-2000);
    throw new Error(`${argv[1]}: ${status.kind}: ${why}\n${errors}`);
  }
  return readFileSync(join(directory, 'stdout.log'), 'utf8');
}

/** Which hash the tracer chose, and how much it wrote. */
function trace(directory, count) {
  const where = join(directory, 'trace');
  if (!existsSync(where)) {
    return { hash: null, bytes_per_step: 0 };
  }
  const files = readdirSync(where);
  const bytes = files.reduce((sum, file) => sum + statSync(join(where, file)).size, 0);
  return {
    hash: header(
      join(
        where,
        files.find((file) => file.includes('.main.')),
      ),
    ).hash,
    bytes_per_step: bytes / count,
  };
}

function header(file) {
  const bytes = Buffer.alloc(65536);
  const handle = openSync(file, 'r');
  readSync(handle, bytes);
  closeSync(handle);
  return JSON.parse(bytes.toString('utf8', 17, 17 + bytes.readUInt32LE(8)));
}
