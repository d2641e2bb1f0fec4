// Cause: the order in which the file system lists a folder, which nobody promises.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { isListing, isNearby, queryBefore } from './queries.ts';

export const directoryOrder = {
  nearby: (context: CauseContext) => fromListing(context, true),
  anywhere: (context: CauseContext) => fromListing(context, false),
};

function fromListing(context: CauseContext, nearby: boolean): Hypothesis | null {
  const suspect = queryBefore(context, shownEvent(context.mismatch).index, isListing);
  if (!suspect) return null;
  const { a, b, how } = suspect.first;
  const query = shownEvent(suspect.first);
  // The same names in another order; other names would be another folder's content.
  if (how !== 'value' || a!.before !== b!.before || isNearby(context, query) !== nearby) return null;
  const name = context.dictionary.name(query.name);
  return {
    class: 'directory-order',
    place: query.place,
    rule: 'SR501',
    label: `order of ${name}`,
    explanation:
      `\`${name}\` gives the same names in both runs, but in another order: the file system promises none, and it ` +
      'depends on how the files came there. That order reaches the computation.',
    advice: 'Sort the listing: `sorted(…)`.',
    pins: pinLine('sorted_listing', context.dictionary.place(query.place)),
    guess: true,
  };
}
