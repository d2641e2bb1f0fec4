// Writes seeds down and changes the states of what they seed: parts of global streams, objects that are generators.

import type { SeedFact } from '../catalogue/api.ts';
import type { Expr } from '../python/ast.ts';
import { seededObjects } from './environments.ts';
import type { Option, SeedEvent, SeedValue, Stream } from './events.ts';
import { formerSeed } from './former.ts';
import { isOwn } from './generators.ts';
import { setIn } from './history.ts';
import { countOption, type Machine } from './machine.ts';
import { argument, argumentNode, happening, record, whereNow } from './record.ts';
import { isGiven } from './refusals.ts';
import { seededBy, stateOf, withPart } from './streams.ts';
import { isNone } from './truth.ts';
import { type Arguments, type Instance, members, type Value } from './values.ts';

/** A seeding call: writes it down and changes the states of its parts, or of the object that is its own generator. */
export function recordSeed(
  m: Machine,
  node: Expr,
  api: string,
  fact: SeedFact,
  args: Arguments,
  owner: Instance | null,
): void {
  const given =
    fact.argument === null ? undefined : argument(args, fact.argument.keyword, fact.argument.position);
  const options = given?.taint?.options ?? [];
  for (const known of m.options) if (options.includes(known.option)) countOption(m, known, 'seeds');
  const value =
    fact.argument === null && fact.none !== 'entropy'
      ? unknownSeed
      : seedValue(given, args.open, fact, m.reach === 'skipped');
  if (value === null) return;
  if (fact.none === 'error' && given !== undefined && fact.argument !== null)
    isGiven(m, argumentNode(args, fact.argument.keyword, fact.argument.position), given);
  const event = seedEvent(m, node, api, fact, args, value);
  // In a worker, what is made from the state that torch gave it repeats if torch does.
  const torch = m.fromTorch !== null && given?.taint?.entropy?.stream !== undefined;
  const state = torch ? stateOf(m.streams, 'torch.cpu') : seededBy(event);
  for (const part of fact.parts) {
    if (m.fromTorch !== null) m.fromTorch = following(m.fromTorch, part as Stream, torch);
    for (const holder of isOwn(part) ? seededObjects(m, part, owner, args) : [part])
      m.streams = withPart(m.streams, holder, state);
  }
}

function seedEvent(
  m: Machine,
  node: Expr,
  api: string,
  fact: SeedFact,
  args: Arguments,
  given: SeedValue,
): SeedEvent {
  const value: SeedValue =
    m.fromTorch !== null && given.tag === 'entropy' && given.stream !== undefined ? unknownSeed : given;
  const where = whereNow(m, node);
  const what = `seed ${api} ${value.tag}${value.tag === 'constant' ? value.value : ''}`;
  const again = m.seeds.get(node)?.find((known) => known.what === what && known.event.reach === m.reach);
  if (again !== undefined) return again.event;
  const made: SeedEvent = {
    kind: 'seed',
    ...happening(m, where),
    api,
    parts: fact.parts,
    value,
    argument:
      fact.argument === null ? null : argumentNode(args, fact.argument.keyword, fact.argument.position),
    guard: m.guard,
  };
  const event = (m.former && formerSeed(m.former, made)) ?? made;
  record(m, event);
  setIn(m, 'seeds', m.seeds, node, [...(m.seeds.get(node) ?? []), { what, event }]);
  return event;
}

/** The streams that follow torch in a worker, after this one was seeded. */
function following(streams: ReadonlySet<Stream>, seeded: Stream, torch: boolean): ReadonlySet<Stream> {
  const others = [...streams].filter((other) => other !== seeded);
  return new Set(torch ? [...others, seeded] : others);
}

const unknownSeed: SeedValue = { tag: 'unknown' };

/** What the seed is; null when the call then seeds nothing. */
function seedValue(
  given: Value | undefined,
  open: boolean,
  fact: SeedFact,
  skipped: boolean,
): SeedValue | null {
  const option: Option | undefined = given?.taint?.options[0];
  const ofOption = option === undefined ? {} : { option };
  if (given === undefined) {
    if (open) return { tag: 'unknown' };
    return fact.none === 'entropy' ? { tag: 'none' } : fact.none === 'constant' ? { tag: 'unknown' } : null;
  }
  if (given.taint?.entropy) {
    const { source, origin, stream } = given.taint.entropy;
    return { tag: 'entropy', source, origin, ...(stream === undefined ? {} : { stream }) };
  }
  // In a branch that asks whether an option was given, it was.
  if (isNone(given) === true && skipped && option !== undefined) return { tag: 'unknown', option };
  if (isNone(given) === true) {
    // The script ends here unless the option is given.
    if (fact.none === 'error' && option !== undefined) return { tag: 'unknown', option };
    if (fact.none === 'nothing' || fact.none === 'error') return null;
    if (fact.none === 'constant') return { tag: 'constant', value: null, ...ofOption };
    return { tag: 'none', ...ofOption };
  }
  if (given.tag === 'const' && fact.off !== undefined && given.value === fact.off) return null;
  const only = members(given).find((member) => isNone(member) !== true);
  if (given.tag === 'const') return { tag: 'constant', value: given.value, ...ofOption };
  return only === undefined ? { tag: 'unknown' } : { tag: 'unknown', ...ofOption };
}
