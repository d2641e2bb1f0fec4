// The event of a trace as numbers: kinds, flags, and where each field lies in the 48 bytes of docs/trace.md.

export const kinds = [
  'none',
  'seed',
  'draw',
  'op',
  'batch',
  'module',
  'loss',
  'gradient',
  'parameter',
  'step',
  'query',
  'order',
  'line',
  'read',
  'write',
  'metric',
  'thread',
  'task',
  'state',
] as const;

export const SEED = 1;
export const DRAW = 2;
export const OP = 3;
export const BATCH = 4;
export const MODULE = 5;
export const LOSS = 6;
export const GRADIENT = 7;
export const PARAMETER = 8;
export const STEP = 9;
export const QUERY = 10;
export const ORDER = 11;
export const LINE = 12;
export const READ = 13;
export const WRITE = 14;
export const METRIC = 15;
export const THREAD = 16;
export const TASK = 17;
export const STATE = 18;

export const BACKWARD = 1;
export const EXPLICIT = 2;
export const ENTROPY = 4;
export const SAMPLED = 8;
export const LIBRARY = 16;

/** An event is twelve 32-bit words: kind, flags and thread; name; place; step; before; after; sample; extra. */
export const WORDS = 12;
export const EVENT_BYTES = WORDS * 4;

/** One event taken out of its batch, with its name and place as ids of the shared dictionary. */
export interface TraceEvent {
  /** Its position in the file of its process. */
  readonly index: number;
  readonly kind: number;
  readonly flags: number;
  readonly thread: number;
  readonly name: number;
  readonly place: number;
  readonly step: number;
  readonly before: bigint;
  readonly after: bigint;
  readonly sample: number;
  readonly extra: bigint;
}

const eight = new DataView(new ArrayBuffer(8));

function float64(low: number, high: number): number {
  eight.setUint32(0, low, true);
  eight.setUint32(4, high, true);
  return eight.getFloat64(0, true);
}

function uint64(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** Reads the event whose first word is `words[at]`. */
export function eventAt(words: Uint32Array, at: number, index: number): TraceEvent {
  const head = words[at]!;
  return {
    index,
    kind: head & 0xff,
    flags: (head >>> 8) & 0xff,
    thread: head >>> 16,
    name: words[at + 1]!,
    place: words[at + 2]!,
    step: words[at + 3]!,
    before: uint64(words[at + 4]!, words[at + 5]!),
    after: uint64(words[at + 6]!, words[at + 7]!),
    sample: float64(words[at + 8]!, words[at + 9]!),
    extra: uint64(words[at + 10]!, words[at + 11]!),
  };
}
