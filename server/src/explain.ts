// The text of a hover: what a call draws from and what seeds it, what a seed reaches, what a flag does and what not.

import type { Span } from './finding.ts';
import { pathOf } from './fixes/bindings.ts';
import { bindingsFor } from './fixes/context.ts';
import { type DrawEvent, type FlagEvent, type Flow, type SeedEvent, spanOfSite } from './flow/events.ts';
import type { Attribute, Located } from './python/ast.ts';
import { spanOf } from './python/module.ts';
import { partsOf, STREAM, seedValueWords, sourceOf, stateWords } from './story.ts';

export interface Explanation {
  readonly span: Span;
  readonly markdown: string;
}

/** What the smallest event around an offset of the file (or cell) means; null where there is nothing to say. */
export function explainAt(flow: Flow, cell: number | null, offset: number): Explanation | null {
  const here = flow.events
    .filter((event) => event.kind === 'draw' || event.kind === 'seed' || event.kind === 'flag')
    .map((event) => ({ event, span: spanOfSite(event.site) }))
    .filter(
      ({ event, span }) =>
        event.site.module === flow.module && span.cell === cell && span.start <= offset && offset <= span.end,
    )
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  const first = here[0];
  if (first === undefined) return explainAttribute(flow, cell, offset);
  // In an argument of the call the hover is about the argument.
  if (
    first.event.site.node.kind === 'Call' &&
    first.event.site.node.func.end + first.event.site.node.unit.start < offset
  )
    return null;
  const same = here.filter(({ span }) => span.start === first.span.start && span.end === first.span.end);
  const texts = same.map(({ event }) => textFor(event, flow));
  return { span: first.span, markdown: [...new Set(texts)].join('\n\n') };
}

function textFor(event: DrawEvent | SeedEvent | FlagEvent, flow: Flow): string {
  if (event.kind === 'draw') return drawText(event, flow);
  return event.kind === 'seed' ? seedText(event, flow) : flagText(event);
}

const UNUSED: Readonly<Record<'skipped' | 'uncalled', string>> = {
  skipped: 'The default run does not come by here.',
  uncalled: 'Nothing in this run calls the function around it.',
};

function drawText(event: DrawEvent, flow: Flow): string {
  const state = stateWords(event.state, event, flow);
  const lines = [
    `Draws from **${STREAM[event.stream]}**${event.role === 'shuffle' || event.role === 'transform' ? ' when it is used' : ''}.`,
  ];
  lines.push(
    event.state.tag === 'seeded'
      ? `Repeats from run to run: ${state}.`
      : `${state.charAt(0).toUpperCase()}${state.slice(1)}.`,
  );
  if (event.reach === 'skipped' || event.reach === 'uncalled') lines.push(UNUSED[event.reach]);
  return lines.join('  \n');
}

function seedText(event: SeedEvent, flow: Flow): string {
  if (event.parts.length === 0) return `\`${sourceOf(event, event.api)}\` sets flags and seeds nothing.`;
  const lines = [`Seeds **${partsOf(event.parts)}** with ${seedValueWords(event.value)}.`];
  const governed = flow.events.filter(
    (other) => other.kind === 'draw' && other.state.tag === 'seeded' && other.state.by === event,
  ).length;
  lines.push(
    governed === 0
      ? 'No draw that is seen here depends on it.'
      : `Governs ${governed} ${governed === 1 ? 'draw that is' : 'draws that are'} seen here.`,
  );
  if (event.reach === 'skipped' || event.reach === 'uncalled') lines.push(UNUSED[event.reach]);
  return lines.join('  \n');
}

