// Cause: an operation that gives another result for the same inputs.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { type Pins, pinLine } from '../pins.ts';
import { BACKWARD, DRAW, LINE, OP } from '../trace/event.ts';
import { both } from './wording.ts';

/** The definition itself: equal input hashes, different output hashes. */
export function nondeterministicOp(context: CauseContext): Hypothesis[] {
  const { how, a, b } = context.mismatch;
  if (how !== 'value' || a?.kind !== OP || !b || a.before !== b.before) return [];
  // Another thread of the script may have changed the inputs while they were read.
  if (isScriptThread(a.thread)) return [];
  const name = context.dictionary.name(a.name);
  // It gave nothing: what it got is another rank's.
  if (name.startsWith('c10d::') && a.before === 0n) return [];
  const place = divergencePlace(context);
  const backward = a.flags & BACKWARD ? ' in the backward pass of this line' : '';
  const autotuned = context.autotunes && isConvolution(name, context.device);
  const why = autotuned
    ? "cuDNN's autotuner may choose another algorithm each time"
    : 'its parallel additions happen in another order each time';
  const told: Hypothesis = {
    class: 'nondeterministic-op',
    place,
    rule: autotuned ? 'SR302' : ruleFor(name, context.device),
    label: `nondeterministic ${name}`,
    explanation:
      `\`${name}\`${backward} got the same inputs in both runs and gave different results` +
      `${both(context.values(context.mismatch))}: ${why}.`,
    advice: autotuned
      ? 'Set `torch.backends.cudnn.benchmark = False`, and call `torch.use_deterministic_algorithms(True)`.'
      : 'Call `torch.use_deterministic_algorithms(True)`, or use an operation that has a deterministic form.',
    pins: { deterministic: true },
    guess: false,
  };
  const onCpu = context.device === 'cpu' ? null : pinLine('on_cpu', context.dictionary.place(place));
  return onCpu ? [told, withoutDeterministicForm(told, onCpu)] : [told];
}

/** Where the flag does not help: of some kernels of a GPU there is no deterministic form. */
function withoutDeterministicForm(told: Hypothesis, pins: Pins): Hypothesis {
  return {
    ...told,
    rule: 'SR307',
    advice: 'It has no deterministic form on a GPU: compute it on the CPU, or use another operation.',
    pins,
  };
}

/** Those of progress bars and compilers count from 500, those that Python did not start from 1000. */
function isScriptThread(thread: number): boolean {
  return thread > 0 && thread < 500;
}

/** Without the inputs of every op the class cannot be told from the traces; the deterministic flag decides. */
export function possibleNondeterminism(context: CauseContext): Hypothesis | null {
  const event = shownEvent(context.mismatch);
  if (event.kind === DRAW || event.kind === LINE || context.mismatch.how !== 'value') return null;
  return {
    class: 'nondeterministic-op',
    place: divergencePlace(context),
    rule: ruleFor(context.dictionary.name(event.name), context.device),
    label: 'nondeterministic operation',
    explanation:
      `An operation before this point gives different results for the same inputs` +
      `${both(context.values(context.mismatch))}.`,
    advice:
      'Call `torch.use_deterministic_algorithms(True)`; with torch 2.0 or newer `--level ops` shows which operation it is.',
    pins: { deterministic: true },
    guess: true,
  };
}

function ruleFor(name: string, device: string): string {
  const isCudnn = /conv|cudnn|rnn|lstm|gru/i.test(name) && !/attention/.test(name);
  return device !== 'cpu' && isCudnn ? 'SR303' : 'SR301';
}

function isConvolution(name: string, device: string): boolean {
  return device !== 'cpu' && /conv/i.test(name);
}
