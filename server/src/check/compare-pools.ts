// Compares two runs' workers of one pool of processes, task by task: first by sums, then the first task that differs in full.
import { join } from 'node:path';
import { createProcessAligner, type ProcessAligner, type Side } from './align/align-process.ts';
import type { Alignment, ProcessName } from './align/alignment.ts';
import { isData } from './align/lanes.ts';
import { createTaskReader, type Of, sameNumber, type Task, unmatched } from './align/tasks.ts';
import type { ProcessComparison, RunTraces } from './compare-runs.ts';
import type { Dictionary } from './trace/dictionary.ts';
import { LINE, SEED, WORDS } from './trace/event.ts';
import { openTrace } from './trace/reader.ts';

/** The workers of one pool in one run, by file name. */
export type PoolFiles = Map<string, ProcessName>;

/** The pool that a worker belongs to: `pool1` of `pool1.3`; null for other processes. */
export function poolOf({ rank, name }: ProcessName): ProcessName | null {
  return /^pool\d/.test(name) ? { rank, name: name.replace(/(?:\.\d+)+$/, '') } : null;
}

/** More tasks that differ than these are not looked at event by event. */
const MOST_TASKS = 200;

interface PoolRun {
  run: RunTraces;
  workers: ProcessName[];
  tasks: Task[];
  /** The state in which workers found each stream. */
  states: Map<number, Set<bigint>>;
}

export async function comparePool(
  pool: ProcessName,
  runs: [RunTraces, RunTraces],
  files: [PoolFiles, PoolFiles],
  dictionary: Dictionary,
): Promise<ProcessComparison> {
  const lost: [string | null, string | null] = [null, null];
  const whole = createProcessAligner(pool).finish(false);
  const sides: PoolRun[] = [];
  for (const side of [0, 1] as const) {
    const read: PoolRun = {
      run: runs[side],
      workers: [...files[side].values()],
      tasks: [],
      states: new Map(),
    };
    for (const [file, worker] of read.workers.entries()) {
      const reader = createTaskReader(file);
      const end = await eachBatch(runs[side], worker, dictionary, reader.push);
      if (end !== null && !MERELY_SHORT.has(end)) lost[side] = end;
      for (const task of reader.tasks()) read.tasks.push(task);
      for (const [name, state] of reader.found())
        read.states.set(name, (read.states.get(name) ?? new Set()).add(state));
      if (side === 1) continue;
      whole.tensors ||= reader.tensors();
      const counted = reader.compared();
      for (const key of Object.keys(counted) as (keyof typeof counted)[]) whole.compared[key] += counted[key];
    }
    sides.push(read);
  }
  const [a, b] = [sides[0]!, sides[1]!];
  const found =
    (await differing(a, b, 'data', pool, dictionary)) ?? (await differing(a, b, 'lines', pool, dictionary));
  const alignment = found
    ? { ...found, tensors: whole.tensors, compared: whole.compared, sharedStates: sharedStates(a, b) }
    : whole;
  return { process: pool, headers: [null, null], ends: [null, null], lost, alignment };
}

/** Workers are ended wherever they are; what they gave back is on disk before it is given back. */
const MERELY_SHORT = new Set(['it has no end record', 'it ends inside a record']);

function sharedStates(a: PoolRun, b: PoolRun): Set<number> {
  const same = ([name, states]: [number, Set<bigint>]) =>
    [...states].some((state) => b.states.get(name)?.has(state));
  return new Set([...a.states].filter(same).map(([name]) => name));
}

