// Cause: the order in which the file system lists a folder, which nobody promises.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { isListing, suspectsNear } from './queries.ts';

export const directoryOrder = {
  nearby: (context: CauseContext) => fromListings(context, true),
  anywhere: (context: CauseContext) => fromListings(context, false),
};

function fromListings(context: CauseContext, nearby: boolean): Hypothesis[] {
  return suspectsNear(context, isListing, nearby)
    .filter(({ first: { a, b, how } }) => how === 'value' && a!.before === b!.before)
    .map((suspect) => fromListing(context, suspect));
}

/** The same names in another order; other names would be another folder's content. */
function fromListing(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
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
