// Cause: what the machine around the script says: free memory, load, disks, the kernel's files, another program's output.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { sequenceText } from './control-flow.ts';
import { isSurroundings, type SeedValue, suspectsNear } from './queries.ts';
import { at, both } from './wording.ts';

const VARIABLE = 'os.environ:';

export const environment = {
  ofSeed(context: CauseContext, source: SeedValue): Hypothesis | null {
    const query = shownEvent(source.query.first);
    const asked = context.dictionary.name(query.name);
    if (!isSurroundings(asked)) return null;
    const name = title(asked);
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
  nearby: (context: CauseContext) => fromQueries(context, true),
  anywhere: (context: CauseContext) => fromQueries(context, false),
};

function fromQueries(context: CauseContext, nearby: boolean): Hypothesis[] {
  return suspectsNear(context, isSurroundings, nearby).map((suspect) => fromQuery(context, suspect));
}

function fromQuery(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
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
  if (name.startsWith(VARIABLE)) return `the environment variable \`${name.slice(VARIABLE.length)}\``;
  return name.startsWith('read ') ? `\`${name.slice('read '.length)}\`` : `\`${name}\``;
}