/** Null where nothing differs but what several workers did in another order, or one more of them for itself. */
async function differing(
  a: PoolRun,
  b: PoolRun,
  of: Of,
  pool: ProcessName,
  dictionary: Dictionary,
): Promise<Alignment | null> {
  const rest = unmatched(a.tasks, b.tasks, of);
  if (rest[0].length === 0 || rest[1].length === 0) return null;
  const mixed = createProcessAligner(pool);
  const origins: [Task[], Task[]] = [[], []];
  for (const side of [0, 1] as const)
    for (const task of rest[side].slice(0, MOST_TASKS)) {
      const run = side === 0 ? a : b;
      await eachBatch(run.run, run.workers[task.file]!, dictionary, (first, words) => {
        const part = inTask(first, words, task, of);
        if (part.length === 0) return;
        mixed.push(side, origins[side].length, part);
        for (let at = 0; at < part.length; at += WORDS) origins[side].push(task);
      });
    }
  const first = mixed.finish(false)[of === 'data' ? 'first' : 'firstLine'];
  const taskA = first?.a ? origins[0][first.a.index]! : otherPath(rest);
  if (!taskA) return null;
  const taskB = sameNumber(taskA, rest[1]) ?? (first?.b ? origins[1][first.b.index]! : null);
  return taskB && alignTasks(a, b, taskA, taskB, pool, dictionary);
}

/** A task that did other things, not the same things with other values, and gave something else back. */
function otherPath([a, b]: [Task[], Task[]]): Task | null {
  return a.find((task) => task.result !== 0n && (sameNumber(task, b)?.result ?? 0n) !== 0n) ?? null;
}

/** The compared events of a task, as if threads had made them: in which worker and order they come is chance. */
function inTask(first: number, words: Uint32Array, task: Task, of: Of): Uint32Array {
  const found: number[] = [];
  for (let at = 0, index = first; at < words.length; at += WORDS, index++) {
    if (index < task.from || index >= task.to) continue;
    const head = words[at]!;
    if ((of === 'lines' && (head & 0xff) === LINE) || (of === 'data' && isData(head)))
      found.push(((head & 0xffff) | 0x1_0000) >>> 0, ...words.subarray(at + 1, at + WORDS));
  }
  return Uint32Array.from(found);
}

/** With what the two workers had done before their first task, and the seeds that earlier tasks left. */
async function alignTasks(
  a: PoolRun,
  b: PoolRun,
  taskA: Task,
  taskB: Task,
  pool: ProcessName,
  dictionary: Dictionary,
): Promise<Alignment | null> {
  const aligner = createProcessAligner(pool);
  for (const [side, run, task] of [
    [0, a, taskA],
    [1, b, taskB],
  ] as const) {
    const earlier = run.tasks.filter(({ file, from }) => file === task.file && from < task.from);
    await pushTask(aligner, side, run, task, earlier, dictionary);
  }
  const alignment = aligner.finish(true);
  if (!alignment.first && !alignment.firstLine) return null;
  return { ...alignment, traces: [a.workers[taskA.file]!, b.workers[taskB.file]!] };
}

async function pushTask(
  aligner: ProcessAligner,
  side: Side,
  { run, workers }: PoolRun,
  task: Task,
  earlier: Task[],
  dictionary: Dictionary,
): Promise<void> {
  const seeds = new Map<number, [number, Uint32Array]>();
  let begun = false;
  await eachBatch(run, workers[task.file]!, dictionary, (first, words) => {
    for (let at = 0, index = first; at < words.length && index < task.to; at += WORDS, index++) {
      const one = words.subarray(at, at + WORDS);
      if (index >= task.from && !begun) {
        begun = true;
        for (const [where, seed] of [...seeds.values()].sort(([x], [y]) => x - y))
          aligner.push(side, where, seed);
      }
      if (index < task.from && earlier.some(({ from, to }) => index >= from && index < to)) {
        if ((one[0]! & 0xff) === SEED) seeds.set(one[1]!, [index, one.slice()]);
      } else if (index < task.from || index < task.to) {
        aligner.push(side, index, one);
      }
    }
  });
}

/** Gives back why the trace is lost from some event on, or null. */
async function eachBatch(
  run: RunTraces,
  { rank, name }: ProcessName,
  dictionary: Dictionary,
  push: (first: number, words: Uint32Array) => void,
): Promise<string | null> {
  const path = join(run.directory, 'trace', `r${rank}.${name}.srt`);
  const reader = await openTrace(path, { dictionary, root: run.root });
  try {
    for (;;) {
      const part = await reader.next();
      if (part.type === 'events') push(part.first, part.words);
      if (part.type === 'end') return null;
      if (part.type === 'lost') return part.why;
    }
  } finally {
    await reader.close();
  }
}
