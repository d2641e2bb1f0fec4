// Cause: threads of the script that share something, so that the result depends on which of them is quicker.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { streamOf } from '../trace/dictionary.ts';
import { DRAW, EXPLICIT } from '../trace/event.ts';
import { at, streamTitle } from './wording.ts';

/** A pool starts threads of its own beside its workers. */
const pins = { serial_threads: true, one_worker: true } as const;

/** A guess that an intervention decides: the threads run one after the other, each to its end. */
export function threadRace(context: CauseContext): Hypothesis | null {
  const event = shownEvent(context.mismatch);
  const started = context.alignment.threads.findLast(({ index }) => index < event.index);
  if (!started) return null;
  const threads = context.alignment.threads.length === 1 ? 'The thread' : 'The threads';
  const from = at(context, started.place);
  const shared = { class: 'thread-race', rule: null, pins, guess: true } as const;
  if (event.kind === DRAW && !(event.flags & EXPLICIT))
    return {
      ...shared,
      place: divergencePlace(context),
      label: 'threads draw from one stream',
      explanation:
        `${streamTitle(streamOf(context.dictionary.name(event.name)))} is drawn from by several threads (one is started` +
        `${from}), and which of them draws first is not the same in both runs.`,
      advice: 'Give each thread a generator of its own, seeded by its number.',
    };
  const inThread = event.thread !== 0;
  return {
    ...shared,
    place: inThread ? divergencePlace(context) : started.place,
    label: 'threads race',
    explanation: inThread
      ? `${threads} started${from} and others change what is read here, and which of them comes first is not the ` +
        'same in both runs.'
      : `${threads} started here and those beside leave results in the order in which they end, and that order reaches ` +
        'the computation.',
    advice: 'Let each thread return its own result, and put them together in a fixed order after `join`.',
  };
}
