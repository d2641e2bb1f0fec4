// Questions that the script asked its surroundings and that were answered otherwise in the other run.
import type { Alignment, Suspect } from '../align/alignment.ts';
import type { CauseContext } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { shownEvent } from '../first-divergence.ts';
import { DRAW, LIBRARY, QUERY, type TraceEvent } from '../trace/event.ts';
import { seedFromValue, seedOfDraw } from './seed-of-draw.ts';

export type QueryTest = (name: string) => boolean;

export const isClock: QueryTest = (name) => /^(?:time|datetime|date)\b/.test(name);

/** An alarm has gone off, which the line says that set it. */
export const isAlarm: QueryTest = (name) => name.startsWith('signal.');

export const isEntropy: QueryTest = (name) =>
  /^(?:os\.urandom|os\.getrandom|os\.getpid|os\.getppid|uuid|secrets|random\.SystemRandom|numpy\.random\.SeedSequence|tempfile)\b/.test(
    name,
  );

/** What torch's default generator began with. */
export const isInitialSeed: QueryTest = (name) => name === 'torch.initial_seed';

/** Names of the listed folder's files are the same, or they are not: see `before`. */
export const isListing: QueryTest = (name) =>
  /^(?:os\.listdir|os\.scandir|os\.walk|glob\.glob|pathlib\.Path\.iterdir|shutil)$/.test(name);

export const isSurroundings: QueryTest = (name) =>
  /^(?:os\.(?:getloadavg|sysconf|times|statvfs|cpu_count|environ:)|resource\.|shutil\.disk_usage|socket\.getsockname|psutil\.|read \/|subprocess$)/.test(
    name,
  );

/** When a file was last written or read. */
export const isFileTime: QueryTest = (name) => /^(?:os\.path\.get[mac]time|Path\.stat)$/.test(name);

/** Which piece of work came back next. */
export const isArrival: QueryTest = (name) =>
  /^(?:as_completed|os\.wait|asyncio\.(?:as_completed|wait|Task)|(?:concurrent\.futures|multiprocessing\.connection)\.wait|(?:asyncio|multiprocessing|queue)\.Queue\.get|Pool\.imap_unordered|DataLoader\(in_order=False\))$/.test(
    name,
  );

/** What was read of memory that nobody had set; of NumPy's, what was in it as it was given out. */
export const isUnset: QueryTest = (name) => /^(?:torch|numpy)\.\w*empty/.test(name);

/** Whether something has happened yet that another thread or process does. */
export const isWaiting: QueryTest = (name) =>
  /^(?:Thread|Event|Queue|Popen|Process|Future|AsyncResult|Connection)\./.test(name) || isFileThere(name);

export const isFileThere: QueryTest = (name) =>
  /^(?:os\.path\.(?:exists|isfile|isdir)|Path\.(?:exists|is_file|is_dir))$/.test(name);

/** Lines that are looked at of those that asked. */
const MOST_LINES = 4;

/** The queries of this kind at user lines before event `index` of the first run, one a line, the latest first. */
export function queriesBefore(context: CauseContext, index: number, test: QueryTest): Suspect[] {
  return queriesIn(context.alignment, context, index, test);
}

/** What the main process asked may have been handed to the one that differs; when, no event tells. */
function queriesOfParent(context: CauseContext, test: QueryTest): Suspect[] {
  return context.parent ? queriesIn(context.parent, context, Number.MAX_SAFE_INTEGER, test) : [];
}

function queriesIn(alignment: Alignment, context: CauseContext, index: number, test: QueryTest): Suspect[] {
  const lines = new Map<number, Suspect>();
  for (const suspect of alignment.suspects) {
    const one = shownEvent(suspect.first);
    if (one.kind !== QUERY || one.flags & LIBRARY || one.place === 0) continue;
    if (one.index > index || !test(context.dictionary.name(one.name))) continue;
    const other = lines.get(one.place);
    if (!other || position(suspect, index) > position(other, index)) lines.set(one.place, suspect);
  }
  return [...lines.values()].sort((a, b) => position(b, index) - position(a, index)).slice(0, MOST_LINES);
}

export function queryBefore(context: CauseContext, index: number, test: QueryTest): Suspect | null {
  return queriesBefore(context, index, test)[0] ?? null;
}

/** Those of them that are, or are not, near the divergence. */
export function suspectsNear(context: CauseContext, test: QueryTest, nearby: boolean): Suspect[] {
  const own = queriesBefore(context, shownEvent(context.mismatch).index, test).filter(
    ({ first }) => isNearby(context, shownEvent(first)) === nearby,
  );
  return nearby ? own : [...own, ...queriesOfParent(context, test)];
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

/** What went otherwise before the divergence in either run: the one in which it came first tells why. */
export function inEither(context: CauseContext, test: QueryTest): Suspect[] {
  const { a, b } = context.mismatch;
  const isBefore = (event: TraceEvent | null, limit: TraceEvent | null) =>
    event !== null && event.index < (limit?.index ?? Number.POSITIVE_INFINITY);
  return context.alignment.suspects.filter(({ first }) => {
    const one = shownEvent(first);
    if (one.kind !== QUERY || one.place === 0 || !test(context.dictionary.name(one.name))) return false;
    return isBefore(first.a, a) || isBefore(first.b, b);
  });
}

function position(suspect: Suspect, index: number): number {
  return suspect.lastIndex < index ? suspect.lastIndex : shownEvent(suspect.first).index;
}

/** A query at the divergence's own line or in the same function a few lines above: its value likely went in. */
export function isNearby(context: CauseContext, query: TraceEvent): boolean {
  const asked = context.dictionary.place(query.place);
  const { how, a, b } = context.mismatch;
  // Where paths part, either run may be the one that goes on below the query, and the other elsewhere.
  const places = how === 'sequence' ? [a, b].flatMap((event) => event?.place || []) : [];
  return [divergencePlace(context), ...places].some((place) => {
    const differs = context.dictionary.place(place);
    if (!asked || !differs || asked.file !== differs.file || asked.function !== differs.function)
      return false;
    return differs.row - asked.row >= 0 && differs.row - asked.row <= 5;
  });
}

export interface SeedValue {
  seed: TraceEvent;
  /** The query that the seed's value came from. */
  query: Suspect;
}

/** The queries that may be behind a seed whose value differs between the runs, the likeliest first. */
export function queriesOfSeed(context: CauseContext): SeedValue[] {
  const found = differingSeed(context);
  if (!found) return [];
  const { seed, index } = found;
  const isSource: QueryTest = (name) =>
    isClock(name) || isEntropy(name) || isSurroundings(name) || isInitialSeed(name);
  const own = queriesBefore(context, index, isSource);
  return [...own, ...queriesOfParent(context, isSource)].map((query) => ({ seed, query }));
}

/** A seed that differs, and the event before which its value was asked for. */
function differingSeed(context: CauseContext): { seed: TraceEvent; index: number } | null {
  const origin = seedOfDraw(context);
  if (origin?.seed)
    return origin.other && origin.seed.after !== origin.other.after
      ? { seed: origin.seed, index: origin.seed.index }
      : null;
  const event = shownEvent(context.mismatch);
  // What differs first may be a tensor that holds the seed, as where ranks agree on one.
  const seed = event.kind === DRAW ? null : seedFromValue(context);
  return seed && { seed, index: event.index };
}
