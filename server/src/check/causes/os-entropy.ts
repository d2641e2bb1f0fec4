// Cause: a value that the operating system makes up anew in each run: urandom, uuid, secrets, a process id.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine, pinSeedAt } from '../pins.ts';
import { callOf } from '../trace/dictionary.ts';
import { ENTROPY } from '../trace/event.ts';
import { isEntropy, type SeedValue, suspectsNear } from './queries.ts';
import { seedOfDraw } from './seed-of-draw.ts';
import { at, both, streamTitle } from './wording.ts';

export const osEntropy = {
  reseeded,
  ofSeed,
  nearby: (context: CauseContext) => fromQueries(context, true),
  anywhere: (context: CauseContext) => fromQueries(context, false),
};

/** The stream was seeded without a value. */
function reseeded(context: CauseContext): Hypothesis | null {
  const origin = seedOfDraw(context);
  if (!origin?.seed || !(origin.seed.flags & ENTROPY)) return null;
  const call = callOf(context.dictionary.name(origin.seed.name));
  return {
    class: 'os-entropy',
    place: origin.seed.place,
    rule: 'SR105',
    label: `${origin.stream} seeded without a value`,
    explanation:
      `${streamTitle(origin.stream)} is seeded here without a value (\`${call}\`), which takes a fresh one from the ` +
      `operating system in each run; the draw${at(context, origin.draw.place)} differs` +
      `${both(context.values(context.mismatch))}.`,
    advice: 'Pass a constant seed.',
    pins: pinSeedAt(origin.stream, context.dictionary.place(origin.seed.place)),
    guess: false,
  };
}

/** With a value that came from entropy. */
function ofSeed(context: CauseContext, source: SeedValue): Hypothesis | null {
  const query = shownEvent(source.query.first);
  const name = context.dictionary.name(query.name);
  if (!isEntropy(name)) return null;
  return {
    class: 'os-entropy',
    place: query.place,
    rule: 'SR106',
    label: `seed from ${name}`,
    explanation:
      `The seed set${at(context, source.seed.place)} comes from \`${name}\`, which answers otherwise in each run` +
      `${both(context.values(source.query.first))}.`,
    advice: 'Use a constant seed.',
    pins: pinLine('entropy', context.dictionary.place(query.place)),
    guess: false,
  };
}

function fromQueries(context: CauseContext, nearby: boolean): Hypothesis[] {
  return suspectsNear(context, isEntropy, nearby).map((suspect) => fromQuery(context, suspect));
}

function fromQuery(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
  const name = context.dictionary.name(query.name);
  return {
    class: 'os-entropy',
    place: query.place,
    rule: 'SR203',
    label: `value from ${name}`,
    explanation:
      `\`${name}\` answers otherwise in each run${both(context.values(suspect.first))}, and its answer reaches the ` +
      'computation.',
    advice: 'Derive the value from the seed instead.',
    pins: pinLine('entropy', context.dictionary.place(query.place)),
    guess: true,
  };
}
