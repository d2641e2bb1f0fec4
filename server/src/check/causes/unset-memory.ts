// Cause: memory that was asked for without a value, and read before anybody had set it.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { BATCH } from '../trace/event.ts';
import { isUnset, queriesBefore } from './queries.ts';

export const unsetMemory = {
  /** An op was seen to read it. */
  read: (context: CauseContext) => fromQueries(context, 'torch.'),
  /** It held something else when it was given out, which matters only if somebody reads it. */
  given: (context: CauseContext) => fromQueries(context, 'numpy.'),
};

function fromQueries(context: CauseContext, library: string): Hypothesis[] {
  const event = shownEvent(context.mismatch);
  // A batch is compared as it is handed out, which is before the first op that reads it.
  const index = event.kind === BATCH ? Number.POSITIVE_INFINITY : event.index;
  const isOne = (name: string) => name.startsWith(library) && isUnset(name);
  return queriesBefore(context, index, isOne).map((suspect) => fromQuery(context, suspect));
}

function fromQuery(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
  const name = context.dictionary.name(query.name);
  return {
    class: 'nondeterministic-op',
    place: query.place,
    rule: 'SR311',
    label: `${name} read before it is set`,
    explanation:
      `\`${name}\` gives memory as others left it, which is not the same in both runs, and it is read before it is ` +
      'written.',
    advice: `Use \`${name.replace('empty', 'zeros')}\`, or set all of it before it is read.`,
    pins: pinLine('filled', context.dictionary.place(query.place)),
    guess: true,
  };
}
