// Cause: a draw from a stream that nothing had seeded, or from a generator made without a seed.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinSeedAt, pinStream } from '../pins.ts';
import { callOf, streamOf } from '../trace/dictionary.ts';
import { DRAW, ENTROPY, LIBRARY } from '../trace/event.ts';
import { isInitialSeed, type SeedValue } from './queries.ts';
import { type SeedOfDraw, seedFromValue, seedOfDraw } from './seed-of-draw.ts';
import { at, both, streamTitle } from './wording.ts';

export const ruleOfStream: Record<string, string> = { python: 'SR101', numpy: 'SR102', torch: 'SR103' };

export const ruleOfGenerator: Record<string, string> = {
  'numpy.Generator': 'SR201',
  'numpy.RandomState': 'SR201',
  'python.Random': 'SR202',
  'torch.Generator': 'SR204',
};

export function unseededDraw(context: CauseContext): Hypothesis | Hypothesis[] | null {
  const origin = seedOfDraw(context);
  if (!origin) return null;
  if (origin.seed === null) return drawnSeed(context, origin) ?? neverSeeded(context, origin);
  const rule = ruleOfGenerator[origin.stream];
  if (rule === undefined || !(origin.seed.flags & ENTROPY)) return null;
  // One of torch's starts from the same seed each time, unless it is told to take another one.
  if (origin.stream === 'torch.Generator') return null;
  // Which of several generators drew is not always told: an intervention at each line tells.
  return origin.candidates.map((seed) => unseededGenerator(context, { ...origin, seed }, rule));
}

/** `seed = random.randint(…)`, then `random.seed(seed)`: to seed before that line would only fix the seed by another one. */
function drawnSeed(context: CauseContext, { stream, draw }: SeedOfDraw): Hypothesis | null {
  const seed = seedFromValue(context);
  if (!seed) return null;
  const call = callOf(context.dictionary.name(draw.name));
  return {
    class: 'unseeded-draw',
    place: divergencePlace(context),
    rule: 'SR106',
    label: 'the seed is drawn at random',
    explanation:
      `The seed that is set${at(context, seed.place)} is itself drawn at random here (\`${call}\`), from a stream that ` +
      `nothing has seeded yet, so each run gets another one${both(context.values(context.mismatch))}.`,
    advice: 'Pass a fixed seed.',
    pins: pinStream(stream),
    guess: false,
  };
}

/** Another stream is seeded with what torch began with, and nobody had seeded torch. */
export function initialSeed(context: CauseContext, { seed, query }: SeedValue): Hypothesis | null {
  const asked = shownEvent(query.first);
  if (!isInitialSeed(context.dictionary.name(asked.name))) return null;
  return {
    class: 'unseeded-draw',
    place: asked.place,
    rule: 'SR106',
    label: "seed from torch's own",
    explanation:
      `The seed set${at(context, seed.place)} comes from \`torch.initial_seed\`, and nothing has seeded torch before, so ` +
      `it is another one in each run${both(context.values(query.first))}.`,
    advice: 'Call `torch.manual_seed` with a constant before it, or seed with the constant itself.',
    stream: 'torch',
    pins: pinStream('torch'),
    guess: false,
  };
}

function neverSeeded(context: CauseContext, origin: SeedOfDraw): Hypothesis {
  const { stream, draw } = origin;
  const place = divergencePlace(context);
  const call = callOf(context.dictionary.name(draw.name));
  const title = streamTitle(stream);
  const values = both(context.values(context.mismatch));
  const rule = origin.seededLater
    ? 'SR104'
    : origin.othersSeeded
      ? 'SR107'
      : (ruleOfStream[stream] ?? ruleOfGenerator[stream] ?? null);
  const why = origin.seededLater
    ? `is seeded only after this draw (\`${call}\`), so both runs reach it in another state`
    : origin.othersSeeded
      ? `is not seeded, though other streams are, so \`${call}\` starts from another state in each run`
      : `was never seeded, so \`${call}\` starts from another state in each run`;
  const advice = origin.seededLater
    ? 'Move the seed block above the first draw.'
    : `Seed it before this line: \`samerun lint --fix\` ${origin.othersSeeded ? 'completes' : 'inserts'} the seed block.`;
  return {
    class: 'unseeded-draw',
    place,
    rule,
    label: `unseeded ${stream} draw`,
    explanation: `${title} ${why}${values}.${dead(context)}`,
    advice,
    stream,
    pins: pinStream(stream),
    guess: false,
  };
}

function unseededGenerator(context: CauseContext, origin: SeedOfDraw, rule: string): Hypothesis {
  const seed = origin.seed!;
  const drawn = callOf(context.dictionary.name(origin.draw.name));
  const values = both(context.values(context.mismatch));
  return {
    class: 'unseeded-draw',
    place: seed.place || divergencePlace(context),
    rule,
    label: `${origin.stream} made without a seed`,
    explanation:
      `${streamTitle(origin.stream)} made here got no seed and took one from the operating system, so ` +
      `\`${drawn}\`${at(context, origin.draw.place)} draws other numbers in each run${values}.${dead(context)}`,
    advice: 'Give it a constant seed.',
    pins: pinSeedAt(origin.stream, context.dictionary.place(seed.place)),
    guess: false,
  };
}

/** Lines that are looked at of those at which libraries made generators. */
const MOST_LINES = 4;

/** A guess that an intervention decides: a library draws from a generator of its own, which got no seed at this line. */
export function libraryGenerator(context: CauseContext): Hypothesis[] {
  const { alignment, dictionary } = context;
  const { index } = shownEvent(context.mismatch);
  const differing = new Map(
    alignment.suspects
      .map(({ first }) => shownEvent(first))
      .filter((event) => event.kind === DRAW && event.flags & LIBRARY && event.index < index)
      .map((draw) => [streamOf(dictionary.name(draw.name)), draw]),
  );
  const made = alignment.seeds[0].filter(
    (seed) =>
      seed.index < index &&
      seed.flags & ENTROPY &&
      seed.flags & LIBRARY &&
      seed.place !== 0 &&
      differing.has(streamOf(dictionary.name(seed.name))),
  );
  const lines = [...new Map(made.reverse().map((seed) => [seed.place, seed])).values()];
  return lines.slice(0, MOST_LINES).map((seed) => {
    const stream = streamOf(dictionary.name(seed.name));
    const draw = differing.get(stream)!;
    return {
      class: 'unseeded-draw',
      place: seed.place,
      rule: null,
      label: 'a library draws without a seed',
      explanation:
        `A library that is called here makes a random generator of its own (\`${stream}\`) without a seed, so what it ` +
        `draws${at(context, draw.place)} (\`${callOf(dictionary.name(draw.name))}\`) is something else in each run, and it ` +
        'reaches the computation.',
      advice: 'Pass the library a seed: most take one as `seed`, `rng`, `generator` or `random_state`.',
      pins: pinSeedAt(stream, dictionary.place(seed.place)),
      guess: true,
    };
  });
}

/** A draw that reaches nothing is still a difference, but not what makes results differ. */
function dead({ alignment }: CauseContext): string {
  return alignment.tensors && !alignment.firstData ? ' No tensor that was compared differs after it.' : '';
}
