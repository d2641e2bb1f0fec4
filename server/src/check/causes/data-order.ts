// Cause: pieces of work that are taken in the order in which they are ready, which depends on the load of the machine.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext, Hypothesis } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { pinLine } from '../pins.ts';
import { isArrival, queriesBefore } from './queries.ts';
import { both } from './wording.ts';

const advice: Record<string, string> = {
  as_completed: 'Go through the futures in the order in which they were submitted, or use `executor.map`.',
  'concurrent.futures.wait':
    'Wait for all of them, and go through the futures in the order in which they were submitted.',
  'multiprocessing.Queue.get':
    'Put its number in with each item, and take the items in that order; or use `Pool.map`.',
  'queue.Queue.get': 'Put its number in with each item, and take the items in that order.',
  'asyncio.Queue.get': 'Put its number in with each item, and take the items in that order.',
  'asyncio.Task':
    'Let each task return its result, and take the results from `asyncio.gather`, which keeps the order of what it was given.',
  'multiprocessing.connection.wait':
    'Read from the connections in a fixed order, or put a number in with each message and sort by it.',
  'os.wait':
    'Wait for each child by its process id, in the order in which they were started: `os.waitpid(pid, 0)`.',
  'asyncio.as_completed': 'Use `asyncio.gather`, which keeps the order of what it was given.',
  'asyncio.wait': 'Wait for all of them, and go through the tasks in the order in which they were made.',
  'Pool.imap_unordered': 'Use `imap` or `map`, which keep the order.',
  'DataLoader(in_order=False)': 'Leave `in_order` as it is: batches then come in the order of the sampler.',
};

export function dataOrder(context: CauseContext): Hypothesis[] {
  const index = shownEvent(context.mismatch).index;
  return queriesBefore(context, index, isArrival).map((suspect) => fromArrival(context, suspect));
}

/** Those that the linter knows by their name. */
const LINTED =
  /^(?:as_completed|concurrent\.futures\.wait|asyncio\.(?:as_completed|wait)|Pool\.imap_unordered)$/;

function fromArrival(context: CauseContext, suspect: Suspect): Hypothesis {
  const query = shownEvent(suspect.first);
  const name = context.dictionary.name(query.name);
  const others = /^(?:multiprocessing|os\.)/.test(name)
    ? 'processes'
    : name.startsWith('queue')
      ? 'threads'
      : 'tasks';
  return {
    class: 'data-order',
    place: query.place,
    rule: LINTED.test(name) ? 'SR504' : null,
    label: `order of ${name}`,
    explanation: explain(context, suspect, name, others),
    advice: advice[name] ?? 'Take the results in the order in which the work was given out.',
    // Who puts an item in, and when, nobody knows; but the second run can wait for the order of the first.
    pins: pinLine(TAKES.test(name) ? 'answers' : 'arrival', context.dictionary.place(query.place)),
    guess: true,
  };
}

/** What takes from others whatever they have ready. */
const TAKES = /Queue\.get$|^multiprocessing\.connection\.wait$/;

function explain(context: CauseContext, suspect: Suspect, name: string, others: string): string {
  if (name.endsWith('Queue.get'))
    return `\`${name}\` hands out what other ${others} have put in first, and that is not the same in both runs.`;
  if (TAKES.test(name))
    return `\`${name}\` tells which of several ${others} have sent something first, and that is not the same in both runs.`;
  const order = `${both(context.values(suspect.first))}, counted from 0 as they were`;
  return name === 'asyncio.Task'
    ? `The tasks started here end in an order that is not the same in both runs: another one ends${order} started.`
    : `\`${name}\` hands out what is ready first, and that is not the same in both runs: another piece comes${order} given out.`;
}
