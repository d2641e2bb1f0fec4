// Reads one trace file in bounded memory, verifies its chain, and says from where on it is lost; never throws on its content.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { endianness } from 'node:os';
import { inflateSync } from 'node:zlib';
import { crc32 } from './crc32.ts';
import type { Dictionary } from './dictionary.ts';
import { EVENT_BYTES, WORDS } from './event.ts';
import {
  parseDetails,
  parseEnd,
  parseHeader,
  parseTable,
  type TraceDetails,
  type TraceEnd,
  type TraceHeader,
} from './payload.ts';

type TracePart =
  | { type: 'header'; header: TraceHeader }
  /** `words` holds twelve a event, names and places as ids of the dictionary; `first` is the index of the first event. */
  | { type: 'events'; first: number; words: Uint32Array }
  | { type: 'details'; details: TraceDetails }
  /** Only in `detailsOnly`, in place of `events`. */
  | { type: 'skipped'; first: number }
  | { type: 'end'; end: TraceEnd }
  | { type: 'lost'; why: string; events: number }
  /** Only in live reading: the writer has not written more yet. */
  | { type: 'waiting' };

export interface TraceReader {
  next(): Promise<TracePart>;
  close(): Promise<void>;
}

export interface ReadOptions {
  dictionary: Dictionary;
  /** Folder that the run's own files lie in; places below it compare by relative path. */
  root: string | null;
  /** The file is still being written: an incomplete tail is no loss. */
  live?: boolean;
  /** Skip the events themselves; their count is still checked. */
  detailsOnly?: boolean;
}

const isLittleEndian = endianness() === 'LE';
const MAGIC = Buffer.from('SAMERUN1');
const RECORD_HEAD = 9;
/** The tracer flushes well below these; what is larger is not its work. */
const MAX_PAYLOAD = 64 * 1024 * 1024;
const MAX_EVENTS = 1024 * 1024;
/** Ids count upward, but two threads may write theirs in either order. */
const MAX_ID_GAP = 65_536;

/** Opens `path`, refusing a link. Throws only if the file cannot be opened. */
export async function openTrace(path: string, options: ReadOptions): Promise<TraceReader> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const input = createInput(file);
  const decode = createDecoder(options);
  let last: TracePart | null = null;
  let chain = 0;
  let atStart = true;

  const finish = (part: TracePart): TracePart => {
    last = part;
    return part;
  };
  const short = (bytes: number): TracePart => {
    if (options.live) return { type: 'waiting' };
    const why = bytes === 0 ? 'it has no end record' : 'it ends inside a record';
    return finish({ type: 'lost', why, events: decode.events() });
  };

  const lost = (why: string): TracePart => finish({ type: 'lost', why, events: decode.events() });

  /** One record; null for one that only fills the tables. */
  async function step(): Promise<TracePart | null> {
    if (atStart) {
      if (!(await input.ensure(MAGIC.length))) return short(input.available());
      if (!input.view(0, MAGIC.length).equals(MAGIC)) return lost('it is not a trace');
      input.consume(MAGIC.length);
      atStart = false;
    }
    if (!(await input.ensure(RECORD_HEAD))) return short(input.available());
    const length = input.view(0, 4).readUInt32LE(0);
    if (length > MAX_PAYLOAD) return lost('a record is too long');
    const whole = RECORD_HEAD + length;
    if (!(await input.ensure(whole))) return short(input.available());
    const expected = input.view(4, 8).readUInt32LE(0);
    const checked = input.view(8, whole);
    chain = crc32(checked, chain);
    if (chain !== expected) return lost('its chain is broken');
    const part = decode.record(checked[0]!, checked.subarray(1));
    if (part?.type === 'lost') return finish(part);
    if (part?.type === 'end') {
      const more = await input.ensure(whole + 1);
      return more ? lost('something follows its end record') : finish(part);
    }
    input.consume(whole);
    return part;
  }

  async function next(): Promise<TracePart> {
    while (last === null) {
      const part = await step();
      if (part) return part;
    }
    return last;
  }
  return { next, close: () => file.close() };
}

interface Input {
  /** Reads on until `bytes` are there; false at the end of the file. */
  ensure(bytes: number): Promise<boolean>;
  available(): number;
  view(from: number, to: number): Buffer;
  consume(bytes: number): void;
}

