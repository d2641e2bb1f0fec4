// The state of each random stream at a point of the run, and how states of two paths are joined.

import type { Part, SeedEvent, Stream, StreamState } from './events.ts';

export type PartState = StreamState;

/** State of every part that something has touched; a part that is absent is unseeded. */
export type Streams = ReadonlyMap<Part, PartState>;

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
];

export function stateOf(streams: Streams, part: Part): PartState {
  return streams.get(part) ?? unseeded;
}

/** The part that a draw of this stream reads. */
export function partOf(stream: Stream, device: 'cpu' | 'cuda' | 'unknown' = 'cpu'): Part {
  if (stream !== 'torch') return stream;
  return device === 'cuda' ? 'torch.cuda' : 'torch.cpu';
}

export function withPart(streams: Streams, part: Part, state: PartState): Streams {
  return new Map(streams).set(part, state);
}

/** The state of a stream after this seed. */
export function seededBy(seed: SeedEvent): PartState {
  if (seed.value.tag === 'entropy' || seed.value.tag === 'none') return { tag: 'entropy', by: seed };
  return { tag: 'seeded', by: seed };
}

/** After two paths meet; `unclear` when the test between them asks about something that cannot be followed. */
export function joinStreams(a: Streams, b: Streams, unclear: boolean): Streams {
  if (a === b) return a;
  const joined = new Map<Part, PartState>();
  for (const part of new Set([...a.keys(), ...b.keys()])) {
    joined.set(part, joinStates(stateOf(a, part), stateOf(b, part), unclear));
  }
  return joined;
}

export function joinStates(a: PartState, b: PartState, unclear: boolean): PartState {
  if (a === b || (a.tag === b.tag && a.tag !== 'partly')) return a;
  if (a.tag === 'unknown') return a;
  if (b.tag === 'unknown') return b;
  if (unclear)
    return { tag: 'unknown', why: 'seeded on one of two paths, and which one is taken cannot be told' };
  if (a.tag === 'entropy') return a;
  if (b.tag === 'entropy') return b;
  const seed = a.tag === 'unseeded' ? (b.tag === 'unseeded' ? null : b.by) : a.by;
  return seed === null ? a : { tag: 'partly', by: seed };
}

/** A short text of all states, to tell whether a function was already followed from here. */
export function signature(streams: Streams): string {
  let text = '';
  for (const [part, state] of streams) text += `${part}:${state.tag};`;
  return text;
}
