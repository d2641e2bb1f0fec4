// Seeds and options of a body that is followed again after an edit: those that are the same stay the same objects.

import type { Guard, Option, SeedEvent, SeedValue, Site } from './events.ts';
import type { Item } from './history.ts';
import type { OptionRecord } from './machine.ts';

export interface Former {
  readonly seeds: readonly SeedEvent[];
  readonly options: readonly OptionRecord[];
}

/** What these items wrote down that others may hold on to. */
export function formerOf(items: readonly Item[]): Former {
  const seeds: SeedEvent[] = [];
  const options: OptionRecord[] = [];
  const look = (item: Item): void => {
    if (item.kind === 'event' && item.event.kind === 'seed') seeds.push(item.event);
    else if (item.kind === 'splice' && item.table === 'options')
      options.push(...(item.added as OptionRecord[]));
    else if (item.kind === 'follow') item.items.forEach(look);
  };
  items.forEach(look);
  return { seeds, options };
}

/** The seed as it was written down before, if it was. */
export function formerSeed({ seeds }: Former, seed: SeedEvent): SeedEvent | undefined {
  return seeds.find(
    (known) =>
      sameSite(known.site, seed.site) &&
      known.api === seed.api &&
      known.reach === seed.reach &&
      known.inside === seed.inside &&
      known.parts === seed.parts &&
      known.argument === seed.argument &&
      samePath(known.path, seed.path) &&
      sameGuard(known.guard, seed.guard) &&
      sameValue(known.value, seed.value),
  );
}

export function formerOption({ options }: Former, { option }: OptionRecord): OptionRecord | undefined {
  return options.find(
    ({ option: known }) =>
      known.name === option.name &&
      sameSite(known.site, option.site) &&
      Object.is(known.default, option.default) &&
      known.required === option.required &&
      known.defaultNode === option.defaultNode,
  );
}

function sameSite(one: Site | null, other: Site | null): boolean {
  return one?.node === other?.node && one?.module === other?.module;
}

function samePath(one: readonly Site[], other: readonly Site[]): boolean {
  return one.length === other.length && one.every((site, i) => sameSite(site, other[i] ?? null));
}

function sameGuard(one: Guard | null, other: Guard | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    sameSite(one.test, other.test) &&
    one.option === other.option &&
    one.hardware === other.hardware &&
    one.main === other.main
  );
}

function sameValue(one: SeedValue, other: SeedValue): boolean {
  const [a, b]: [Partial<Fields>, Partial<Fields>] = [one, other];
  return (
    a.tag === b.tag &&
    Object.is(a.value, b.value) &&
    a.option === b.option &&
    a.source === b.source &&
    a.stream === b.stream &&
    sameSite(a.origin ?? null, b.origin ?? null)
  );
}

interface Fields {
  readonly tag: string;
  readonly value: unknown;
  readonly option: Option;
  readonly source: string;
  readonly stream: string;
  readonly origin: Site | null;
}
