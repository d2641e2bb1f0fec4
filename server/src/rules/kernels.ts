// Calls of operations whose GPU kernels vary, in a script that may train on a GPU.

import { type Case, type Kernel, TENSOR_METHODS } from '../catalogue/gpu-kernels.ts';
import { perName } from '../catalogue/per-name.ts';
import { pathOf } from '../fixes/bindings.ts';
import { bindingsFor } from '../fixes/context.ts';
import { argumentOf, literalOf } from '../python/arguments.ts';
import type { Call, Expr, Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { around } from '../python/traverse.ts';
import { firstPlacement, mayTrain } from './course.ts';
import { callsBy, type NamedCall, namedCalls } from './named-calls.ts';
import type { RuleContext } from './rule.ts';

const NO_GRADIENT = /^torch\.(?:no_grad|inference_mode|autograd\.(?:no_grad|inference_mode|grad_mode\.\w+))$/;
const EVALUATION = /eval|valid|test|infer|predict|sampl|visual|preprocess|metric|plot/i;

export interface KernelCall extends NamedCall {
  readonly kernel: Kernel;
}

/** Every call of one of these operations that a GPU may run; none where the script stays on the CPU. */
export function kernelCalls(context: RuleContext, kernels: readonly Kernel[]): KernelCall[] {
  const { flow, module } = context;
  if (firstPlacement(flow) === undefined) return [];
  const trained = mayTrain(flow);
  const named = byName(kernels);
  return [...namedCalls(module), ...tensorCalls(module)].flatMap(({ call, path }) => {
    const kernel = named(path).find((one) => isMeant(one, call));
    if (kernel === undefined || isOnCpu(call)) return [];
    if (kernel.backward && (!trained || isWithoutGradient(module, call))) return [];
    // A function that is applied outside of a network may be applied to data, which has no gradient.
    if (kernel.backward && /^torch\.nn\.functional\./.test(path) && !isInClass(call)) return [];
    return [{ call, path, kernel }];
  });
}

/** Which of the operations bear a name; asked for each call of a file. */
const known = new WeakMap<readonly Kernel[], (path: string) => readonly Kernel[]>();

function byName(kernels: readonly Kernel[]): (path: string) => readonly Kernel[] {
  const found = known.get(kernels) ?? perName((path) => kernels.filter(({ names }) => names.test(path)));
  known.set(kernels, found);
  return found;
}

/** Methods that only tensors have. */
const methodCalls = callsBy((imports, { func, args }) => {
  if (func.kind !== 'Attribute' || pathOf(imports, func) !== undefined) return undefined;
  const { attr } = func;
  // Others gather too: that of a tensor is told its dimension.
  const gathers = attr === 'gather' && args.length === 2 && typeof literalOf(args[0]) === 'number';
  return gathers || TENSOR_METHODS.has(attr) ? `torch.Tensor.${attr}` : undefined;
});

/** Those of a file that imports torch. */
function tensorCalls(module: Module): readonly NamedCall[] {
  const usesTorch = [...bindingsFor(module).imported.values()].some((path) => /^torch\b/.test(path));
  return usesTorch ? methodCalls(module) : [];
}

function isMeant({ when }: Kernel, call: Call): boolean {
  return when === undefined || when.some((one) => meets(one, argumentOf(call, one.keyword, one.position)));
}

function meets({ is }: Case, given: Expr | undefined): boolean {
  if (given === undefined) return false;
  if (is === 'given') return literalOf(given) !== null;
  if (is === 'size') {
    const sizes = given.kind === 'Tuple' || given.kind === 'List' ? given.items : [given];
    const known = sizes.map(literalOf);
    return known.every((size) => typeof size === 'number') && known.some((size) => size !== 1);
  }
  const value = literalOf(given);
  return (typeof value === 'string' || typeof value === 'boolean') && is.includes(value);
}

function isInClass(call: Call): boolean {
  return around(call).some((up) => up.kind === 'ClassDef');
}

/** `f(x.cpu(), …)`. */
function isOnCpu({ func, args }: Call): boolean {
  const [first] = args;
  return [first, func.kind === 'Attribute' ? func.value : undefined].some(
    (one) => one?.kind === 'Call' && one.func.kind === 'Attribute' && one.func.attr === 'cpu',
  );
}

export function isWithoutGradient(module: Module, node: Node): boolean {
  const bindings = bindingsFor(module);
  const isGuard = (expr: Expr): boolean =>
    NO_GRADIENT.test(pathOf(bindings, expr.kind === 'Call' ? expr.func : expr) ?? '');
  return around(node).some((up) => {
    if (up.kind === 'With') return up.items.some(({ value }) => isGuard(value));
    return up.kind === 'FunctionDef' && (up.decorators.some(isGuard) || EVALUATION.test(up.name));
  });
}
