// The words that several rules share: what a stream is called, what a call draws, where to point, what comes later.

import { canonical } from '../catalogue/canonical.ts';
import { lookup } from '../catalogue/lookup.ts';
import { seedArgument } from '../catalogue/seed-argument.ts';
import type { Related, Span } from '../finding.ts';
import type { Cause, GlobalStream } from '../flow/causes.ts';
import { type DrawEvent, type FlowEvent, type SeedEvent, type Site, spanOfSite } from '../flow/events.ts';
import type { Module } from '../python/module.ts';
import { inside } from '../python/traverse.ts';
import { restores, trains } from './course.ts';
import type { Found, RuleContext } from './rule.ts';

export const STREAM_NAME: Readonly<Record<GlobalStream, string>> = {
  python: "Python's `random`",
  numpy: "NumPy's global stream",
  torch: "torch's default generator",
};

/** Findings of a later draw, beside the first one; beyond these, one more would tell nothing new. */
const LATER = 20;
const RELATED = 5;

/** The name of what draws, as the script writes it. */
export function written(draw: DrawEvent): string {
  const node = draw.call?.func ?? draw.site.node;
  const text = node.unit.text.slice(node.start, node.end);
  // A name that the script gave it may say nothing: `sampler_class(…)`.
  const same = last(text) === last(draw.api);
  return same && /^[\w.]{1,60}$/.test(text) ? text : draw.api.split('.').slice(-2).join('.') || draw.api;
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const WHAT: Readonly<Record<DrawEvent['role'], string>> = {
  call: 'draws from',
  layer: 'draws its initial weights from',
  model: 'draws its initial weights from',
  shuffle: 'shuffles with numbers from',
  split: 'splits with numbers from',
  sampler: 'draws its order from',
  transform: 'draws its parameters from',
  generator: 'draws from',
  estimator: 'draws from',
  environment: 'draws from',
};

/** "`nn.Linear` draws its initial weights from torch's default generator". */
export function sentence(draw: DrawEvent, stream: GlobalStream): string {
  const [entry] = draw.path;
  const { file } = draw.site.module;
  const elsewhere =
    entry !== undefined && entry.module.file !== file ? ` in ${file.slice(file.lastIndexOf('/') + 1)}` : '';
  return `\`${written(draw)}\`${elsewhere} ${WHAT[draw.role]} ${STREAM_NAME[stream]}`;
}

/** Causes that no rule of their own reports: the stream's general rule does. */
export function isGeneric(cause: Cause): boolean {
  if (cause.kind === 'put-back') return true;
  return cause.kind === 'no-seed' && !dataDraws(cause) && !isOwnSeedCause(cause) && !isAgentCause(cause);
}

/** The first draw from torch is an agent of Stable-Baselines3, whose own seed would also reach its environment. */
export function isAgentCause({ kind, stream, first }: Cause): boolean {
  return (
    stream === 'torch' &&
    (kind === 'no-seed' || kind === 'partial-seed') &&
    lookup(first.api)?.returns === 'stable_baselines3.Algorithm'
  );
}

/** The seed that comes late is the one that a Trainer sets when it is made. */
export function isSeededByTrainer({ kind, seed }: Cause): boolean {
  return kind === 'seed-after-draw' && seed !== null && lookup(seed.api)?.returns === 'transformers.Trainer';
}

/** Nothing but calls that take a seed of their own draws from the stream: `random_state=` cures it whole. */
export function isOwnSeedCause(cause: Cause): boolean {
  return (
    (cause.kind === 'no-seed' || isSeededByTrainer(cause)) &&
    (cause.stream === 'numpy' || cause.stream === 'python') &&
    [cause.first, ...cause.later].every(
      ({ api }) => seedArgument(api) !== null && !canonical(api).startsWith('scipy.'),
    )
  );
}

/** Nothing but the order or the split of data comes from an unseeded torch: generators of their own cure it whole. */
export function dataDraws(cause: Cause): boolean {
  const { stream, kind, first, later } = cause;
  return (
    stream === 'torch' &&
    kind === 'no-seed' &&
    (first.role === 'shuffle' || first.role === 'split') &&
    later.every((draw) => draw.role === 'shuffle' || draw.role === 'split')
  );
}

export function unseededMessage({ flow }: RuleContext, cause: Cause, draw = cause.first): string {
  const draws = sentence(draw, cause.stream);
  if (flow.entry === 'library') return `${draws}: seed it in the script that runs this file.`;
  if (cause.kind === 'put-back')
    return `${draws}, whose state from before the seed is back by then: two runs get other numbers.`;
  return `${draws}, which nothing seeds: two runs get other numbers.`;
}

/** Where a finding about an event stands in this file: at the event, or at the call through which the run gets there. */
export function spanHere(event: FlowEvent, module: Module): Span {
  if (event.site.module === module) return spanOfSite(narrow(event));
  const way = event.path.findLast((site) => site.module === module);
  return spanOfSite(way ?? event.site);
}

/** A call is shown by its name: the arguments may go on for lines. */
function narrow(event: FlowEvent): Site {
  const { module, node } = event.site;
  return node.kind === 'Call' ? { module, node: node.func } : event.site;
}

export function relate(message: string, event: FlowEvent): Related {
  return { message, span: spanOfSite(narrow(event)) };
}

/** What draws after the first one, a line once: its second draw tells nothing new. */
export function drawnLater(
  first: DrawEvent,
  later: readonly DrawEvent[],
  most = RELATED,
  words = (draw: DrawEvent) => `\`${written(draw)}\` draws later`,
): Related[] {
  const lines = new Set([lineOf(first)]);
  const found: Related[] = [];
  for (const draw of later) {
    if (found.length === most) break;
    const before = lines.size;
    if (lines.add(lineOf(draw)).size > before) found.push(relate(words(draw), draw));
  }
  return found;
}

function lineOf({ site: { module, node } }: DrawEvent): string {
  const { unit, start } = node;
  return `${module.file}:${unit.cell}:${unit.start + unit.text.lastIndexOf('\n', start)}`;
}

/** The draw itself or the calls on the way to it, nearest first: whatever the finding does not already stand on. */
export function wayTo(draw: DrawEvent, module: Module): Related[] {
  const steps = draw.path
    // What nothing calls has no call on its way.
    .filter((site) => site.module === module && site.node.kind !== 'BadExpr')
    .toReversed()
    .slice(0, 2)
    .map((site) => ({
      message: `reached through this ${site.node.kind.startsWith('Import') ? 'import' : 'call'}`,
      span: spanOfSite(site),
    }));
  return draw.site.module === module ? steps : [relate('the draw is here', draw), ...steps.slice(1)];
}

export function seedWords(seed: SeedEvent): string {
  const { node } = seed.site;
  const text = node.kind === 'Call' ? node.unit.text.slice(node.start, node.end) : seed.api;
  return text.length <= 60 && !text.includes('\n') ? text : `${seed.api}(…)`;
}

/** Reports the first draw as a warning, and each later one as a hint that points back to it. */
export function reportDraws(
  context: RuleContext,
  cause: Cause,
  message: string,
  found: Pick<Found, 'fixes' | 'severity'> & { related?: Related[] },
): void {
  const { module, flow } = context;
  const library = flow.entry === 'library';
  const shown = flow.entry === 'notebook' && [cause.first, ...cause.later].every(isShown);
  const following = drawnLater(cause.first, cause.later);
  const undone =
    cause.kind === 'put-back' && cause.seed !== null
      ? [relate('what this seeds is put back before the draw', cause.seed)]
      : [];
  const given = [...(found.related ?? []), ...undone];
  const related = [...wayTo(cause.first, module), ...given, ...following].slice(0, RELATED);
  const span = spanHere(cause.first, module);
  context.report({
    span,
    message,
    related,
    stream: cause.stream,
    ...(found.severity === undefined ? {} : { severity: found.severity }),
    ...(shown || isReplaced(context, cause) || isOfTests(context) ? { severity: 'hint' as const } : {}),
    ...(library ? { severity: 'hint' as const } : { fixes: found.fixes ?? [] }),
  });
  if (!library) reportLater(context, cause, span);
}

/** Weights that a checkpoint replaces, in a script that never trains, do not show in its results. */
function isReplaced({ flow, module }: RuleContext, { first, later }: Cause): boolean {
  return (
    (first.role === 'layer' || first.role === 'model') &&
    !trains(flow) &&
    restores(flow) &&
    // What a network of another file draws may be off outside training.
    later.every(({ role, api, site }) => role !== 'call' || site.module !== module || OF_WEIGHTS.test(api))
  );
}

/** What pytest collects: its numbers are inputs of tests, and no run anybody repeats starts here. */
function isOfTests({ flow, module }: RuleContext): boolean {
  return (
    flow.entry === 'module' &&
    module.units.some(({ body }) =>
      body.kind === 'FunctionDef'
        ? body.name.startsWith('test_')
        : body.kind === 'ClassDef' && /^Test[A-Z_]/.test(body.name),
    )
  );
}

/** Fills of weights, and what is off outside training. */
const OF_WEIGHTS = /\.init\.|_$|[dD]ropout/;

/** In a function that puts what it picked on the screen: a look at the data. */
function isShown({ inside: fn }: DrawEvent): boolean {
  return (
    fn !== null &&
    inside(fn).some((node) => node.kind === 'Call' && node.func.kind === 'Name' && node.func.id === 'display')
  );
}

/** Later draws, faintly: they are cured with the first one. */
export function reportLater(context: RuleContext, cause: Cause, first: Span): void {
  const { module } = context;
  const seen = new Set([place(first)]);
  for (const draw of cause.later) {
    const span = spanHere(draw, module);
    if (seen.size > LATER || seen.has(place(span))) continue;
    seen.add(place(span));
    context.report({
      span,
      severity: 'hint',
      message: `${sentence(draw, cause.stream)}, unseeded here as well.`,
      related: [{ message: 'first drawn from here', span: first }],
      stream: cause.stream,
    });
  }
}

function place(span: Span): string {
  return `${span.cell}:${span.start}:${span.end}`;
}
