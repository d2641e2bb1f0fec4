// Why a random stream is unseeded where it is first drawn from: one cause for each stream, for one rule to report.

import type { DrawEvent, Flow, FlowEvent, Option, Part, SeedEvent, SeedFunction, Stream } from './events.ts';
import { mentionsAttribute, mentionsEntry } from './mentions.ts';
import { onlyNames } from './unique-names.ts';

export type CauseKind =
  /** Nothing in the run seeds anything. */
  | 'no-seed'
  /** Other streams, or other generators of this one, are seeded. */
  | 'partial-seed'
  | 'seed-after-draw'
  /** The seed waits for an option whose default is None. */
  | 'option-none'
  /** A seed option is parsed and reaches no seed. */
  | 'option-unused'
  /** The seed is in a branch that the default run need not take. */
  | 'one-branch'
  /** A seeding function is there and nothing calls it. */
  | 'never-called'
  /** It was seeded before, in a process that this one does not share its streams with. */
  | 'other-process'
  /** It was seeded, and an earlier state was put back since. */
  | 'put-back'
  /** It is seeded, from something that differs in each run. */
  | 'entropy';

export type GlobalStream = 'python' | 'numpy' | 'torch';

export interface Cause {
  readonly stream: GlobalStream;
  readonly kind: CauseKind;
  /** The first draw in execution order that two runs do not share. */
  readonly first: DrawEvent;
  readonly later: readonly DrawEvent[];
  /** The seed that is late, elsewhere, in another branch, or made of entropy. */
  readonly seed: SeedEvent | null;
  readonly option: Option | null;
  readonly seedFunction: SeedFunction | null;
}

const STREAMS: readonly GlobalStream[] = ['python', 'numpy', 'torch'];
const PART: Readonly<Record<GlobalStream, Part>> = { python: 'python', numpy: 'numpy', torch: 'torch.cpu' };
const OPTION_NAME = /(?:^|_)seed(?:_|$)|^manualseed$|^random_?state$/i;

/** Puts back a state that was taken earlier: where that came from is another question. */
const RESTORES = /set_?state$|set_rng_state(?:_all)?$/;

const known = new WeakMap<Flow, readonly Cause[]>();

/** In the order of the first draws. */
export function causesOf(flow: Flow): readonly Cause[] {
  const found = known.get(flow);
  if (found !== undefined) return found;
  const causes = STREAMS.flatMap((stream) => {
    const [first, ...later] = flow.events.filter((event): event is DrawEvent =>
      isUnseededDraw(flow, event, stream),
    );
    return first === undefined ? [] : [{ stream, first, later, ...explain(flow, stream, first) }];
  }).sort((a, b) => a.first.order - b.first.order);
  known.set(flow, causes);
  return causes;
}

/** Whether the default run makes it, or the interpretation cannot exclude that. */
export function mayHappen(event: FlowEvent): boolean {
  return event.reach === 'run' || event.reach === 'maybe';
}

/** Seeds that give a global stream a state; a call that only sets flags has no parts. */
export function seedsGlobally(seed: SeedEvent): boolean {
  return seed.parts.some((part) => part === 'python' || part === 'numpy' || part.startsWith('torch.c'));
}

/** A value that is the same in every run, as far as can be seen. */
export function isRepeatable(seed: SeedEvent): boolean {
  return !RESTORES.test(seed.api) && (seed.value.tag === 'constant' || seed.value.tag === 'unknown');
}

export function isSeedName(name: string): boolean {
  return OPTION_NAME.test(name);
}

/** Options named as a seed that nothing reads: not seen by the interpretation, and not by anybody else in the file. */
export function unusedSeedOptions(flow: Flow): Option[] {
  return flow.options.flatMap(({ option, seeds, escapes }) => {
    const unused = isSeedName(option.name) && !seeds && !escapes && option.site.module === flow.module;
    const named = mentionsAttribute(flow.module, option.name) || mentionsEntry(flow.module, option.name);
    return unused && !named ? [option] : [];
  });
}

function isUnseededDraw(flow: Flow, event: FlowEvent, stream: GlobalStream): boolean {
  if (event.kind !== 'draw' || event.stream !== stream) return false;
  if (!mayHappen(event) && !(flow.entry === 'library' && event.reach === 'uncalled')) return false;
  if (event.state.tag === 'seeded' || onlyNames(event)) return false;
  return event.state.tag === 'unseeded' || event.state.tag === 'entropy' || event.state.tag === 'partly';
}

type Explanation = Pick<Cause, 'kind' | 'seed' | 'option' | 'seedFunction'>;

