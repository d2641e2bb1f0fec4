// Cause: the two runs took different paths through the program, and nothing seen before it says why.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { kinds, type TraceEvent } from '../trace/event.ts';
import { isWaiting, queryBefore, queryInSecond } from './queries.ts';
import { at } from './wording.ts';

/** What is asked of pieces of work that were given out: which of them is ready is the order in which they are used. */
const OF_WORK = /^(?:AsyncResult|Future|Connection|Popen|Process)\./;

/** Whether a thread or process had ended, or a queue was empty, when the script asked. */
export function waiting(context: CauseContext): Hypothesis | null {
  const sequence = context.mismatch.how === 'sequence';
  const suspect =
    queryBefore(context, context.mismatch.a?.index ?? Number.POSITIVE_INFINITY, isWaiting) ??
    (sequence ? queryInSecond(context, isWaiting) : null);
  if (!suspect) return null;
  const query = shownEvent(suspect.first);
  const name = context.dictionary.name(query.name);
  const leads = sequence
    ? `and decides what runs next: ${sequenceText(context)}`
    : 'and reaches the computation';
  const ofWork = !sequence && OF_WORK.test(name);
  return {
    class: sequence ? 'control-flow' : ofWork ? 'data-order' : 'thread-race',
    place: query.place,
    rule: null,
    label: `${name} decides what runs`,
    explanation: `What \`${name}\` answers depends on how quick other threads and processes are, ${leads}.`,
    advice: ofWork
      ? 'Take the results in the order in which the work was given out.'
      : 'Wait for the other to end, or count steps instead.',
    pins: pinLine('answers', context.dictionary.place(query.place)),
    guess: true,
  };
}

export function controlFlow(context: CauseContext): Hypothesis | null {
  if (context.mismatch.how !== 'sequence') return null;
  return {
    class: 'control-flow',
    place: divergencePlace(context),
    rule: null,
    label: 'the runs take different paths',
    explanation: `The runs take different paths here: ${sequenceText(context)}. Nothing that was compared before differs.`,
    advice:
      'Look for a condition on something outside the computation: files, environment variables, timing, other processes.',
    pins: null,
    guess: false,
  };
}

/** `run A goes on with aten::mm at train.py:12, run B with the optimizer step at train.py:15`. */
export function sequenceText(context: CauseContext): string {
  const { a, b } = context.mismatch;
  return `run A ${goesOn(context, a)}, run B ${goesOn(context, b)}`;
}

function goesOn(context: CauseContext, event: TraceEvent | null): string {
  if (!event) return 'ends here';
  const kind = kinds[event.kind] ?? 'event';
  return `goes on with ${kind} \`${context.dictionary.name(event.name)}\`${at(context, event.place)}`;
}
