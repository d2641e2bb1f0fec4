// What a call into a library does to streams, by the catalogue; and care where a call cannot be followed.

import type { ApiFact, DrawFact } from '../catalogue/api.ts';
import { lookup } from '../catalogue/lookup.ts';
import { isKnownPackage, rootOf } from '../catalogue/roots.ts';
import type { Call, Expr } from '../python/ast.ts';
import { callBuiltin } from './builtins.ts';
import { callValue, holder } from './calls.ts';
import { happens, meets } from './conditions.ts';
import { setFlagByCall, setFlagsOf } from './flags.ts';
import { use } from './held.ts';
import { spendKey } from './keys.ts';
import type { Machine } from './machine.ts';
import { siteOf } from './machine.ts';
import { callOption } from './options.ts';
import { placementOf, staysOnCpu } from './placement.ts';
import { spawn } from './processes.ts';
import {
  obscure,
  recordCall,
  recordDraw,
  recordFlag,
  recordPlacement,
  recordSeed,
  recordTrain,
  whereNow,
} from './record.ts';
import { manyOf } from './returned.ts';
import { partOf, stateOf } from './streams.ts';
import {
  type Arguments,
  type Instance,
  instance,
  isNone,
  type LibraryName,
  mergeTaints,
  type Taint,
  tainted,
  truth,
  unknown,
  type Value,
} from './values.ts';

/** In-place fills that only torch tensors have: certain even on a receiver of unknown type. */
const TENSOR_FILLS = new Set([
  'normal_',
  'uniform_',
  'random_',
  'bernoulli_',
  'exponential_',
  'cauchy_',
  'geometric_',
  'log_normal_',
]);

export function callLibrary(m: Machine, callee: LibraryName, args: Arguments, node: Expr): Value {
  if (!callee.path.endsWith('.__init__')) return callByPath(m, callee.path, callee, args, node);
  // The constructor of a base: what it makes, the object itself holds.
  const made = callByPath(m, callee.path.slice(0, -'.__init__'.length), callee, args, node);
  if (callee.self?.tag === 'instance' && made.tag === 'instance') adopt(callee.self, made);
  return made;
}

/** What the base part of an object holds and will draw is the object's own. */
export function adopt(object: Instance, base: Instance): void {
  object.held.push(...base.held);
  object.pending.push(...base.pending);
  if (base.generator !== null) object.generator = base.generator;
  base.used = true;
}

function callByPath(m: Machine, path: string, callee: LibraryName, args: Arguments, node: Expr): Value {
  const handled =
    callBuiltin(m, path, callee, args, node) ??
    callOption(m, path, callee, args, node) ??
    spawn(m, path, args, node);
  if (handled !== undefined) return handled;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const fact =
    lookup(path) ??
    (TENSOR_FILLS.has(name) && m.imported.has('torch') ? lookup(`torch.Tensor.${name}`) : undefined);
  if (node.kind === 'Call') {
    setFlagByCall(m, path, args, node);
    placementOf(m, path, name, args, node);
  }
  const receiver = callee.self;
  if (receiver?.tag === 'instance' && receiver.class === null) use(m, receiver, node);
  if (fact !== undefined) return applyFact(m, fact, path, receiver, args, node);
  if (name === 'backward' && m.imported.has('torch')) recordTrain(m, node, path);
  suspectSeeding(m, node, args, path);
  const result = mergeTaints([receiver?.taint, ...args.positional.map((value) => value.taint)]);
  return makesObject(name)
    ? holder(m, path.startsWith('?') ? '' : path, args)
    : useAll(m, args, node, tainted(result));
}

function makesObject(name: string): boolean {
  const first = name.charAt(0);
  return first !== first.toLowerCase();
}

function useAll<V extends Value>(m: Machine, args: Arguments, node: Expr, result: V): V {
  for (const value of [...args.positional, ...args.keywords.values()]) use(m, value, node);
  return result;
}

function applyFact(
  m: Machine,
  fact: ApiFact,
  path: string,
  receiver: Value | undefined,
  args: Arguments,
  node: Expr,
): Value {
  const call: Call | null = node.kind === 'Call' ? node : null;
  if (fact.watch && call !== null) recordCall(m, call, path, args);
  if (fact.spends !== undefined && call !== null) spendKey(m, fact, path, args, call);
  if (fact.invokes !== undefined && receiver !== undefined)
    return callValue(m, receiver, withoutFirst(args, fact.invokes), node);
  if (fact.placement !== undefined && !staysOnCpu(args))
    recordPlacement(m, node, path, fact.placement === 'certain');
  if (fact.train) recordTrain(m, node, path);
  const name = path.slice(path.lastIndexOf('.') + 1);
  const returns =
    fact.returnsIf !== undefined && meets(fact.returnsIf, args) ? fact.returnsIf.returns : fact.returns;
  const holds = returns !== undefined || makesObject(name);
  const made = holds ? holder(m, returns ?? path, args) : null;
  if (fact.many !== undefined && returns !== undefined) return manyOf(returns, fact.many, args);
  if (!holds) useAll(m, args, node, unknown);
  if (fact.seed !== undefined) {
    const local = fact.seed.parts.every((part) => LOCAL.has(part)) && fact.seed.parts.length > 0;
    const before = m.streams;
    const state = recordSeed(m, node, path, fact.seed, args);
    if (local) {
      m.streams = before;
      const owner = made ?? (receiver?.tag === 'instance' ? receiver : null);
      if (owner !== null && state !== null) owner.generator = state;
    }
    setFlagsOf(m, fact.seed, path, args, node);
  }
  const drawn = fact.draw === undefined ? null : applyDraw(m, fact.draw, path, receiver, made, args, node);
  if (fact.passes !== undefined) {
    const passed = fact.passes === 'self' ? receiver : args.positional[fact.passes];
    if (passed !== undefined) return passed;
  }
  const taint = resultTaint(m, fact, receiver, args, node, drawn);
  if (made !== null)
    return taint === undefined ? made : Object.assign(made, { taint: mergeTaints([made.taint, taint]) });
  return tainted(taint);
}

