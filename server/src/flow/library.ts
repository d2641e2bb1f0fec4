// What a call into a library does to streams, by the catalogue; and care where a call cannot be followed.

import type { ApiFact } from '../catalogue/api.ts';
import { lookup } from '../catalogue/lookup.ts';
import { perName } from '../catalogue/per-name.ts';
import type { Call, Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { callBuiltin } from './builtins.ts';
import { callValue, holder, wrappedFunction } from './calls.ts';
import { callCommand } from './commands.ts';
import { meets } from './conditions.ts';
import { applyDraw } from './drawing.ts';
import { callEnvironment } from './environments.ts';
import { setFlagByCall, setFlagsOf } from './flags.ts';
import { callFunction } from './functions.ts';
import { ownState, streamOf } from './generators.ts';
import { use } from './held.ts';
import { markUsed, pushTo } from './history.ts';
import { spendKey } from './keys.ts';
import { makeLoader } from './loaders.ts';
import { type Machine, put, siteOf, wait } from './machine.ts';
import { callOption } from './options.ts';
import { placementOf, staysOnCpu } from './placement.ts';
import { callOnProcess, callProcess } from './processes.ts';
import { argument, recordCall, recordPlacement, recordTrain } from './record.ts';
import { kindOf, manyOf } from './returned.ts';
import { putState, takeState } from './saved-states.ts';
import { recordSeed } from './seeding.ts';
import { unseeded, withPart } from './streams.ts';
import { suspectSeeding } from './suspicion.ts';
import {
  type Arguments,
  canBeUsed,
  type Instance,
  type LibraryName,
  mergeTaints,
  noArguments,
  type Taint,
  tainted,
  taintFrom,
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
  if (callee.self?.tag === 'instance' && made.tag === 'instance') adopt(m, callee.self, made);
  return made;
}

/** What the base part of an object holds and will draw is the object's own. */
export function adopt(m: Machine, object: Instance, base: Instance): void {
  pushTo(m, null, object, object.held, ...base.held);
  pushTo(m, null, object, object.pending, ...base.pending);
  for (const [name, value] of base.attributes)
    if (!object.attributes.has(name)) put(m, object.attributes, name, value);
  const state = m.streams.get(base);
  if (state !== undefined) m.streams = withPart(m.streams, object, state);
  markUsed(m, base);
}

function callByPath(m: Machine, path: string, callee: LibraryName, args: Arguments, node: Expr): Value {
  const handled =
    callBuiltin(m, path, callee, args, node) ??
    callOption(m, path, callee, args, node) ??
    callCommand(m, path, callee, args, node) ??
    callProcess(m, path, args, node) ??
    callEnvironment(m, path, args, node) ??
    takeState(m, path, node);
  if (handled !== undefined) return handled;
  const name = lastOf(path);
  const inProcess = callOnProcess(m, name, callee.self, args, node);
  if (inProcess !== undefined) return inProcess;
  const fact = lookup(path) ?? (m.imported.has('torch') ? ofTorch(name) : undefined);
  if (node.kind === 'Call') {
    setFlagByCall(m, path, args, node);
    placementOf(m, path, name, args, node);
  }
  const receiver = callee.self;
  if (receiver?.tag === 'instance' && receiver.class === null && !isIdle(name)) use(m, receiver, node);
  if (fact !== undefined) return applyFact(m, fact, path, receiver, args, node);
  if (name === 'backward' && m.imported.has('torch')) recordTrain(m, node, path);
  suspectSeeding(m, node, args, path);
  const wrapped = receiver === undefined || name === '__call__' ? wrappedFunction(m, args) : undefined;
  if (wrapped !== undefined) return wrapped;
  const result = taintFrom(args.positional, receiver?.taint);
  return makesObject(name)
    ? holder(m, path.startsWith('?') ? '' : path, args)
    : useAll(m, args, node, tainted(result));
}

/** Methods that say by their name alone that the receiver is torch's. */
function ofTorch(name: string): ApiFact | undefined {
  if (TENSOR_FILLS.has(name)) return lookup(`torch.Tensor.${name}`);
  return name === 'load_state_dict' ? lookup(`torch.nn.Module.${name}`) : undefined;
}

/** Methods that neither run nor iterate their object. */
const isIdle = perName((name) => IDLE.test(name));
const IDLE =
  /^(?:to|cpu|cuda|half|float|double|bfloat16|type|train|eval|apply|compile|summary|close|on|append|extend|insert|add|(?:named_)?(?:parameters|modules|children|buffers)|state_dict|requires_grad_|zero_grad|share_memory|__len__|(?:add|get|set|load|save|log|register|num)_\w+)$/;

const makesObject = perName((name) => name.charAt(0) !== name.charAt(0).toLowerCase());
/** Kept, so that it is the same text each time and need not be looked at to be looked up. */
const lastOf = perName((path) => path.slice(path.lastIndexOf('.') + 1));

function useAll<V extends Value>(m: Machine, args: Arguments, node: Expr, result: V): V {
  for (const value of args.positional) use(m, value, node);
  for (const value of args.keywords.values()) use(m, value, node);
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
  if (fact.invokes !== undefined && receiver !== undefined) {
    if (fact.draw !== undefined)
      applyDraw(m, { draw: fact.draw, path, receiver: undefined, made: null, args, node });
    return callValue(m, receiver, withoutFirst(args, fact.invokes), node);
  }
  if (fact.placement !== undefined && !staysOnCpu(args))
    recordPlacement(m, node, path, fact.placement === 'certain');
  if (fact.train) recordTrain(m, node, path);
  const name = lastOf(path);
  const returns =
    fact.returnsIf !== undefined && meets(fact.returnsIf, args)
      ? fact.returnsIf.returns
      : ((fact.like === undefined ? undefined : kindOf(argument(args, fact.like, 0))) ?? fact.returns);
  const holds = returns !== undefined || makesObject(name);
  const made = holds ? holder(m, returns ?? path, args) : null;
  if (made !== null && fact.calls?.includes('worker_init_fn')) makeLoader(made, args);
  if (fact.keeps !== undefined) keep(m, fact.keeps, receiver, args);
  else if (!holds && typeof fact.passes !== 'number') useAll(m, args, node, unknown);
  if (made !== null && fact.fresh) m.streams = withPart(m.streams, made, unseeded);
  const wrapped = ownState(m, args.positional[0] ?? args.keywords.get('bit_generator'));
  if (made !== null && wrapped !== undefined && streamOf(made) !== undefined)
    m.streams = withPart(m.streams, made, wrapped);
  if (fact.seed !== undefined) {
    const before = m.streams;
    const owner = made ?? (receiver?.tag === 'instance' ? receiver : null);
    const given = owner === null ? undefined : ownState(m, args.positional[0]);
    if (owner !== null && given !== undefined) m.streams = withPart(m.streams, owner, given);
    else recordSeed(m, node, path, fact.seed, args, owner);
    putState(m, path, args, before);
    setFlagsOf(m, fact.seed, path, args, node);
  }
  const drawn =
    fact.draw === undefined || fillsItself(m, path, receiver, node)
      ? null
      : applyDraw(m, { draw: fact.draw, path, receiver, made, args, node });
  if (made !== null && fact.builds !== undefined) build(m, fact.builds, made, args, node);
  if (fact.passes !== undefined) {
    const passed = fact.passes === 'self' ? receiver : args.positional[fact.passes];
    if (passed !== undefined) return passed;
  }
  const taint = resultTaint(m, fact, receiver, args, node, drawn);
  if (made !== null && fact.many !== undefined) return manyOf(m, made, fact.many, args);
  if (made !== null)
    return taint === undefined ? made : Object.assign(made, { taint: mergeTaints([made.taint, taint]) });
  return tainted(taint);
}

/** Layers whose constructor leaves their first weights to `reset_parameters`. */
const LEFT_TO_METHOD =
  /^torch(?:\.nn\.(?:Linear|Bilinear|Conv(?:Transpose)?[123]d|Embedding(?:Bag)?|(?:RNN|LSTM|GRU)(?:Cell)?)|_geometric\.nn\.(?:\w+\.)*\w+Conv)$/;

/** The object's own class may say how it is filled: with zeros, say. */
function fillsItself(m: Machine, path: string, object: Value | undefined, node: Expr): boolean {
  if (object?.tag !== 'instance' || object.class === null || !LEFT_TO_METHOD.test(path)) return false;
  const method = inClass(object.class, 'reset_parameters');
  if (method?.tag !== 'function') return false;
  callFunction(m, { ...method, self: object }, noArguments, node);
  return true;
}

function withoutFirst(args: Arguments, count: number): Arguments {
  return {
    ...args,
    positional: args.positional.slice(count),
    nodes: { ...args.nodes, positional: args.nodes.positional.slice(count) },
  };
}

/** What the receiver is given it calls when it is used. */
function keep(m: Machine, indexes: readonly number[], receiver: Value | undefined, args: Arguments): void {
  if (receiver?.tag !== 'instance' || m.reach === 'skipped') return;
  for (const index of indexes) {
    const value = args.positional[index];
    if (value !== undefined && canBeUsed(value)) pushTo(m, null, receiver, receiver.held, value);
  }
}

function build(
  m: Machine,
  builds: NonNullable<ApiFact['builds']>,
  made: Instance,
  args: Arguments,
  node: Expr,
): void {
  for (const { argument: keyword, position, attribute } of builds) {
    const cls = argument(args, keyword, position);
    if (cls?.tag !== 'class') continue;
    const object = callValue(m, cls, noArguments, node);
    made.attributes.set(attribute, object);
    if (canBeUsed(object)) made.held.push(object);
  }
  if (made.held.length > 0) wait(m, made);
}

function resultTaint(
  m: Machine,
  fact: ApiFact,
  receiver: Value | undefined,
  args: Arguments,
  node: Expr,
  drawn: Taint['entropy'] | null,
): Taint | undefined {
  const given = taintFrom(args.positional, receiver?.taint);
  const entropy = fact.entropy === undefined ? drawn : { source: fact.entropy, origin: siteOf(m, node) };
  if (entropy === null && !fact.hardware) return given;

  return mergeTaints([{ entropy, options: [], hardware: fact.hardware ?? false }, given]);
}
