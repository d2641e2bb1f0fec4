// No cause could be named: says what differs and what can be ruled out, and claims nothing.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { kinds } from '../trace/event.ts';
import { both } from './wording.ts';

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
    advice:
      'Its input comes from something that the trace does not see: a file, the environment, another process or library.',
    pins: null,
    guess: false,
  };
}