const FLAG: Readonly<Record<FlagEvent['flag'], string>> = {
  'cudnn.enabled':
    '**`torch.backends.cudnn.enabled`** chooses whether torch uses cuDNN at all.  \nCost: without it convolutions and recurrent layers run on slower kernels of torch.  \nIt does not promise repeatable results: those kernels may add in a varying order too. Use `deterministic = True` and `benchmark = False` instead.',
  'cudnn.benchmark':
    '**`torch.backends.cudnn.benchmark`** lets cuDNN time several convolution kernels for each new input size and keep the fastest.  \nCost of `False`: some speed where input sizes stay the same.  \n`False` does not promise repeatable results: the kernel that is chosen may still be a nondeterministic one, which `deterministic = True` excludes.',
  'cudnn.deterministic':
    '**`torch.backends.cudnn.deterministic`** restricts cuDNN to kernels that give the same bits for the same input.  \nCost: often some speed, above all in the backward of convolutions.  \nIt does not reach operations outside cuDNN (`scatter_add`, `index_add`, attention): `torch.use_deterministic_algorithms(True)` does. It seeds nothing.',
  'deterministic-algorithms':
    '**`torch.use_deterministic_algorithms(True)`** makes torch take deterministic kernels everywhere, and raise where an operation has none.  \nCost: speed and sometimes memory; a script may stop with an error.  \nIt seeds nothing, and says nothing of other libraries, of data order, or of another GPU model.',
  'warn-only':
    '**`warn_only=True`** warns where an operation has no deterministic kernel, and runs it all the same: results may then differ from run to run.',
  pythonhashseed:
    '**`PYTHONHASHSEED`** fixes the salt of `hash()` for text, and with it the order of sets of text.  \nPython reads it at start: set from within a script it reaches only processes that the script starts. Set it in the command: `PYTHONHASHSEED=0 python …`.',
  'cublas-workspace':
    '**`CUBLAS_WORKSPACE_CONFIG`** (`:4096:8` or `:16:8`) gives cuBLAS a fixed workspace, which deterministic matrix products needed before torch 2.10.  \nCost: about 24 MB of GPU memory. It has to be set before CUDA starts.',
  'matmul-precision':
    'The precision of float32 matrix products: `high` and `medium` use TF32 or bfloat16.  \nResults repeat on the same GPU; they differ more from another GPU model.',
  'allow-tf32':
    'TF32 computes float32 products with a shorter mantissa, on GPUs that have it.  \nResults repeat on the same GPU; they differ more from another GPU model.',
  'reduced-precision':
    'Sums of half-precision matrix products may be kept in half precision, which is faster.  \nResults repeat on the same GPU; they differ more from another GPU model.',
  nccl: '**`NCCL_ALGO`** and **`NCCL_PROTO`** fix how GPUs add what they exchange. Left open, NCCL chooses by topology and message size.  \nThey have to be set before the process group is made.',
  'fallback-random':
    '**`torch._inductor.config.fallback_random`** lets compiled code draw the numbers that eager code would.  \nCost: random operations are no longer fused.',
  'fill-uninitialized':
    'With deterministic algorithms on, torch fills new uninitialised memory with a known value, so that reading it by mistake repeats.  \nCost: one write of each such tensor.',
  'tf-data-order':
    '**`deterministic`** of `tf.data.Options` says whether a pipeline hands out elements in the order in which they came in.  \nCost of `True`: a slow element holds up those behind it.  \nIt does not seed a shuffle.',
};

function flagText(event: FlagEvent): string {
  const value =
    event.value === null
      ? 'a value that is not known here'
      : `\`${typeof event.value === 'boolean' ? (event.value ? 'True' : 'False') : event.value}\``;
  return `${FLAG[event.flag]}\n\nSet to ${value} here.`;
}

const ATTRIBUTES: Readonly<Record<string, FlagEvent['flag']>> = {
  'torch.backends.cudnn.enabled': 'cudnn.enabled',
  'torch.backends.cudnn.benchmark': 'cudnn.benchmark',
  'torch.backends.cudnn.deterministic': 'cudnn.deterministic',
  'torch.use_deterministic_algorithms': 'deterministic-algorithms',
};

/** A flag that is only read, or set where the run does not come by. */
function explainAttribute({ module }: Flow, cell: number | null, offset: number): Explanation | null {
  const unit = module.units.find(
    (one) => one.cell === cell && one.start <= offset && offset <= one.start + one.text.length,
  );
  const attribute = unit === undefined ? undefined : smallestAttribute(unit.body, offset - unit.start);
  const path = attribute === undefined ? undefined : pathOf(bindingsFor(module), attribute);
  const flag = path === undefined || !Object.hasOwn(ATTRIBUTES, path) ? undefined : ATTRIBUTES[path];
  return attribute === undefined || flag === undefined
    ? null
    : { span: spanOf(module, attribute), markdown: FLAG[flag] };
}

/** The innermost attribute whose own name is at the offset. */
function smallestAttribute(node: Located, offset: number): Attribute | undefined {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'unit' || typeof value !== 'object' || value === null) continue;
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (typeof inner !== 'object' || inner === null) continue;
      const found = smallestAttribute(inner as Located, offset);
      if (found !== undefined) return found;
    }
  }
  const { kind, attrStart } = node as Partial<Attribute>;
  return kind === 'Attribute' && attrStart !== undefined && attrStart <= offset && offset <= node.end
    ? (node as Attribute)
    : undefined;
}
