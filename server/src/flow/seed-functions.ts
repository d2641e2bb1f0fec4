// The functions of a script that exist to seed: they seed or set flags, and draw nothing.

import type { FunctionDef } from '../python/ast.ts';
import type { FlagEvent, FlowEvent, Part, SeedEvent, SeedFunction } from './events.ts';
import type { Machine } from './machine.ts';

/** To seed an environment, a space or a generator is no more than to make it. */
const OF_OBJECTS = new Set<Part>([
  'gym',
  'gym.space',
  'jax',
  'numpy.Generator',
  'numpy.RandomState',
  'python.Random',
  'torch.Generator',
]);

/** As many calls of a function as there is something to say about. */
const MOST_CALLS = 16;

export function seedFunctions(
  m: Machine,
  events: readonly FlowEvent[],
  entered: Machine['entered'],
): SeedFunction[] {
  const bodies = new Map<FunctionDef, (SeedEvent | FlagEvent)[]>();
  const busy = new Set<FunctionDef>();
  for (const event of events) {
    if (event.inside === null || event.site.module !== m.entry) continue;
    if (event.kind === 'draw' || event.kind === 'train') busy.add(event.inside);
    if (event.kind === 'seed' || event.kind === 'flag') {
      const body = bodies.get(event.inside) ?? [];
      if (!body.some((known) => known.site.node === event.site.node && known.kind === event.kind))
        body.push(event);
      bodies.set(event.inside, body);
    }
  }
  const found: SeedFunction[] = [];
  for (const [definition, body] of bodies) {
    const seeds = body.filter((event) => event.kind === 'seed');
    const shared = seeds.some(({ parts }) => parts.some((part) => !OF_OBJECTS.has(part)));
    if (busy.has(definition) || !shared || definition.name === 'main' || definition === m.main) continue;
    found.push({
      definition,
      module: m.entry,
      parts: [...new Set(seeds.flatMap((seed) => seed.parts))],
      flags: [...new Set(body.flatMap((event) => (event.kind === 'flag' ? [event.flag] : [])))],
      body,
      calls: (entered.get(definition) ?? []).filter((site) => site !== null).slice(0, MOST_CALLS),
    });
  }
  return found;
}
