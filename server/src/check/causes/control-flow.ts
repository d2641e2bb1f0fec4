// Cause: the two runs took different paths through the program, and nothing seen before it says why.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { kinds, type TraceEvent } from '../trace/event.ts';
import { at } from './wording.ts';

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