function createInput(file: FileHandle): Input {
  let buffer = Buffer.alloc(1024 * 1024);
  let start = 0;
  let end = 0;
  let position = 0;
  return {
    async ensure(bytes) {
      while (end - start < bytes) {
        if (start + bytes > buffer.length) {
          const room = buffer.length >= bytes ? buffer : Buffer.alloc(Math.max(bytes, buffer.length * 2));
          buffer.copy(room, 0, start, end);
          end -= start;
          start = 0;
          buffer = room;
        }
        const { bytesRead } = await file.read(buffer, end, buffer.length - end, position);
        if (bytesRead === 0) return false;
        position += bytesRead;
        end += bytesRead;
      }
      return true;
    },
    available: () => end - start,
    view: (from, to) => buffer.subarray(start + from, start + to),
    consume(bytes) {
      start += bytes;
    },
  };
}

function createDecoder(options: ReadOptions) {
  const names: number[] = [0];
  const places: number[] = [0];
  let events = 0;
  let hasHeader = false;
  const lost = (why: string): TracePart => ({ type: 'lost', why, events });

  function table(payload: Buffer): TracePart | null {
    const parsed = parseTable(payload);
    if (!parsed) return lost('a table is malformed');
    for (const [id, text] of parsed.names) {
      if (!free(names, id)) return lost('a name is defined twice or out of range');
      names[id] = options.dictionary.internName(text);
    }
    for (const [id, file, row, endRow, name] of parsed.places) {
      if (!free(places, id)) return lost('a place is defined twice or out of range');
      const place = { file, row, endRow: Math.max(row, endRow), function: name };
      places[id] = options.dictionary.internPlace(place, options.root);
    }
    return null;
  }

  function eventBatch(payload: Buffer): TracePart | null {
    if (payload.length < 4) return lost('a batch of events is too short');
    const count = payload.readUInt32LE(0);
    if (count > MAX_EVENTS) return lost('a batch of events is too long');
    const first = events;
    if (options.detailsOnly) {
      events += count;
      return { type: 'skipped', first };
    }
    const raw = inflate(payload.subarray(4), count * EVENT_BYTES);
    if (raw === null) return lost('a batch of events does not unpack');
    const words = littleEndianWords(raw);
    for (let at = 0; at < words.length; at += WORDS) {
      const name = names[words[at + 1]!];
      const place = places[words[at + 2]!];
      if (name === undefined || place === undefined) return lost('an event names what no table defines');
      words[at + 1] = name;
      words[at + 2] = place;
    }
    events += count;
    return { type: 'events', first, words };
  }

  function record(type: number, payload: Buffer): TracePart | null {
    const letter = String.fromCharCode(type);
    if (hasHeader === (letter === 'H')) return lost(hasHeader ? 'it has two headers' : 'it has no header');
    switch (letter) {
      case 'H': {
        const header = parseHeader(payload);
        hasHeader = true;
        return header ? { type: 'header', header } : lost('its header is malformed');
      }
      case 'T':
        return table(payload);
      case 'E':
        return eventBatch(payload);
      case 'D': {
        const details = parseDetails(payload);
        return details ? { type: 'details', details } : lost('a detail is malformed');
      }
      case 'Z': {
        const end = parseEnd(payload);
        if (!end) return lost('its end record is malformed');
        if (end.events !== events) return lost('its end record counts other events');
        return { type: 'end', end };
      }
      default:
        return lost('a record is of an unknown type');
    }
  }
  return { record, events: () => events };
}

/** The bytes of a batch as numbers: a view where the machine is little-endian like the format, and they lie evenly. */
function littleEndianWords(raw: Buffer): Uint32Array {
  if (isLittleEndian && raw.byteOffset % 4 === 0)
    return new Uint32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4);
  const words = new Uint32Array(raw.byteLength / 4);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  for (let i = 0; i < words.length; i++) words[i] = view.getUint32(i * 4, true);
  return words;
}

function free(ids: number[], id: number): boolean {
  return ids[id] === undefined && id < ids.length + MAX_ID_GAP;
}

/** Unpacks to exactly `bytes`, or null: a bomb is cut off at that size. */
function inflate(packed: Buffer, bytes: number): Buffer | null {
  try {
    // In one piece: Node would put it together out of pieces of 16 KiB. Less than 64 it refuses.
    const chunkSize = Math.max(64, bytes + 1);
    const raw = inflateSync(packed, { maxOutputLength: bytes + 1, chunkSize });
    return raw.length === bytes ? raw : null;
  } catch (error) {
    // zlib says through its code that the data is bad; anything else is a fault of ours and must be seen.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
