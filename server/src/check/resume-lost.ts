// Which state a resumed run did not get back, from what both runs did in the steps after the checkpoint; pure.
import type { Trainer } from './resume-advice.ts';
import type { ResumeTrace, StepTrace } from './resume-trace.ts';
import { callOf, type Dictionary, streamOf } from './trace/dictionary.ts';
import { LIBRARY, SAMPLED, type TraceEvent } from './trace/event.ts';

/** What the resumed run started from. */
export interface Checkpoint {
  dictionary: Dictionary;
  /** Its files, by their names in the traces. */
  files: Set<number>;
  /** The place where it was saved; 0 where that is no user line. */
  saved: number;
  /** What saved it, where that is not the script's own code. */
  trainer: Trainer | null;
}

/** Two events of the same thing: `a` in the run that never stopped, `b` in the resumed one, where it has one. */
export interface Parted {
  a: TraceEvent;
  b: TraceEvent | null;
}

type LostStream = Extract<Lost, { what: 'stream' }>;
type LostData = Extract<Lost, { what: 'data' }>;

export type Lost = Parted &
  (
    | {
        what: 'stream';
        stream: string;
        /** Where the resumed run put it back into some state; and what it then drew from it, too early. */
        restored: TraceEvent | null;
        between: TraceEvent | null;
        /** The step of the straight run whose numbers it draws again. */
        repeats: number | null;
      }
    /** `step`: the step of the straight run that had this batch, or null where none had. */
    | { what: 'data'; step: number | null }
    | { what: 'optimizer'; name: string; empty: boolean }
    | { what: 'settings'; name: string }
  );

/** How many steps the straight run had made where its parameters were those that the resumed run starts with; -1: never. */
export function resumedAt(straight: ResumeTrace, resumed: ResumeTrace, dictionary: Dictionary): number {
  const wanted = starts(resumed, dictionary);
  if (wanted.size === 0) return -1;
  const state = starts(straight, dictionary);
  const agrees = () => [...wanted].every(([name, hash]) => state.get(name) === hash);
  // The latest: a learning rate of 0 leaves parameters as they were.
  let at = agrees() ? 0 : -1;
  for (const [index, { parameters }] of straight.steps.entries()) {
    for (const [name, { after }] of parameters) state.set(dictionary.name(name), after);
    if (agrees()) at = index + 1;
  }
  return at;
}

/** The parameters that each optimizer starts with, by name. */
function starts({ steps }: ResumeTrace, dictionary: Dictionary): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const { states } of steps)
    for (const [id, { after }] of states) {
      const name = dictionary.name(id);
      if (streamOf(name) === 'parameter') found.set(callOf(name), after);
    }
  return found;
}

/** The step after resuming in which results first differ, and where; null where none does. */
export function firstResult(
  straight: ResumeTrace,
  resumed: ResumeTrace,
  at: number,
): (Parted & { step: number }) | null {
  for (const [index, [a, b]] of pairs(straight, resumed, at).entries()) {
    // A loss may have been computed before the first step too, for another purpose.
    const losses = index === 0 ? b.losses.slice(-a.losses.length || b.losses.length) : b.losses;
    const found =
      a.losses.map((event, n) => ({ a: event, b: losses[n] ?? null })).find(differs) ??
      byName(a.gradients, b.gradients) ??
      byName(a.parameters, b.parameters);
    if (found) return { ...found, step: at + index };
  }
  return null;
}

/** What the resumed run does otherwise than the straight one in the steps after `at`. */
export function lostStates(
  straight: ResumeTrace,
  resumed: ResumeTrace,
  at: number,
  { dictionary, files }: Checkpoint,
): Lost[] {
  const both = afterSaving(pairs(straight, resumed, at), files);
  const streams = independent(lostStreams(straight, resumed, both, dictionary));
  const data = lostData(straight, both);
  return [...streamsAndData(streams, data), ...lostOptimizers(both, dictionary)];
}

/** Where the order of the data is drawn anew after the checkpoint, a lost stream explains it; else it explains what the sampler draws. */
function streamsAndData(streams: LostStream[], data: LostData | null): (LostStream | LostData)[] {
  if (!data) return streams;
  const { place, index } = data.a;
  const isDrawnAnew = streams.some(({ a }) => a.place === place && a.index < index);
  if (isDrawnAnew) return streams;
  return [...streams.filter(({ stream, a }) => !stream.includes('Generator') || a.place !== place), data];
}

/** What the straight run drew between the end of the step and the saving is no part of what is to be repeated. */
function afterSaving(both: [StepTrace, StepTrace][], files: Set<number>): [StepTrace, StepTrace][] {
  const [first, ...more] = both;
  const saved = first?.[0].writes.findLast(({ name }) => files.has(name));
  if (!first || !saved) return both;
  const later = (events: TraceEvent[]) => events.filter(({ index }) => index > saved.index);
  const [a, b] = first;
  return [[{ ...a, draws: later(a.draws), batches: later(a.batches) }, b], ...more];
}

