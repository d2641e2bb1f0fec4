// Completes what a file already seeds: appends the lines that are missing, with the same seed, where the others stand.

import type { Edit, Fix } from '../finding.ts';
import type { FlagEvent, SeedEvent, SeedFunction } from '../flow/events.ts';
import type { Block } from '../python/ast.ts';
import { type Place, placesOf } from './blocks.ts';
import {
  bindingsFor,
  cudnnName,
  type FixContext,
  happens,
  importsBefore,
  SEED_GROUP,
  seedsGlobally,
  usesTorch,
} from './context.ts';
import { benchmarkOff } from './flag-value.ts';
import { importsAtTop, importsFor } from './imports.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, nextLine, spanAt } from './layout.ts';
import { neededBy, strictLines } from './seed-block.ts';
import { EIGHT, type Line, linesDoneBy, lineText, WITHOUT_TORCH } from './seed-lines.ts';

type SeedOrFlag = SeedEvent | FlagEvent;

/** The lines of the block that none of these events does the work of. */
export function missingLines(context: FixContext, events: readonly SeedOrFlag[]): Line[] {
  const done = new Set(events.flatMap(linesDoneBy));
  const torch = usesTorch(context);
  const all = torch ? EIGHT : WITHOUT_TORCH;
  const wanted = torch && context.settings.strict ? [...all, ...strictLines(context.settings)] : all;
  return wanted.filter((line) => !done.has(line));
}

/** Completes a seeding function of this file. */
export function completeFunction(
  context: FixContext,
  fn: SeedFunction,
  wanted?: readonly Line[],
): Fix | null {
  if (fn.module !== context.module) return null;
  const missing = wanted ?? missingLines(context, fn.body);
  const fix = append(context, fn.body, missing);
  return fix === null ? null : { ...fix, title: `Complete \`${fn.definition.name}\`` };
}

/** Completes seed lines outside a function of their own: those of the block that holds `seed`. */
export function completeLines(context: FixContext, seed: SeedEvent, wanted?: readonly Line[]): Fix | null {
  const block = placesOf(context.module, seed.site.node).at(-1)?.block;
  if (seed.site.module !== context.module || block === undefined) return null;
  const beside = context.flow.events.filter(
    (event): event is SeedOrFlag =>
      (event.kind === 'seed' || event.kind === 'flag') &&
      happens(event) &&
      event.site.module === context.module &&
      placesOf(context.module, event.site.node).some((place) => place.block === block),
  );
  const missing = wanted ?? missingLines(context, beside);
  // A function that seeds, too, stands in the block and is none of its lines.
  const own = beside.filter((event) => event.inside === seed.inside);
  const fix = append(context, own, missing, block);
  return fix === null ? null : { ...fix, title: 'Complete the seed lines' };
}

/** What is there to complete: the function that the run seeds with, else the first seed lines that it always reaches. */
export function completion(context: FixContext, before: number, wanted?: readonly Line[]): Fix | null {
  const { flow, module } = context;
  const seeds = flow.events.filter(
    (event): event is SeedEvent =>
      event.kind === 'seed' &&
      event.reach === 'run' &&
      event.order < before &&
      event.guard === null &&
      event.site.module === module &&
      seedsGlobally(event) &&
      (event.value.tag === 'constant' || event.value.tag === 'unknown'),
  );
  for (const seed of seeds) {
    const fn = flow.seedFunctions.find((one) => one.definition === seed.inside);
    const fix =
      fn === undefined ? completeLines(context, seed, wanted) : completeFunction(context, fn, wanted);
    if (fix !== null) return fix;
  }
  return null;
}

function append(
  context: FixContext,
  events: readonly SeedOrFlag[],
  missing: readonly Line[],
  only?: Block,
): Fix | null {
  const { module } = context;
  const target = targetOf(context, events, only);
  if (target === null || missing.length === 0) return null;
  const { place, seed } = target;
  const layout = layoutOf(module, place.statement.unit.cell);
  const { start, end } = extentOf(place.statement);
  const begin = lineStart(layout.text, start);
  // The body of `def f(): seed(0)` has no line of its own to add to.
  if (place.statement.unit.broken || !startsItsLine(place, layout.text, begin)) return null;
  const section = importsBefore(module, module.units.indexOf(place.statement.unit));
  const imports = importsFor(module, bindingsFor(module), neededBy(missing), section, layout);
  const names = { ...imports.names, cudnn: cudnnName(section, imports.names.torch) };
  const indent = indentAt(layout.text, begin + (/^[ \t]*/.exec(layout.text.slice(begin))?.[0].length ?? 0));
  const added = missing.map((line) => indent + lineText(line, names, seed));
  const at = nextLine(layout.text, end);
  const unended = at === layout.text.length && !layout.text.endsWith('\n') ? layout.newline : '';
  const edits: Edit[] = [...imports.edits, ...importsAtTop(module, place.statement.unit.cell, imports.lines)];
  edits.push({ span: spanAt(module, layout.cell, at), text: unended + lines(layout, added) });
  if (missing.includes('deterministic')) edits.push(...benchmarkOff(module, context.flow));
  return { title: 'Complete the seed lines', safe: true, edits, group: SEED_GROUP };
}

/** The last statement that seeds or sets a flag, in the outermost block that seeds; and the seed to repeat. */
function targetOf(
  context: FixContext,
  events: readonly SeedOrFlag[],
  only?: Block,
): { place: Place; seed: string } | null {
  const { module } = context;
  const chains = events.map((event) => ({ event, places: placesOf(module, event.site.node) }));
  const seeding = chains.filter(
    ({ event }) => event.kind === 'seed' && event.argument !== null && seedsGlobally(event),
  );
  const depth = Math.min(...seeding.map(({ places }) => places.length));
  const block = only ?? seeding.find(({ places }) => places.length === depth)?.places.at(-1)?.block;
  if (block === undefined) return null;
  const places = chains.flatMap((chain) => chain.places.filter((place) => place.block === block));
  const last = places.reduce<Place | undefined>(
    (a, b) => (a === undefined || b.index > a.index ? b : a),
    undefined,
  );
  const seed = seeding.find(({ places: chain }) => chain.at(-1)?.block === block)?.event;
  if (last === undefined || seed?.kind !== 'seed' || seed.argument === null) return null;
  const { argument } = seed;
  const text = argument.unit.text.slice(argument.start, argument.end);
  return text === '' || text.length > 60 || text.includes('\n') ? null : { place: last, seed: text };
}

function startsItsLine(place: Place, text: string, begin: number): boolean {
  const first = begin + (/^[ \t]*/.exec(text.slice(begin))?.[0].length ?? 0);
  return place.block.some((statement) => extentOf(statement).start === first);
}