const because = (kind: CauseKind, more: Partial<Explanation> = {}): Explanation => ({
  kind,
  seed: null,
  option: null,
  seedFunction: null,
  ...more,
});

function explain(flow: Flow, stream: GlobalStream, first: DrawEvent): Explanation {
  const { state } = first;
  if (flow.entry === 'library') return because('no-seed');
  if (state.tag === 'entropy') {
    const { value } = state.by;
    const option = value.tag === 'none' ? (value.option ?? null) : null;
    return option === null
      ? because('entropy', { seed: state.by })
      : because('option-none', { seed: state.by, option });
  }
  if (state.tag === 'partly') return guarded(state.by);
  if (state.tag === 'unseeded' && state.lost !== undefined) return because('put-back', { seed: state.lost });

  const seeds = flow.events.filter(
    (event): event is SeedEvent => event.kind === 'seed' && seedsGlobally(event),
  );
  const own = seeds.filter((seed) => seed.parts.includes(PART[stream]));
  const fromDraw = own.find(
    (seed) => mayHappen(seed) && seed.value.tag === 'entropy' && seed.value.origin?.node === first.site.node,
  );
  if (fromDraw !== undefined) return because('entropy', { seed: fromDraw });
  const passedOver = own.filter((seed) => seed.reach === 'skipped' && seed.guard?.main === false);
  const before = passedOver.find((seed) => seed.order < first.order);
  if (before !== undefined) return guarded(before);
  const late = own.find((seed) => mayHappen(seed) && seed.order > first.order && isRepeatable(seed));
  if (late !== undefined) return because('seed-after-draw', { seed: late });
  if (passedOver[0] !== undefined) return guarded(passedOver[0]);
  // `torch.manual_seed(None)` seeds nothing, so a branch that waits for an option shows only its other seeds.
  const waiting = seeds.find(
    ({ reach, guard }) => reach === 'skipped' && guard?.main === false && guard.option?.default === null,
  );
  if (waiting !== undefined) return guarded(waiting);
  const lost = own.find((seed) => seed.reach === 'run' && seed.order < first.order && isRepeatable(seed));
  if (lost !== undefined) return because('other-process', { seed: lost });
  const beside = own.find((seed) => seed.reach === 'maybe' && seed.order < first.order && isRepeatable(seed));
  return beside === undefined ? otherwise(flow, stream, seeds, first) : guarded(beside);
}

/** The seed is in a branch: because of an option without a default, or for another reason. */
function guarded(seed: SeedEvent): Explanation {
  const option = seed.guard?.option ?? null;
  if (option !== null && option.default === null) return because('option-none', { seed, option });
  return because('one-branch', { seed, option });
}

function otherwise(
  flow: Flow,
  stream: GlobalStream,
  seeds: readonly SeedEvent[],
  first: DrawEvent,
): Explanation {
  const idle = flow.seedFunctions.find(
    (fn) =>
      fn.parts.includes(PART[stream]) &&
      fn.calls.length === 0 &&
      fn.body.every((event) => event.reach === 'uncalled'),
  );
  if (idle !== undefined) return because('never-called', { seedFunction: idle });
  const elsewhere = seeds.find((seed) => mayHappen(seed) && isRepeatable(seed) && seed.order < first.order);
  if (elsewhere !== undefined) {
    const within = flow.seedFunctions.find((fn) => fn.definition === elsewhere.inside) ?? null;
    return because('partial-seed', { seed: elsewhere, seedFunction: within });
  }
  const [unused] = unusedSeedOptions(flow);
  if (unused !== undefined) return because('option-unused', { option: unused });
  return because('no-seed');
}

/** Objects that are generators: a seed of one says nothing of another. */
const OBJECTS = new Set<Stream>([
  'jax',
  'numpy.Generator',
  'numpy.RandomState',
  'python.Random',
  'torch.Generator',
]);

/** A seed that a draw of any shared stream misses: it comes later, or on a path that is not taken. */
export function missedSeed(flow: Flow, draw: DrawEvent): { seed: SeedEvent; later: boolean } | null {
  if (OBJECTS.has(draw.stream)) return null;
  const own = flow.events.filter(
    (event): event is SeedEvent =>
      event.kind === 'seed' && event.parts.some((part) => part === draw.stream) && isRepeatable(event),
  );
  const passedOver = own.find((seed) => seed.reach === 'skipped' && seed.guard?.main !== true);
  const late = own.find((seed) => mayHappen(seed) && seed.order > draw.order);
  if (late !== undefined) return { seed: late, later: true };
  return passedOver === undefined ? null : { seed: passedOver, later: false };
}
