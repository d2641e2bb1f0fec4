// Determinism flags: attributes of torch.backends, calls that set them, and environment variables.

import type { FlagFact, SeedFact } from '../catalogue/api.ts';
import type { Call, Expr } from '../python/ast.ts';
import type { FlagEvent } from './events.ts';
import type { Machine } from './machine.ts';
import { argument, recordFlag } from './record.ts';
import { isNone, truth } from './truth.ts';
import type { Arguments, Value } from './values.ts';

type Flag = FlagEvent['flag'];

const ATTRIBUTES: Readonly<Record<string, Flag>> = {
  'torch.backends.cudnn.benchmark': 'cudnn.benchmark',
  'torch.backends.cudnn.deterministic': 'cudnn.deterministic',
  'torch.backends.cudnn.enabled': 'cudnn.enabled',
  'torch.backends.cudnn.allow_tf32': 'allow-tf32',
  'torch.backends.cuda.matmul.allow_tf32': 'allow-tf32',
  'torch.backends.fp32_precision': 'allow-tf32',
  'torch.backends.cudnn.fp32_precision': 'allow-tf32',
  'torch.backends.cudnn.conv.fp32_precision': 'allow-tf32',
  'torch.backends.cudnn.rnn.fp32_precision': 'allow-tf32',
  'torch.backends.cuda.matmul.fp32_precision': 'allow-tf32',
  'torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction': 'reduced-precision',
  'torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction': 'reduced-precision',
  'torch._inductor.config.fallback_random': 'fallback-random',
  'torch.utils.deterministic.fill_uninitialized_memory': 'fill-uninitialized',
  'tensorflow.data.Options.deterministic': 'tf-data-order',
  'tensorflow.data.Options.experimental_deterministic': 'tf-data-order',
};

const VARIABLES: Readonly<Record<string, Flag>> = {
  PYTHONHASHSEED: 'pythonhashseed',
  CUBLAS_WORKSPACE_CONFIG: 'cublas-workspace',
  NCCL_ALGO: 'nccl',
  NCCL_PROTO: 'nccl',
};

/** `torch.backends.cudnn.benchmark = value`, by whatever alias. */
export function setFlag(m: Machine, node: Expr, path: string, value: Value): void {
  const flag = ATTRIBUTES[path.replace(/^torch\.backends\.cudnn\.cudnn\./, 'torch.backends.cudnn.')];
  if (flag !== undefined) recordFlag(m, node, flag, flagOf(path, value), path);
}

/** Attributes that hold the name of a precision: on is the one that gives bits away. */
function flagOf(path: string, value: Value): boolean | null {
  if (!path.endsWith('.fp32_precision')) return truth(value) ?? null;
  return value.tag === 'const' ? value.value === 'tf32' : null;
}

/** `os.environ[name] = value`. */
export function setEnvironment(
  m: Machine,
  node: Expr,
  path: string,
  name: Value,
  value: Value | undefined,
): void {
  if (path !== 'os.environ' || name.tag !== 'const' || typeof name.value !== 'string') return;
  const flag = VARIABLES[name.value];
  if (flag !== undefined)
    recordFlag(
      m,
      node,
      flag,
      value?.tag === 'const' ? String(value.value) : null,
      `os.environ[${JSON.stringify(name.value)}]`,
    );
}

/** Calls that set flags by themselves. */
export function setFlagByCall(m: Machine, path: string, args: Arguments, node: Call): void {
  switch (path) {
    case 'os.environ.setdefault':
    case 'os.putenv':
      setEnvironment(m, node, 'os.environ', args.positional[0] ?? { tag: 'unknown' }, args.positional[1]);
      return;
    case 'os.environ.update': {
      const given = args.positional[0];
      const entries = given?.tag === 'dict' ? given.entries : args.keywords;
      for (const [name, value] of entries)
        setEnvironment(m, node, 'os.environ', { tag: 'const', value: name }, value);
      return;
    }
    case 'torch.use_deterministic_algorithms':
    case 'torch.set_deterministic': {
      const mode = argument(args, 'mode', 0) ?? args.keywords.get('d');
      const warn = args.keywords.get('warn_only');
      recordFlag(
        m,
        node,
        'deterministic-algorithms',
        mode === undefined ? null : (truth(mode) ?? null),
        path,
      );
      if (warn !== undefined && truth(warn) === true && truth(mode ?? warn) !== false)
        recordFlag(m, node, 'warn-only', true, path);
      return;
    }
    case 'torch.set_deterministic_debug_mode': {
      const mode = argument(args, 'debug_mode', 0);
      const level = mode?.tag === 'const' ? mode.value : null;
      recordFlag(
        m,
        node,
        'deterministic-algorithms',
        level === null ? null : !(level === 0 || level === 'default'),
        path,
      );
      if (level === 1 || level === 'warn') recordFlag(m, node, 'warn-only', true, path);
      return;
    }
    case 'torch.backends.cudnn.flags':
    case 'torch.backends.cudnn.set_flags':
      for (const name of ['enabled', 'benchmark', 'deterministic'] as const) {
        const value = args.keywords.get(name) ?? args.keywords.get(`_${name}`);
        if (value !== undefined) recordFlag(m, node, `cudnn.${name}`, truth(value) ?? null, path);
      }
      return;
    case 'torch.set_float32_matmul_precision': {
      const value = argument(args, 'precision', 0);
      recordFlag(m, node, 'matmul-precision', value?.tag === 'const' ? String(value.value) : null, path);
      return;
    }
    default:
      if (path.endsWith('.Trainer') || path === 'composer.Trainer') trainerFlags(m, path, args, node);
  }
}

function trainerFlags(m: Machine, path: string, args: Arguments, node: Call): void {
  const deterministic = args.keywords.get('deterministic') ?? args.keywords.get('deterministic_mode');
  if (deterministic !== undefined && isNone(deterministic) !== true) {
    const on = truth(deterministic) ?? null;
    recordFlag(m, node, 'deterministic-algorithms', on, path);
    if (on === true) recordFlag(m, node, 'cudnn.benchmark', false, path);
    if (deterministic.tag === 'const' && deterministic.value === 'warn')
      recordFlag(m, node, 'warn-only', true, path);
  }
  for (const given of [...args.positional, ...args.keywords.values()]) {
    const full = given.tag === 'instance' ? given.attributes.get('full_determinism') : undefined;
    if (full !== undefined && truth(full) !== false) fullyDeterministic(m, path, node);
  }
  const benchmark = args.keywords.get('benchmark');
  if (benchmark !== undefined && isNone(benchmark) !== true)
    recordFlag(m, node, 'cudnn.benchmark', truth(benchmark) ?? null, path);
}

/** What `TrainingArguments(full_determinism=True)` has the Trainer of Transformers set. */
function fullyDeterministic(m: Machine, path: string, node: Call): void {
  recordFlag(m, node, 'deterministic-algorithms', true, path);
  recordFlag(m, node, 'cudnn.deterministic', true, path);
  recordFlag(m, node, 'cudnn.benchmark', false, path);
}

/** Flags that a seeding call of a framework sets as well. */
export function setFlagsOf(m: Machine, fact: SeedFact, path: string, args: Arguments, node: Expr): void {
  for (const flag of fact.flags) if (applies(flag, args)) recordFlag(m, node, flag.flag, flag.value, path);
}

function applies(flag: FlagFact, args: Arguments): boolean {
  if (flag.when === undefined) return true;
  const given = argument(args, flag.when.keyword, flag.when.position ?? null);
  return given?.tag === 'const' && given.value === flag.when.value;
}
