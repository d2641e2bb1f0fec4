// Generators that are objects: which stream an object draws from, and draws that are handed a generator of their own.

import type { DrawFact } from '../catalogue/api.ts';
import type { Part, Stream } from './events.ts';
import type { Machine } from './machine.ts';
import type { PartState } from './streams.ts';
import { isNone } from './truth.ts';
import type { Arguments, Instance, Value } from './values.ts';

/** Streams that belong to objects: each object has a state of its own. */
const OWN: ReadonlySet<Part | Stream> = new Set<Part | Stream>([
  'numpy.Generator',
  'numpy.RandomState',
  'python.Random',
  'torch.Generator',
  'jax',
  'gym',
  'gym.space',
]);

const STREAM: Readonly<Record<string, Stream>> = {
  'numpy.random.Generator': 'numpy.Generator',
  'numpy.random.BitGenerator': 'numpy.Generator',
  'numpy.random.RandomState': 'numpy.RandomState',
  'random.Random': 'python.Random',
  'torch.Generator': 'torch.Generator',
  'jax.random.Key': 'jax',
};

/** Names of the generators that draw when none is given. */
const DEFAULTS = /^(?:torch\.default_generator|numpy\.random(?:\.mtrand(?:\._rand)?)?)$/;

export function isOwn(stream: Part | Stream): boolean {
  return OWN.has(stream);
}

export function ownState(m: Machine, value: Value | undefined): PartState | undefined {
  return value?.tag === 'instance' ? m.streams.get(value) : undefined;
}

/** What a draw is handed to draw from: nothing, so that the stream itself is drawn from; an object; or something else. */
export function handed(draw: DrawFact, args: Arguments): 'nothing' | Instance | 'something' {
  const first = firstGiven(draw, args);
  if (first === undefined || isDefault(first)) return 'nothing';
  return first.tag === 'instance' && STREAM[first.type] !== undefined ? first : 'something';
}

function firstGiven(draw: DrawFact, args: Arguments): Value | undefined {
  const isGiven = (value: Value | undefined) => value !== undefined && isNone(value) !== true;
  if (args.keywords.size > 0)
    for (const keyword of draw.unless) {
      const value = args.keywords.get(keyword);
      if (isGiven(value)) return value;
    }
  const placed = draw.position === null ? undefined : args.positional[draw.position];
  return isGiven(placed) ? placed : undefined;
}

function isDefault(value: Value): boolean {
  if (value.tag === 'library') return DEFAULTS.test(value.path);
  return value.tag === 'instance' && DEFAULTS.test(value.type);
}

export function streamOf(object: Instance): Stream | undefined {
  return STREAM[object.type];
}

/** The key that a call of JAX is given, and any other value that carries one. */
export function keyIn(args: Arguments): Value | undefined {
  return [...args.keywords.values(), ...args.positional].find(
    (value) => value.tag === 'instance' && value.type === 'jax.random.Key',
  );
}
