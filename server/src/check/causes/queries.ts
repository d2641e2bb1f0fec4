// Questions that the script asked its surroundings and that were answered otherwise in the other run.
import type { Suspect } from '../align/alignment.ts';
import type { CauseContext } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { LIBRARY, QUERY, type TraceEvent } from '../trace/event.ts';
import { seedOfDraw } from './seed-of-draw.ts';

export type QueryTest = (name: string) => boolean;

export const isClock: QueryTest = (name) => /^(?:time|datetime|date)\b/.test(name);

export const isEntropy: QueryTest = (name) =>
  /^(?:os\.urandom|os\.getrandom|os\.getpid|os\.getppid|uuid|secrets|random\.SystemRandom|tempfile)\b/.test(
    name,
  );

/** Names of the listed folder's files are the same, or they are not: see `before`. */
export const isListing: QueryTest = (name) =>
  /^(?:os\.listdir|os\.scandir|os\.walk|glob\.glob|pathlib\.Path\.iterdir|shutil)$/.test(name);

export const isSurroundings: QueryTest = (name) =>
  /^(?:os\.(?:getloadavg|sysconf|times|statvfs|cpu_count)|resource\.|shutil\.disk_usage|psutil\.|read \/|subprocess$)/.test(
    name,
  );

/** Which piece of work came back next. */
export const isArrival: QueryTest = (name) =>
  /^(?:as_completed|asyncio\.(?:as_completed|wait)|Pool\.imap_unordered|DataLoader\(in_order=False\))$/.test(
    name,
  );

/** Whether something has happened yet that another thread or process does. */
export const isWaiting: QueryTest = (name) =>
  /^(?:Thread|Event|Queue|Popen|Process|Future|AsyncResult)\./.test(name);

/** The latest query of this kind at a user line before event `index` of the first run. */
export function queryBefore(context: CauseContext, index: number, test: QueryTest): Suspect | null {
  let best: Suspect | null = null;
  for (const suspect of context.alignment.suspects) {
    const one = shownEvent(suspect.first);
    if (one.kind !== QUERY || one.flags & LIBRARY || one.place === 0) continue;
    if (one.index > index || !test(context.dictionary.name(one.name))) continue;
    if (!best || position(suspect, index) > position(best, index)) best = suspect;
  }
  return best;
}

/** The latest one that the second run answered otherwise before the paths part: the run that ends a loop first tells why. */
export function queryInSecond(context: CauseContext, test: QueryTest): Suspect | null {
  const limit = context.mismatch.b?.index ?? Number.POSITIVE_INFINITY;
  let best: Suspect | null = null;
  for (const suspect of context.alignment.suspects) {
    const { b } = suspect.first;
    if (!b || b.kind !== QUERY || b.flags & LIBRARY || b.place === 0 || b.index > limit) continue;
    if (test(context.dictionary.name(b.name)) && b.index > (best?.first.b?.index ?? -1)) best = suspect;
  }
  return best;
}

function position(suspect: Suspect, index: number): number {
  return suspect.lastIndex < index ? suspect.lastIndex : shownEvent(suspect.first).index;
}

/** A query at the divergence's own line or in the same function a few lines above: its value likely went in. */
export function isNearby(context: CauseContext, query: TraceEvent): boolean {
  const asked = context.dictionary.place(query.place);
  const differs = context.dictionary.place(divergencePlace(context));
  if (!asked || !differs || asked.file !== differs.file || asked.function !== differs.function) return false;
  return differs.row - asked.row >= 0 && differs.row - asked.row <= 5;
}

export interface SeedValue {
  seed: TraceEvent;
  /** The query that the seed's value came from. */
  query: Suspect;
}

/** The query behind a seed whose value differs between the runs. */
export function queryOfSeed(context: CauseContext, test: QueryTest): SeedValue | null {
  const origin = seedOfDraw(context);
  if (!origin?.seed || !origin.other || origin.seed.after === origin.other.after) return null;
  // Of several sources that were asked before the seed, the latest one is taken.
  const isSource: QueryTest = (name) => isClock(name) || isEntropy(name) || isSurroundings(name);
  const query = queryBefore(context, origin.seed.index, isSource);
  if (!query || !test(context.dictionary.name(shownEvent(query.first).name))) return null;
  return { seed: origin.seed, query };
}
