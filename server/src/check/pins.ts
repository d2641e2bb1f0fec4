// Interventions of docs/trace.md: what a run fixes so that one suspect cannot differ; a plain run has none. Pure.
import type { Place } from './trace/dictionary.ts';

/** A user line: what is pinned there leaves the same call elsewhere as it is. */
export type Line = [file: string, row: number];

export interface SeedPin {
  stream: string;
  value: number;
  place?: Line;
}

export interface Pins {
  hashseed?: number;
  seed?: SeedPin[];
  clock?: true;
  /** Where a fixed clock goes a second ahead. */
  clock_ahead?: Line[];
  entropy?: Line[];
  deterministic?: true;
  sorted_listing?: Line[];
  sorted_order?: Line[];
  stable_hash?: Line[];
  stable_id?: Line[];
  answers?: Line[];
  arrival?: Line[];
  /** Memory that is asked for there is zero. */
  filled?: Line[];
  /** What torch computes there, and in the backward pass of it, is computed on the CPU. */
  on_cpu?: Line[];
  serial_threads?: true;
  /** A pool of processes has a single worker. */
  one_worker?: true;
  watch_order?: true;
  /** Notes what an optimizer starts each step with. */
  watch_state?: true;
  /** Seeds with another number wherever the script seeds with one. */
  other_seeds?: number;
}

/** The value that the inserted seed block has too. */
const SEED = 1024;

export function pinStream(stream: string): Pins {
  return { seed: [{ stream, value: SEED }] };
}

/** A generator that is made, or a stream that is reseeded, at this line; everywhere where the line is not known. */
export function pinSeedAt(stream: string, place: Place | null): Pins {
  return place ? { seed: [{ stream, value: SEED, place: [place.file, place.row] }] } : pinStream(stream);
}

const LINE_PINS = [
  'clock_ahead',
  'entropy',
  'sorted_listing',
  'sorted_order',
  'stable_hash',
  'stable_id',
  'answers',
  'arrival',
  'filled',
  'on_cpu',
] as const;
type LinePin = (typeof LINE_PINS)[number];

/** Null where no line is known: pinning every line would confirm whatever is suspected. */
export function pinLine(pin: LinePin, place: Pick<Place, 'file' | 'row'> | null): Pins | null {
  return place && { [pin]: [[place.file, place.row]] };
}

/** Both together; what `more` fixes as a whole wins. */
export function mergePins(pins: Pins, more: Pins): Pins {
  const merged: Pins = { ...pins, ...more };
  for (const key of ['seed', ...LINE_PINS] as const) {
    const both = [...(pins[key] ?? []), ...(more[key] ?? [])];
    const unique = [...new Map(both.map((one) => [JSON.stringify(one), one])).values()];
    if (unique.length > 0) Object.assign(merged, { [key]: unique });
  }
  return merged;
}

export function samePins(a: Pins | null, b: Pins | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a pinned run does, for a line of progress. */
export function pinText(pins: Pins): string {
  if (pins.watch_order) return 'watching the order of sets';
  const texts = [
    ...new Set((pins.seed ?? []).map(({ stream }) => `${stream} seeded`)),
    ...(pins.hashseed !== undefined || pins.stable_hash ? ['the hash seed fixed'] : []),
    ...(pins.clock ? ['the clock fixed'] : []),
    ...(pins.entropy ? ['system entropy fixed'] : []),
    ...(pins.sorted_listing ? ['listings sorted'] : []),
    ...(pins.sorted_order ? ['sets sorted'] : []),
    ...(pins.stable_id ? ['the same `id()`'] : []),
    ...(pins.answers ? ['the same answers'] : []),
    ...(pins.arrival ? ['results in order'] : []),
    ...(pins.filled ? ['memory set to zero'] : []),
    ...(pins.serial_threads ? ['one thread after the other'] : []),
    ...(pins.one_worker && !pins.serial_threads ? ['one worker a pool'] : []),
    ...(pins.on_cpu ? ['one line on the CPU'] : []),
    ...(pins.deterministic ? ['deterministic algorithms'] : []),
  ];
  if (texts.length === 0) return 'with every op traced';
  return texts.length > 2 ? `with ${texts.length} interventions` : `with ${texts.join(' and ')}`;
}