function withoutFirst(args: Arguments, count: number): Arguments {
  return {
    ...args,
    positional: args.positional.slice(count),
    nodes: { ...args.nodes, positional: args.nodes.positional.slice(count) },
  };
}

const LOCAL: ReadonlySet<string> = new Set([
  'numpy.Generator',
  'numpy.RandomState',
  'python.Random',
  'torch.Generator',
]);

function resultTaint(
  m: Machine,
  fact: ApiFact,
  receiver: Value | undefined,
  args: Arguments,
  node: Expr,
  drawn: Taint['entropy'] | null,
): Taint | undefined {
  const given = mergeTaints([receiver?.taint, ...args.positional.map((value) => value.taint)]);
  const entropy = fact.entropy === undefined ? drawn : { source: fact.entropy, origin: siteOf(m, node) };
  if (entropy === null && !fact.hardware) return given;

  return mergeTaints([{ entropy, options: [], hardware: fact.hardware ?? false }, given]);
}

/** A draw: now, or when the object is used. Returns the entropy of its value when the stream is unseeded. */
function applyDraw(
  m: Machine,
  draw: DrawFact,
  path: string,
  receiver: Value | undefined,
  made: Instance | null,
  args: Arguments,
  node: Expr,
): Taint['entropy'] | null {
  const call = node.kind === 'Call' ? node : null;
  if (!happens(draw, args, call)) return null;
  const where = whereNow(m, node);
  const stream = m.inWorker && (draw.stream === 'python' || draw.stream === 'numpy') ? 'torch' : draw.stream;
  if (LOCAL.has(draw.stream)) {
    const state = receiver?.tag === 'instance' ? receiver.generator : null;
    if (state !== null)
      recordDraw(m, where, { stream: draw.stream, role: draw.role, api: path, call }, state);
    return state?.tag === 'entropy' ? { source: path, origin: where.site, stream: draw.stream } : null;
  }
  if (draw.when === 'use') {
    const object = made ?? instance(path);
    object.pending.push({ stream: stream, role: draw.role, api: path, ...where, done: false });
    m.waiting.push(object);
    return null;
  }
  const state = stateOf(m.streams, partOf(stream, deviceOf(args)));
  recordDraw(m, where, { stream: stream, role: draw.role, api: path, call }, state);
  if (draw.role !== 'call' || (state.tag !== 'unseeded' && state.tag !== 'entropy')) return null;
  return { source: path, origin: where.site, stream: stream };
}

function deviceOf(args: Arguments): 'cpu' | 'cuda' {
  const device = args.keywords.get('device');
  return device?.tag === 'const' && typeof device.value === 'string' && device.value.startsWith('cuda')
    ? 'cuda'
    : 'cpu';
}

const SEEDING_NAME = /seed|determinis|reproducib|set_rng|random_state/i;

/** A call that cannot be followed and that speaks of seeding may have seeded anything: no claim is made after it. */
export function suspectSeeding(m: Machine, node: Expr, args: Arguments, path = ''): void {
  if (isKnownPackage(rootOf(path))) return;
  const name = node.kind === 'Call' ? calledName(node.func) : path;
  const onUnknownObject = path.startsWith('?.');
  const named = SEEDING_NAME.test(onUnknownObject ? path.slice(2) : name);
  // `env.seed(0)`, `sampler.set_seed(…)`: an object seeds itself; what kind of object is not known here.
  const keyed = [...args.keywords].some(
    ([keyword, value]) =>
      /^(seed|random_seed|manual_seed|global_seed)$/.test(keyword) && isNone(value) !== true,
  );
  // It may set the flags of that name too: then their absence is not claimed.
  const deterministic = args.keywords.get('deterministic');
  if (
    (deterministic !== undefined && truth(deterministic) !== false) ||
    /determinis|reproducib/i.test(name)
  ) {
    recordFlag(m, node, 'cudnn.deterministic', null, path);
    recordFlag(m, node, 'deterministic-algorithms', null, path);
  }
  if (named || (keyed && !onUnknownObject))
    obscure(m, `\`${name}\` may seed it, and its source is not known here`);
}

function calledName(func: Expr): string {
  return func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : '';
}
