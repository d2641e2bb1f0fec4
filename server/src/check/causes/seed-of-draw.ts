// Which seed call the stream of a differing draw goes back to, in both runs.
import type { CauseContext } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { streamOf } from '../trace/dictionary.ts';
import { DRAW, ENTROPY, EXPLICIT, SAMPLED, type TraceEvent } from '../trace/event.ts';

export interface SeedOfDraw {
  draw: TraceEvent;
  stream: string;
  /** The seed that the first run's draw goes back to; null: the stream was never seeded before it. */
  seed: TraceEvent | null;
  /** That seed, or where it cannot be told which of several generators drew, the seeds of all that are entropy-seeded. */
  candidates: TraceEvent[];
  /** Its counterpart in the second run. */
  other: TraceEvent | null;
  /** The stream is seeded, but only after this draw. */
  seededLater: boolean;
  /** Another global stream was seeded before this draw: the seed block is incomplete. */
  othersSeeded: boolean;
}

const GLOBAL = new Set(['python', 'numpy', 'torch']);

/** The first seed after what differs whose value is that very number, in both runs; null where there is none. */
export function seedFromValue({ alignment, mismatch: { a, b } }: CauseContext): TraceEvent | null {
  if (!a || !b || !(a.flags & b.flags & SAMPLED)) return null;
  const takes = (seed: TraceEvent, draw: TraceEvent) =>
    seed.index > draw.index && (seed.flags & SAMPLED) !== 0 && seed.sample === draw.sample;
  const other = alignment.seeds[1].filter((seed) => takes(seed, b));
  return (
    alignment.seeds[0].find(
      (seed) => takes(seed, a) && other.some(({ name, place }) => name === seed.name && place === seed.place),
    ) ?? null
  );
}

/** Null where the divergence is not a draw that both runs make at the same place. */
export function seedOfDraw(context: CauseContext): SeedOfDraw | null {
  const { mismatch, alignment } = context;
  const draw = shownEvent(mismatch);
  if (draw.kind !== DRAW || mismatch.how !== 'value' || !mismatch.a || !mismatch.b) return null;
  const stream = globalStream(streamOf(context.dictionary.name(draw.name)));
  const ofStream = (seed: TraceEvent) =>
    globalStream(streamOf(context.dictionary.name(seed.name))) === stream;
  const [seedsA, seedsB] = [alignment.seeds[0].filter(ofStream), alignment.seeds[1].filter(ofStream)];
  const { seed, candidates } = origin(seedsA, mismatch.a);
  return {
    draw,
    stream,
    seed,
    candidates,
    other: seed ? (seedsB[seedsA.indexOf(seed)] ?? null) : origin(seedsB, mismatch.b).seed,
    seededLater: seedsA.some((later) => later.index > mismatch.a!.index && !(later.flags & ENTROPY)),
    othersSeeded: alignment.seeds[0].some((earlier) => {
      const name = globalStream(streamOf(context.dictionary.name(earlier.name)));
      return (
        earlier.index < mismatch.a!.index && !(earlier.flags & ENTROPY) && name !== stream && GLOBAL.has(name)
      );
    }),
  };
}

/** The state after a seed is the state before the first draw; later draws go back to the last seed of the stream. */
function origin(
  seeds: TraceEvent[],
  draw: TraceEvent,
): { seed: TraceEvent | null; candidates: TraceEvent[] } {
  const before = seeds.filter((seed) => seed.index < draw.index);
  const only = (seed: TraceEvent | null) => ({ seed, candidates: seed ? [seed] : [] });
  const chained = before.findLast((seed) => seed.extra !== 0n && seed.extra === draw.before);
  if (chained) return only(chained);
  if (!(draw.flags & EXPLICIT)) return only(before.at(-1) ?? null);
  // Of several generator objects one that was seeded by entropy is the one whose draws can differ.
  const entropy = before.filter((seed) => seed.flags & ENTROPY).reverse();
  const lines = [...new Map(entropy.map((seed) => [seed.place, seed])).values()];
  return lines.length === 0 ? only(before.at(-1) ?? null) : { seed: lines[0]!, candidates: lines };
}

/** `torch.manual_seed` seeds the GPUs too, so for a person there is one torch stream. */
function globalStream(stream: string): string {
  return stream === 'torch.cuda' ? 'torch' : stream;
}