function lostStreams(
  straight: ResumeTrace,
  resumed: ResumeTrace,
  both: [StepTrace, StepTrace][],
  dictionary: Dictionary,
): LostStream[] {
  const lost: LostStream[] = [];
  const seen = new Set<string>();
  for (const [a, b] of both)
    for (const draw of a.draws) {
      const stream = streamOf(dictionary.name(draw.name));
      // Of JAX keys and the like no state is known.
      if (seen.has(stream) || draw.before === 0n) continue;
      seen.add(stream);
      // What the script drew before it resumed lies in the same step.
      const same = b.draws.filter(({ name, place }) => name === draw.name && place === draw.place);
      if (same.some(({ before }) => before === draw.before)) continue;
      const isIts = ({ name }: TraceEvent) => streamOf(dictionary.name(name)) === stream;
      const restored = putBack(resumed, draw, b.draws, isIts, dictionary);
      const repeats = straight.steps.findIndex(({ draws }) =>
        draws.some(({ name, before }) => name === draw.name && before === same[0]?.before),
      );
      lost.push({
        what: 'stream',
        stream,
        a: draw,
        b: same[0] ?? null,
        ...restored,
        repeats: repeats < 0 ? null : repeats,
      });
    }
  return lost;
}

/** Where the stream was put back: into the very state, and drawn from too early, or by the script into another one. */
function putBack(
  resumed: ResumeTrace,
  wanted: TraceEvent,
  draws: TraceEvent[],
  isIts: (event: TraceEvent) => boolean,
  dictionary: Dictionary,
): Pick<LostStream, 'restored' | 'between'> {
  const states = (resumed.steps[0]?.seeds ?? []).filter(
    (seed) => isIts(seed) && /state/.test(callOf(dictionary.name(seed.name))),
  );
  for (const restored of states.toReversed()) {
    const between = draws.find((other) => isIts(other) && other.index > restored.index);
    if (between?.before === wanted.before) return { restored, between };
  }
  // A library puts a stream back around work of its own.
  return { restored: states.findLast(({ flags }) => !(flags & LIBRARY)) ?? null, between: null };
}

function lostData(straight: ResumeTrace, both: [StepTrace, StepTrace][]): LostData | null {
  const [a, b] = both.find(([one, other]) => one.batches.length > 0 && other.batches.length > 0) ?? [];
  if (!a || !b) return null;
  // A script may ask for the batches that it has seen, and pass them over.
  const last = b.batches.slice(-a.batches.length);
  const at = a.batches.findIndex((batch, index) => batch.after !== last[index]?.after);
  if (at < 0) return null;
  const other = last[at] ?? b.batches.at(-1)!;
  const step = straight.steps.findIndex(({ batches }) => batches.some(({ after }) => after === other.after));
  return { what: 'data', a: a.batches[at]!, b: other, step: step < 0 ? null : step };
}

/** A generator that is used where another one is drawn from, as of a sampler that is seeded anew, follows from that. */
function independent(lost: LostStream[]): LostStream[] {
  const places = new Set(lost.filter(({ stream }) => !stream.includes('Generator')).map(({ a }) => a.place));
  return lost.filter(({ stream, a }) => !stream.includes('Generator') || !places.has(a.place));
}

/** What each optimizer starts its first step with: later ones follow from it. Its settings follow a schedule. */
function lostOptimizers(both: [StepTrace, StepTrace][], dictionary: Dictionary): Lost[] {
  const lost: Lost[] = [];
  const seen = new Set<string>();
  for (const [a, b] of both)
    for (const [id, one] of a.states) {
      const [what, name] = [streamOf(dictionary.name(id)), callOf(dictionary.name(id))];
      const other = b.states.get(id);
      if (seen.has(what + name) || !other) continue;
      const differ = one.after !== other.after;
      if (what === 'optimizer') {
        seen.add(what + name);
        if (differ) lost.push({ what, name, a: one, b: other, empty: other.extra === 0n && one.extra > 0n });
        // The state of an optimizer holds its settings too.
        if (differ) seen.add(`settings${name}`);
      } else if (what === 'settings' && differ) {
        seen.add(what + name);
        lost.push({ what, name, a: one, b: other });
      }
    }
  return lost;
}

function pairs(straight: ResumeTrace, resumed: ResumeTrace, at: number): [StepTrace, StepTrace][] {
  return resumed.steps.flatMap((step, index) => {
    const other = straight.steps[at + index];
    return other ? [[other, step] as [StepTrace, StepTrace]] : [];
  });
}

function byName(a: Map<number, TraceEvent>, b: Map<number, TraceEvent>): Parted | undefined {
  return [...a].map(([name, event]) => ({ a: event, b: b.get(name) ?? null })).find(differs);
}

function differs({ a, b }: Parted): boolean {
  return a.after !== b?.after;
}

/** The two numbers to show, or null where there is none. */
export function numbersOf({ a, b }: Parted): [number, number] | null {
  return b && a.flags & b.flags & SAMPLED ? [a.sample, b.sample] : null;
}
