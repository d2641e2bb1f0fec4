// Says in words what an event does and in which state a stream is: for hovers and for the listing of draws.

import { causesOf, missedSeed } from './flow/causes.ts';
import type {
  DrawEvent,
  Flow,
  FlowEvent,
  Part,
  SeedEvent,
  SeedValue,
  Site,
  Stream,
  StreamState,
} from './flow/events.ts';
import { type Module, textOf } from './python/module.ts';

export const STREAM: Readonly<Record<Stream, string>> = {
  python: "Python's `random`",
  numpy: "NumPy's global stream",
  torch: "torch's default generator",
  tf: "TensorFlow's global generator",
  keras: "Keras' seed generator",
  jax: 'a JAX key',
  gym: "the environment's generator",
  'gym.space': "the generator of the environment's spaces",
  cupy: "CuPy's generator",
  dask: "Dask's generator",
  mlx: "MLX's generator",
  paddle: "Paddle's generator",
  polars: "Polars' generator",
  'numpy.Generator': 'a NumPy Generator of its own',
  'numpy.RandomState': 'a RandomState of its own',
  'python.Random': 'a Random object of its own',
  'torch.Generator': 'a torch Generator of its own',
};

export function rowOf({ module, node }: Site): number {
  return textOf(module, node.unit.cell)
    .slice(0, node.unit.start + node.start)
    .split('\n').length;
}

/** "line 12", "line 3 of utils.py", "cell 2, line 4": rows count from 1. */
export function placeOf(site: Site, here: Module): string {
  const { module, node } = site;
  const { cell } = node.unit;
  const row = rowOf(site);
  const line = cell === null ? `line ${row}` : `cell ${cell + 1}, line ${row}`;
  return module === here ? line : `${line} of ${module.file.slice(module.file.lastIndexOf('/') + 1)}`;
}

/** The source of a node on one line, or its qualified name where that is too long. */
export function sourceOf(event: FlowEvent, fallback: string): string {
  const { node } = event.site;
  const text = node.unit.text.slice(node.start, node.end).replace(/\s+/g, ' ');
  return text !== '' && text.length <= 60 ? text : `${fallback}(…)`;
}

export function partsOf(parts: readonly Part[]): string {
  const names: string[] = [];
  if (parts.includes('python')) names.push('`random`');
  if (parts.includes('numpy')) names.push("NumPy's global stream");
  const cpu = parts.includes('torch.cpu');
  const all = parts.includes('torch.cuda.all');
  if (cpu && all) names.push('torch on the CPU and every GPU');
  else if (cpu) names.push('torch on the CPU');
  else if (all) names.push('torch on every GPU, not on the CPU');
  else if (parts.includes('torch.cuda')) names.push('torch on the current GPU, not on the CPU');
  for (const part of parts) {
    if (part !== 'python' && part !== 'numpy' && !part.startsWith('torch.c'))
      names.push(STREAM[part as Stream]);
  }
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'nothing');
}

export function seedValueWords(value: SeedValue): string {
  switch (value.tag) {
    case 'constant':
      return value.option === undefined
        ? String(value.value)
        : `${value.value}, the default of \`${value.option.name}\``;
    case 'entropy':
      return `${value.source}, which differs in each run`;
    case 'none':
      return 'new entropy from the operating system';
    case 'unknown':
      return value.option === undefined
        ? 'a value that is not known here'
        : `the option \`${value.option.name}\``;
  }
}

/** "seeded by `torch.manual_seed(0)`, line 3", or why it is not. */
export function stateWords(state: StreamState, draw: DrawEvent, flow: Flow): string {
  const by = (seed: SeedEvent) => `\`${sourceOf(seed, seed.api)}\`, ${placeOf(seed.site, flow.module)}`;
  switch (state.tag) {
    case 'seeded':
      return `seeded by ${by(state.by)}`;
    case 'entropy':
      return `unseeded: ${by(state.by)} takes ${seedValueWords(state.by.value)}`;
    case 'partly':
      return `unseeded on some paths: ${by(state.by)} is on one only`;
    case 'unknown':
      return `not known: ${state.why}`;
    case 'unseeded':
      return `unseeded: ${whyUnseeded(draw, flow)}`;
  }
}

function whyUnseeded(draw: DrawEvent, flow: Flow): string {
  const cause = causesOf(flow).find((one) => one.stream === draw.stream);
  const seed = cause?.seed ?? null;
  const at = seed === null ? '' : `\`${sourceOf(seed, seed.api)}\`, ${placeOf(seed.site, flow.module)}`;
  switch (cause?.kind) {
    case 'seed-after-draw':
      return `${at} comes later`;
    case 'partial-seed':
      return `${at} seeds ${partsOf(seed?.parts ?? [])}`;
    case 'option-none':
      return `it waits for the option \`${cause.option?.name}\`, None by default`;
    case 'one-branch':
      return `${at} is on a path that the default run does not take`;
    case 'never-called':
      return `nothing calls \`${cause.seedFunction?.definition.name}\``;
    case 'option-unused':
      return `nothing uses the option \`${cause.option?.name}\``;
    case 'other-process':
      return `${at} seeds another process`;
    case 'entropy':
      return 'its value becomes a seed, and differs in each run';
    case 'put-back':
      return `what ${at} set is put back before`;
    default:
      return missedBy(draw, flow);
  }
}

/** Objects that are generators are seeded one by one; of a shared stream it is said which seed the draw misses. */
function missedBy(draw: DrawEvent, flow: Flow): string {
  const missed = missedSeed(flow, draw);
  if (missed === null) return 'nothing seeds it';
  const at = `\`${sourceOf(missed.seed, missed.seed.api)}\`, ${placeOf(missed.seed.site, flow.module)}`;
  return missed.later ? `${at} comes later` : `${at} is on a path that the default run does not take`;
}
