// The state of each random stream at a point of the run, and how states of two paths are joined.

import type { Part, SeedEvent, Stream, StreamState } from './events.ts';
import type { Instance } from './values.ts';

export type PartState = StreamState;

/** What has a state: a part of a global stream, or an object that is a generator or keeps a saved state. */
export type Holder = Part | Instance;

/** State of every part that something has touched; a part that is absent is unseeded. */
export type Streams = ReadonlyMap<Holder, PartState>;

export const unseeded: PartState = { tag: 'unseeded' };

/** All global parts that a helper of unknown content may have seeded. */
export const GLOBAL_PARTS: readonly Part[] = [
  'python',
  'numpy',
  'torch.cpu',
  'torch.cuda',
  'torch.cuda.all',
  'tf',
  'keras',
  'gym',
  'gym.space',
  'cupy',
  'dask',
  'mlx',
  'paddle',
  'polars',
];

export function stateOf(streams: Streams, part: Holder): PartState {
  return streams.get(part) ?? unseeded;
}

/** The part that a draw of this stream reads. */
export function partOf(stream: Stream, device: 'cpu' | 'cuda' | 'unknown' = 'cpu'): Part {
  // Keras draws the seeds of its layers from Python's stream.
  if (stream === 'keras') return 'python';
  if (stream !== 'torch') return stream;
  return device === 'cuda' ? 'torch.cuda' : 'torch.cpu';
}

export function withPart(streams: Streams, part: Holder, state: PartState): Streams {
  return new Map(streams).set(part, state);
}

/** The state of a stream after this seed. */
export function seededBy(seed: SeedEvent): PartState {
  if (seed.value.tag === 'entropy' || seed.value.tag === 'none') return { tag: 'entropy', by: seed };
  return { tag: 'seeded', by: seed };
}

/** After two paths meet; `unclear` when the test between them asks about something that cannot be followed. */
export function joinStreams(a: Streams, b: Streams, unclear: boolean): Streams {
  if (a === b || (a.size === 0 && b.size === 0)) return a;
  const joined = new Map<Holder, PartState>();
  for (const part of new Set([...a.keys(), ...b.keys()])) {
    const [one, two] = [a.get(part), b.get(part)];
    // An object that only one of the paths makes has the state that it has there.
    const made = typeof part === 'object' ? (one ?? two) : undefined;
    const known = one === undefined || two === undefined ? made : undefined;
    joined.set(part, known ?? joinStates(one ?? unseeded, two ?? unseeded, unclear));
  }
  return joined;
}

export function joinStates(a: PartState, b: PartState, unclear: boolean): PartState {
  if (a.tag === b.tag || a.tag === 'unknown') return a;
  if (b.tag === 'unknown') return b;
  if (unclear && (a.tag === 'seeded' || b.tag === 'seeded'))
    return { tag: 'unknown', why: 'seeded on one of two paths, and which one is taken cannot be told' };
  if (a.tag === 'entropy') return a;
  if (b.tag === 'entropy') return b;
  const seed = a.tag === 'unseeded' ? (b.tag === 'unseeded' ? null : b.by) : a.by;
  return seed === null ? a : { tag: 'partly', by: seed };
}

/** A short text of the states of the global streams, to tell whether a function was already followed from the like. */
export function signature(streams: Streams): string {
  const known = signatures.get(streams);
  if (known !== undefined) return known;
  let text = '';
  for (const [part, state] of streams) if (typeof part === 'string') text += `${part}:${state.tag};`;
  signatures.set(streams, text);
  return text;
}

const signatures = new WeakMap<Streams, string>();

/** An earlier state comes back; where that is none, it is kept which seed is lost by it. */
export function putBack(streams: Streams, part: Holder, earlier: PartState): Streams {
  const now = stateOf(streams, part);
  if (earlier.tag !== 'unseeded' || now.tag !== 'seeded') return withPart(streams, part, earlier);
  return withPart(streams, part, { tag: 'unseeded', lost: now.by });
}

/** What `after` has that `before` has not. */
export function changes(before: Streams, after: Streams): Streams {
  const changed = new Map<Holder, PartState>();
  for (const [part, state] of after) if (before.get(part) !== state) changed.set(part, state);
  return changed;
}

export function withAll(streams: Streams, changed: Streams): Streams {
  return changed.size === 0 ? streams : new Map([...streams, ...changed]);
}
