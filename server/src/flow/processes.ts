// Processes and threads that a script starts: what a child draws from, and that it leaves its parent's streams alone.

import { perName } from '../catalogue/per-name.ts';
import type { Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { callValue } from './calls.ts';
import { useWaiting } from './held.ts';
import { markUsed } from './history.ts';
import { type Machine, wait } from './machine.ts';
import { argument } from './record.ts';
import type { Streams } from './streams.ts';
import {
  type Arguments,
  constant,
  type Instance,
  instance,
  noArguments,
  tainted,
  unknown,
  type Value,
} from './values.ts';

/** How a child begins: with nothing of its parent's, or with a copy. */
type Start = 'spawn' | 'fork' | 'thread';

const SPAWN = /^torch\.multiprocessing\.(?:spawn\.)?(?:spawn|start_processes)$/;
const STARTED = /^(?:torch\.)?multiprocessing\.(?:context\.\w+\.|process\.)?(Process|Pool|pool\.Pool)$/;
const CONTEXT = /^(?:torch\.)?multiprocessing\.get_context$/;
const METHOD = /^(?:torch\.)?multiprocessing\.set_start_method$/;
const THREAD = /^threading\.(?:Thread|Timer)$/;
/** Runs a function in the process that another worker has. */
const REMOTE = /^torch\.distributed\.rpc\.(?:remote|rpc_sync|rpc_async)$/;
const EXECUTOR = /^concurrent\.futures\.(?:process\.)?ProcessPoolExecutor$/;

const isAbout = perName((path) =>
  [SPAWN, STARTED, CONTEXT, METHOD, THREAD, EXECUTOR, REMOTE].some((pattern) => pattern.test(path)),
);

/** Calls that start something, or say how it will be started. */
export function callProcess(m: Machine, path: string, args: Arguments, node: Expr): Value | undefined {
  if (!isAbout(path)) return undefined;
  if (SPAWN.test(path)) return spawn(m, args, node);
  if (REMOTE.test(path)) {
    const called = handed(argument(args, 'func', 1), argument(args, 'args', 2), argument(args, 'kwargs', 3));
    // What the other process seeded is not known here: its streams are taken to be like those of this one.
    inChild(m, 'fork', node, () => callValue(m, called, noArguments, node));
    return unknown;
  }
  if (METHOD.test(path)) {
    const method = argument(args, 'method', 0);
    m.startMethod = isSpawn(method) ? 'spawn' : 'fork';
    return unknown;
  }
  if (CONTEXT.test(path)) {
    const made = instance(A_CONTEXT);
    made.attributes.set(START, constant(startOf(m, argument(args, 'method', 0))));
    return made;
  }
  const how = THREAD.test(path) ? 'thread' : m.startMethod;
  if (STARTED.test(path)) return path.endsWith('Pool') ? pool(args, 1, how) : child(m, path, args, how);
  if (THREAD.test(path)) return child(m, path, args, how);
  if (EXECUTOR.test(path)) {
    const context = args.keywords.get('mp_context');
    return pool(args, 2, context?.tag === 'instance' ? startIn(context, how) : how);
  }
  return undefined;
}

const A_CONTEXT = 'multiprocessing context';
/** Key of the attribute under which an object keeps how its processes start; no name of Python has a blank. */
const START = 'start method';

function isSpawn(method: Value | undefined): boolean {
  return method?.tag === 'const' && (method.value === 'spawn' || method.value === 'forkserver');
}

function startOf(m: Machine, method: Value | undefined): Start {
  return method === undefined ? m.startMethod : isSpawn(method) ? 'spawn' : 'fork';
}

function startIn(object: Instance, otherwise: Start): Start {
  const how = object.attributes.get(START);
  return how?.tag === 'const' ? (how.value as Start) : otherwise;
}

/** A method of what `callProcess` made; undefined where it is none of them. */
export function callOnProcess(
  m: Machine,
  name: string,
  self: Value | undefined,
  args: Arguments,
  node: Expr,
): Value | undefined {
  if (self?.tag !== 'instance') return undefined;
  const { type } = self;
  if (type === A_CONTEXT) {
    if (name === 'Process') return child(m, 'multiprocessing.Process', args, startIn(self, 'fork'));
    return name === 'Pool' ? pool(args, 1, startIn(self, 'fork')) : undefined;
  }
  if (type === POOL) return MAPPED.test(name) ? inPool(m, self, args, node) : undefined;
  if (name !== 'start' && name !== 'run') return undefined;
  return self.attributes.has(START) ? start(m, self, node) : undefined;
}

/** A thread or process: its function runs when it is started. */
function child(m: Machine, path: string, args: Arguments, how: Start): Instance {
  const made = instance(path);
  made.attributes.set(START, constant(how));
  const target = args.keywords.get('target') ?? args.positional[1];
  if (target === undefined) return made;
  made.held.push(
    handed(
      target,
      args.keywords.get('args') ?? args.positional[3],
      args.keywords.get('kwargs') ?? args.positional[4],
    ),
  );
  wait(m, made);
  return made;
}

/** A function with the arguments that are handed over beside it. */
function handed(target: Value = unknown, given?: Value, named?: Value): Value {
  const known = given?.tag === 'sequence' && given.complete ? given.items : null;
  return {
    tag: 'partial',
    callee: target,
    args: {
      ...noArguments,
      positional: known ?? [],
      keywords: named?.tag === 'dict' ? new Map(named.entries) : new Map(),
      open: (known === null && given !== undefined) || (named !== undefined && named.tag !== 'dict'),
    },
  };
}

export function isStarted(object: Instance): boolean {
  return object.attributes.has(START) && object.type !== POOL && object.type !== A_CONTEXT;
}

/** The child of a process object runs. */
export function start(m: Machine, self: Instance, node: Expr): Value {
  const run = self.class === null ? undefined : inClass(self.class, 'run');
  if (m.reach !== 'skipped') markUsed(m, self);
  inChild(m, startIn(self, 'fork'), node, () => {
    if (run?.tag === 'function') callValue(m, { ...run, self }, noArguments, node);
    else for (const held of self.held) callValue(m, held, noArguments, node);
  });
  return unknown;
}

const POOL = 'process pool';
const MAPPED = /^(?:apply|map|imap|starmap|submit)(?:_async|_unordered)?$/;

function pool(args: Arguments, position: number, how: Start): Instance {
  const made = instance(POOL);
  made.attributes.set(START, constant(how));
  const initializer = argument(args, 'initializer', position);
  if (initializer === undefined) return made;
  const given = argument(args, 'initargs', position + 1);
  made.attributes.set('initializer', {
    tag: 'partial',
    callee: initializer,
    args: {
      ...noArguments,
      positional: given?.tag === 'sequence' ? given.items : [],
      open: given !== undefined && given.tag !== 'sequence',
    },
  });
  return made;
}

function inPool(m: Machine, self: Instance, args: Arguments, node: Expr): Value {
  const [fn] = args.positional;
  const initializer = self.attributes.get('initializer');
  inChild(m, startIn(self, 'fork'), node, () => {
    if (initializer !== undefined) callValue(m, initializer, noArguments, node);
    if (fn !== undefined) callValue(m, fn, { ...noArguments, open: true }, node);
  });
  return unknown;
}

/** `mp.spawn(fn, args=…)`: the function runs in a fresh process, whose streams no seed of the parent reaches. */
function spawn(m: Machine, args: Arguments, node: Expr): Value {
  const target = argument(args, 'fn', 0);
  if (target === undefined) return unknown;
  const given = argument(args, 'args', 1);
  const rank = tainted({ entropy: null, options: [], hardware: true });
  const complete = given?.tag === 'sequence' && given.complete;
  const passed: Arguments = {
    ...noArguments,
    positional: [rank, ...(given?.tag === 'sequence' ? given.items : [])],
    open: given !== undefined && !complete,
  };
  inChild(m, 'spawn', node, () => callValue(m, target, passed, node));
  return unknown;
}

/** A child process: what it does to its streams ends with it. A spawned one starts from what importing the script leaves. */
export function inChild(m: Machine, how: Start, node: Expr, run: () => void, streams?: Streams): void {
  const before = m.streams;
  const waiting = m.waiting.length;
  m.streams = streams ?? (how === 'spawn' ? (m.atGuard ?? new Map()) : before);
  run();
  // What it made lives and ends with it.
  if (how !== 'thread') useWaiting(m, node, waiting);
  if (how !== 'thread') m.streams = before;
  m.exited = false;
}
