// No cause could be named: says what differs and what can be ruled out, and claims nothing.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { kinds } from '../trace/event.ts';
import { at, both } from './wording.ts';

export function unknown(context: CauseContext): Hypothesis {
  const event = shownEvent(context.mismatch);
  const kind = kinds[event.kind] ?? 'event';
  return {
    class: 'unknown',
    place: divergencePlace(context),
    rule: null,
    label: 'cause unknown',
    explanation:
      `The ${kind} \`${context.dictionary.name(event.name)}\` differs${both(context.values(context.mismatch))}, though ` +
      'everything that was compared before it agrees.',
    advice: `Its input comes from something that the trace does not see: a file, the environment, another process or library${beside(context)}.`,
    pins: null,
    guess: false,
  };
}

/** Threads that go on for as long as the script cannot be run one after the other, to see whether they matter. */
function beside(context: CauseContext): string {
  const { index } = shownEvent(context.mismatch);
  const started = context.alignment.threads.findLast((thread) => thread.index < index);
  return started
    ? `, or what a thread of the script (one is started${at(context, started.place)}) is quick enough to change`
    : '';
}
