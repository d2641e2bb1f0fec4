// Reports draws from a global stream that take a seed of their own, for the rules of the libraries that make them.

import { canonical } from '../catalogue/canonical.ts';
import { lookup } from '../catalogue/lookup.ts';
import { isConditional, seedArgument } from '../catalogue/seed-argument.ts';
import { ownKeyword, ownSeeds } from '../fixes/own-seed.ts';
import { seedFixes } from '../fixes/seed-block.ts';
import { type Cause, causesOf, mayHappen } from '../flow/causes.ts';
import { type DrawEvent, spanOfSite } from '../flow/events.ts';
import { around } from '../python/traverse.ts';
import type { RuleContext } from './rule.ts';
import {
  drawnLater,
  isOwnSeedCause,
  isSeededByTrainer,
  STREAM_NAME,
  sentence,
  spanHere,
  unseededMessage,
  wayTo,
  written,
} from './words.ts';

/** Draws that are made again and again: a fixed seed for each would give the same numbers each time. */
const SAMPLES = /\.(?:rvs|resample)$/;

/** Beyond these, one more hint would tell nothing new. */
const MOST_HINTS = 20;
const RELATED = 5;

export type OwnSeedRule = 'SR601' | 'SR602' | 'SR604' | 'SR606' | 'SR608' | 'SR610' | 'SR704' | 'SR710';

/** The rule that speaks of a draw with a seed of its own. */
export function ownSeedRule(api: string): OwnSeedRule {
  switch (api.slice(0, api.indexOf('.'))) {
    case 'sklearn':
      if (lookup(api)?.draw?.role === 'split') return 'SR604';
      return isConditional(api) ? 'SR602' : 'SR601';
    case 'scipy':
      return 'SR606';
    case 'pandas':
      return 'SR608';
    case 'datasets':
      return 'SR710';
    case 'keras':
    case 'tensorflow':
      return 'SR704';
    default:
      return 'SR610';
  }
}

export function reportOwnSeeds(context: RuleContext, rule: OwnSeedRule): void {
  const belongs = ({ api }: DrawEvent) =>
    seedArgument(api) !== null && ownSeedRule(canonical(api)) === rule && !SAMPLES.test(api);
  for (const cause of causesOf(context.flow))
    if (isOwnSeedCause(cause)) reportUnseeded(context, cause, belongs);
  reportSeeded(context, belongs);
}

/** The first draw that always happens is the finding; the others are hints that point to it. */
function reportUnseeded(context: RuleContext, cause: Cause, belongs: (draw: DrawEvent) => boolean): void {
  const { flow, module } = context;
  const draws = [cause.first, ...cause.later];
  const main = draws.find((draw) => !isConditional(draw.api) && !isUnusedValue(draw));
  const library = flow.entry === 'library';
  const first = spanHere(main ?? cause.first, module);
  const seen = new Set<string>();
  for (const draw of draws) {
    const span = spanHere(draw, module);
    const place = `${span.cell}:${span.start}`;
    if (!belongs(draw) || seen.has(place) || seen.size > MOST_HINTS) continue;
    seen.add(place);
    if (draw === main) {
      const others = draws.filter((other) => other !== draw);
      const following = drawnLater(
        draw,
        others,
        RELATED,
        (other) => `\`${written(other)}\` draws from it too`,
      );
      context.report({
        span,
        message: isSeededByTrainer(cause)
          ? `${sentence(draw, cause.stream)} before the Trainer seeds it: two runs get other numbers.`
          : unseededMessage(context, cause, draw),
        related: [...wayTo(draw, module), ...following].slice(0, RELATED),
        stream: cause.stream,
        ...(library
          ? { severity: 'hint' }
          : { fixes: () => [ownSeeds(context, draws), ...seedFixes(context)] }),
      });
    } else if (!library || main === undefined) {
      context.report({
        span,
        severity: 'hint',
        message:
          main === undefined
            ? `${sentence(draw, cause.stream)}, which nothing seeds.`
            : `${sentence(draw, cause.stream)}, unseeded here as well.`,
        related: main === undefined ? [] : [{ message: 'first drawn from here', span: first }],
        stream: cause.stream,
        fixes: () => [library ? null : ownSeeds(context, [draw])],
      });
    }
  }
}

/** A statement of its own, whose value at most a notebook shows: `df.sample(5)`. */
function isUnusedValue({ call, role }: DrawEvent): boolean {
  return (
    role === 'call' && call !== null && call.func.kind === 'Attribute' && around(call)[0]?.kind === 'Expr'
  );
}

/** Seeded, but with everybody else's numbers: any draw that is added before it changes it. */
function reportSeeded(context: RuleContext, belongs: (draw: DrawEvent) => boolean): void {
  const { flow, module } = context;
  const said = new Set<unknown>();
  for (const event of flow.events) {
    if (event.kind !== 'draw' || event.state.tag !== 'seeded' || !mayHappen(event) || !belongs(event))
      continue;
    if (event.call === null || event.site.module !== module || said.has(event.call)) continue;
    if (event.stream !== 'numpy' && event.stream !== 'python') continue;
    const own = ownSeeds(context, [event]);
    if (own === null || said.size >= MOST_HINTS) continue;
    said.add(event.call);
    context.report({
      span: spanOfSite({ module, node: event.call.func }),
      severity: 'hint',
      message: `\`${written(event)}\` takes its numbers from ${STREAM_NAME[event.stream]}, so any draw before it changes them: \`${ownKeyword(context, event.api)}=\` keeps them.`,
      fixes: [own],
    });
  }
}
