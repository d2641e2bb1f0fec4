// Cause: a task of a pool that goes on from what its worker did before, so that it matters which worker takes it.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { isPool, shownEvent } from '../first-divergence.ts';
import { callOf } from '../trace/dictionary.ts';
import { ENTROPY } from '../trace/event.ts';
import { seedOfDraw } from './seed-of-draw.ts';
import { both, streamTitle } from './wording.ts';

export const poolRace = {
  /** Every worker found the stream in the same state, in both runs, and yet the draw of one task differs. */
  ofDraw(context: CauseContext): Hypothesis | null {
    const origin = isPool(context.alignment.process) ? seedOfDraw(context) : null;
    if (!origin) return null;
    const { seed, other, draw, stream } = origin;
    const agrees = seed
      ? !(seed.flags & ENTROPY) && other !== null && seed.after === other.after
      : isShared(context, draw.name);
    if (!agrees) return null;
    return {
      ...race,
      place: divergencePlace(context),
      label: 'tasks of a pool draw from one stream',
      explanation:
        `${streamTitle(stream)} goes on from one task of a pool to the next that the same worker takes, and which worker ` +
        `takes which task is chance: \`${callOf(context.dictionary.name(draw.name))}\` draws other numbers for the same ` +
        `task${both(context.values(context.mismatch))}.`,
      advice: 'Seed at the start of each task by its number, or give each task a generator of its own.',
      guess: false,
    };
  },
  /** A guess that an intervention decides: one worker takes all tasks in order. */
  ofWorker(context: CauseContext): Hypothesis | null {
    if (!isPool(context.alignment.process)) return null;
    const event = shownEvent(context.mismatch);
    return {
      ...race,
      place: divergencePlace(context),
      label: 'tasks of a pool share a worker',
      explanation:
        `\`${context.dictionary.name(event.name)}\` gives something else for the same task` +
        `${both(context.values(context.mismatch))}: the task uses what earlier ones have left in its worker, and which ` +
        'worker takes which task is chance.',
      advice: 'Let a task depend on its arguments alone.',
      guess: true,
    };
  },
};

const race = { class: 'thread-race', rule: null, pins: { one_worker: true } } as const;

/** Draws of one stream are several names: any of them tells its state. */
function isShared({ alignment, dictionary }: CauseContext, name: number): boolean {
  const stream = dictionary.name(name).split(':')[0];
  return [...(alignment.sharedStates ?? [])].some((one) => dictionary.name(one).split(':')[0] === stream);
}
