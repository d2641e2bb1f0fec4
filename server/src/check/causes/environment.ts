// Cause: what the machine around the script says: free memory, load, disks, the kernel's files, another program's output.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { sequenceText } from './control-flow.ts';
import { isNearby, isSurroundings, queryBefore, queryOfSeed } from './queries.ts';
import { at, both } from './wording.ts';

export const environment = {
  ofSeed(context: CauseContext): Hypothesis | null {
    const source = queryOfSeed(context, isSurroundings);
    if (!source) return null;
    const query = shownEvent(source.query.first);
    const name = title(context.dictionary.name(query.name));
    return {
      class: 'environment',
      place: query.place,
      rule: 'SR106',
      label: `seed from ${name}`,
      explanation:
        `The seed set${at(context, source.seed.place)} comes from ${name}, which is not the same in both runs` +
        `${both(context.values(source.query.first))}.`,
      advice: 'Use a constant seed.',
      pins: pinLine('answers', context.dictionary.place(query.place)),
      guess: false,
    };
  },
  nearby: (context: CauseContext) => fromQuery(context, true),
  anywhere: (context: CauseContext) => fromQuery(context, false),
};

function fromQuery(context: CauseContext, nearby: boolean): Hypothesis | null {
  const suspect = queryBefore(context, shownEvent(context.mismatch).index, isSurroundings);
  if (!suspect) return null;
  const query = shownEvent(suspect.first);
  if (isNearby(context, query) !== nearby) return null;
  const name = title(context.dictionary.name(query.name));
  const leads =
    context.mismatch.how === 'sequence'
      ? `and it decides what runs next: ${sequenceText(context)}`
      : 'and it reaches the computation';
  return {
    class: 'environment',
    place: query.place,
    rule: null,
    label: `value from ${name}`,
    explanation: `What ${name} says is not the same in both runs${both(context.values(suspect.first))}, ${leads}.`,
    advice: 'Take the value from a setting that is kept with the run.',
    pins: pinLine('answers', context.dictionary.place(query.place)),
    guess: true,
  };
}

function title(name: string): string {
  if (name === 'subprocess') return 'another program';
  return name.startsWith('read ') ? `\`${name.slice('read '.length)}\`` : `\`${name}\``;
}
