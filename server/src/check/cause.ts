// Names what may have caused a divergence, best evidence first; each class of causes has a file of its own.
import type { Alignment, Mismatch } from './align/alignment.ts';
import { clock } from './causes/clock.ts';
import { controlFlow, waiting } from './causes/control-flow.ts';
import { dataOrder } from './causes/data-order.ts';
import { directoryOrder } from './causes/directory-order.ts';
import { environment } from './causes/environment.ts';
import { iterationOrder } from './causes/iteration-order.ts';
import { nondeterministicOp, possibleNondeterminism } from './causes/nondeterministic-op.ts';
import { osEntropy } from './causes/os-entropy.ts';
import { poolRace } from './causes/pool-race.ts';
import { queriesOfSeed } from './causes/queries.ts';
import { restoredState } from './causes/restored-state.ts';
import { threadRace } from './causes/thread-race.ts';
import { unknown } from './causes/unknown.ts';
import { initialSeed, libraryGenerator, unseededDraw } from './causes/unseeded-draw.ts';
import { unsetMemory } from './causes/unset-memory.ts';
import { shownEvent } from './first-divergence.ts';
import { type Pins, samePins } from './pins.ts';
import type { CauseClass } from './result.ts';
import type { Dictionary } from './trace/dictionary.ts';

/** What a cause is named from: plain data, and the two texts that only an I/O file can get. */
export interface CauseContext {
  alignment: Alignment;
  mismatch: Mismatch;
  /** The main process of the same rank, where it is another one that differs: it may have handed on what differs. */
  parent: Alignment | null;
  dictionary: Dictionary;
  /** Python randomises the hash of strings in these runs. */
  hashRandomised: boolean;
  /** `cpu`, or the GPU that was used. */
  device: string;
  /** cuDNN's autotuner is on. */
  autotunes: boolean;
  /** The two values of a mismatch, for a person. */
  values(mismatch: Mismatch): Values;
  /** A line of the user's source, or null where it cannot be read. */
  line(place: number): string | null;
}

export interface Values {
  a: string | null;
  b: string | null;
}

export interface Hypothesis {
  class: CauseClass;
  /** The place to show and mend. */
  place: number;
  rule: string | null;
  /** The short name in an end-of-line note: `unseeded numpy draw`. */
  label: string;
  /** What happens, in full sentences. */
  explanation: string;
  /** What to do about it, in one. */
  advice: string;
  /** The random stream that is unseeded, where that is the cause: a seed block mends it wherever it stands. */
  stream?: string;
  /** What an intervention pins, or null where nothing can be. */
  pins: Pins | null;
  /** Nothing but the intervention speaks for it: it is reported only if that confirms it. */
  guess: boolean;
  /** Other lines that the same intervention pins. */
  alternatives?: Hypothesis[];
}

type CauseFinder = (context: CauseContext) => Hypothesis | Hypothesis[] | null;

/** These are told by the traces alone; the first that answers is believed. */
const evident: CauseFinder[] = [
  restoredState,
  poolRace.ofDraw,
  unseededDraw,
  osEntropy.reseeded,
  nondeterministicOp,
];

/** These are possible; an intervention decides. */
const possible: CauseFinder[] = [
  unsetMemory.read,
  dataOrder,
  directoryOrder.nearby,
  osEntropy.nearby,
  clock.nearby,
  environment.nearby,
  waiting,
  directoryOrder.anywhere,
  threadRace,
  poolRace.ofWorker,
  osEntropy.anywhere,
  clock.anywhere,
  environment.anywhere,
  unsetMemory.given,
  libraryGenerator,
  // Nothing was seen that speaks for it, so it comes after what was: runs may agree by chance.
  iterationOrder,
  possibleNondeterminism,
];

/** Never empty: the last one is what is said if no intervention confirms the others. */
export function hypotheses(context: CauseContext): Hypothesis[] {
  for (const find of evident) {
    const found = distinct(listOf(find(context)));
    if (found.length > 0) return found;
  }
  // A seed may come from what was asked before it, or from something that nobody asks for, such as `hash()`.
  const guesses = distinct([sourcesOfSeed, ...possible].flatMap((find) => listOf(find(context))));
  const fallback = controlFlow(context) ?? unknown(context);
  return [...guesses, fallback];
}

/** What a seed that differs may come from: whichever of these is pinned at its line tells. */
function sourcesOfSeed(context: CauseContext): Hypothesis[] {
  return queriesOfSeed(context).flatMap((source) => {
    const found =
      osEntropy.ofSeed(context, source) ??
      clock.ofSeed(context, source) ??
      environment.ofSeed(context, source) ??
      initialSeed(context, source);
    return listOf(found);
  });
}

/** One for each intervention; the lines of all clocks are pinned by one, and are told apart later. */
function distinct(all: Hypothesis[]): Hypothesis[] {
  const kept: Hypothesis[] = [];
  for (const one of all) {
    const at = kept.findIndex(({ pins }) => samePins(pins, one.pins));
    const known = kept[at];
    if (!known) kept.push(one);
    else if (one.pins?.clock) kept[at] = withAlternative(known, one);
  }
  return kept;
}

function withAlternative(known: Hypothesis, one: Hypothesis): Hypothesis {
  const others = known.alternatives ?? [];
  const told = [known, ...others].some(({ place }) => place === one.place);
  return told ? known : { ...known, alternatives: [...others, one] };
}

/** The place of the divergence itself, or the last user line before it. */
export function divergencePlace(context: { alignment: Alignment; mismatch: Mismatch }): number {
  return shownEvent(context.mismatch).place || context.alignment.placeBefore;
}

function listOf(found: Hypothesis | Hypothesis[] | null): Hypothesis[] {
  return found === null ? [] : Array.isArray(found) ? found : [found];
}
