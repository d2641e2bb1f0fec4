// Cause: the time of day or a timer, as a seed, as data, or as what decides how long a loop runs.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { sequenceText } from './control-flow.ts';
import { inEither, isAlarm, isClock, isFileTime, type SeedValue, suspectsNear } from './queries.ts';
import { at, both } from './wording.ts';

export const clock = {
  ofSeed(context: CauseContext, source: SeedValue): Hypothesis | null {
    const query = shownEvent(source.query.first);
    const name = context.dictionary.name(query.name);
    if (!isClock(name)) return null;
    return {
      class: 'clock',
      place: query.place,
      rule: 'SR106',
      label: `seed from ${name}`,
      explanation:
        `The seed set${at(context, source.seed.place)} comes from the clock (\`${name}\`), which is never the same ` +
        `twice${both(context.values(source.query.first))}.`,
      advice: 'Use a constant seed.',
      pins: { clock: true },
      guess: false,
    };
  },
  nearby: (context: CauseContext) => [
    ...alarms(context),
    ...fromQueries(context, true),
    ...fileTimes(context, true),
  ],
  anywhere: (context: CauseContext) => [...fromQueries(context, false), ...fileTimes(context, false)],
};

/** Files that the run itself has made, or let make, are another age in each run. */
function fileTimes(context: CauseContext, nearby: boolean): Hypothesis[] {
  return suspectsNear(context, isFileTime, nearby).map((suspect) => {
    const query = shownEvent(suspect.first);
    return {
      class: 'clock',
      place: query.place,
      rule: null,
      label: 'times of files',
      explanation:
        `\`${context.dictionary.name(query.name)}\` tells when a file was last changed, which is another time in each ` +
        'run, and which of several files is the newest may be chance. That reaches the computation.',
      advice: 'Sort files by name, or by something that is written in them.',
      pins: pinLine('answers', context.dictionary.place(query.place)),
      guess: true,
    };
  });
}

/** It comes between any two lines of the script, so it is near whatever it changes. */
function alarms(context: CauseContext): Hypothesis[] {
  return inEither(context, isAlarm).map((suspect) => {
    const query = shownEvent(suspect.first);
    const name = context.dictionary.name(query.name);
    const sequence = context.mismatch.how === 'sequence';
    const leads = sequence
      ? `and decides what runs next: ${sequenceText(context)}`
      : 'and what its handler does reaches the computation';
    return {
      class: sequence ? 'control-flow' : 'clock',
      place: query.place,
      rule: sequence ? 'SR506' : null,
      label: 'an alarm goes off',
      explanation: `The alarm that \`${name}\` sets here goes off when its time is over, wherever the script is by then, ${leads}.`,
      advice: 'Count steps instead of seconds.',
      pins: { clock: true },
      guess: true,
    };
  });
}

function fromQueries(context: CauseContext, nearby: boolean): Hypothesis[] {
  return suspectsNear(context, isClock, nearby).map((suspect) => fromQuery(context, suspect));
}

/** Where the sequence of events differs, the clock decided what runs: that is control flow, and its own class. */
function fromQuery(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
  const name = context.dictionary.name(query.name);
  const pinned = { place: query.place, pins: { clock: true } as const, guess: true };
  if (context.mismatch.how === 'sequence')
    return {
      ...pinned,
      class: 'control-flow',
      rule: 'SR506',
      label: 'the clock decides what runs',
      explanation: `\`${name}\` decides what runs next: ${sequenceText(context)}.`,
      advice: 'Count steps instead of seconds, or keep the clock out of the training path.',
    };
  return {
    ...pinned,
    class: 'clock',
    rule: null,
    label: `value from ${name}`,
    explanation:
      `The clock (\`${name}\`) is never the same twice${both(context.values(suspect.first))}, and its value reaches ` +
      'the computation.',
    advice: 'Use a constant, or a value derived from the step.',
  };
}
