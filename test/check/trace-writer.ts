// Writes traces by hand, byte for byte as docs/trace.md says, so that the runner's tests need no Python.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateSync } from 'node:zlib';
import { crc32ByTable } from '../../server/src/check/trace/crc32.ts';
import { EVENT_BYTES, kinds, SAMPLED } from '../../server/src/check/trace/event.ts';

export interface WrittenEvent {
  kind: (typeof kinds)[number];
  name: string;
  /** A row of `train.py`, or 0 for no user line. */
  row?: number;
  step?: number;
  before?: bigint;
  after?: bigint;
  sample?: number;
  flags?: number;
  thread?: number;
  extra?: bigint;
}

export interface WrittenTrace {
  events: WrittenEvent[];
  header?: Record<string, unknown>;
  details?: [number, Record<string, unknown>][];
  /** Events a batch. */
  batch?: number;
  /** Null: the process died before it wrote its end. */
  end?: Record<string, unknown> | null;
  root?: string;
}

export function traceBytes(trace: WrittenTrace): Buffer {
  const { events, batch = 1000, root = '/project' } = trace;
  const names = [...new Set(events.map(({ name }) => name))];
  const rows = [...new Set(events.map(({ row = 0 }) => row))].filter((row) => row > 0);
  const records: [type: string, payload: Buffer][] = [
    ['H', json({ version: 1, python: '3.11.7', torch: '2.13.0', device: 'cpu', ...trace.header })],
    [
      'T',
      json({
        names: names.map((name, at) => [at + 1, name]),
        places: rows.map((row, at) => [at + 1, `${root}/train.py`, row, row, 'main']),
      }),
    ],
  ];
  for (let at = 0; at < events.length; at += batch) {
    const part = events.slice(at, at + batch);
    const packed = Buffer.alloc(part.length * EVENT_BYTES);
    part.forEach((event, index) => {
      pack(
        packed,
        index * EVENT_BYTES,
        event,
        names.indexOf(event.name) + 1,
        rows.indexOf(event.row ?? 0) + 1,
      );
    });
    const head = Buffer.alloc(4);
    head.writeUInt32LE(part.length);
    records.push(['E', Buffer.concat([head, deflateSync(packed, { level: 1 })])]);
  }
  if (trace.details) records.push(['D', json(trace.details)]);
  if (trace.end !== null) {
    const steps = events.filter(({ kind }) => kind === 'step').length;
    records.push([
      'Z',
      json({ reason: 'completed', events: events.length, steps, threads: 1, ...trace.end }),
    ]);
  }
  return chain(records);
}

export function chain(records: [type: string, payload: Buffer][]): Buffer {
  const parts = [Buffer.from('SAMERUN1')];
  let crc = 0;
  for (const [type, payload] of records) {
    const checked = Buffer.concat([Buffer.from(type), payload]);
    crc = crc32ByTable(checked, crc);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(payload.length, 0);
    head.writeUInt32LE(crc, 4);
    parts.push(head, checked);
  }
  return Buffer.concat(parts);
}

export function writeTrace(path: string, trace: WrittenTrace): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, traceBytes(trace));
}

function pack(into: Buffer, at: number, event: WrittenEvent, name: number, place: number): void {
  const flags = (event.flags ?? 0) | (event.sample === undefined ? 0 : SAMPLED);
  into.writeUInt8(kinds.indexOf(event.kind), at);
  into.writeUInt8(flags, at + 1);
  into.writeUInt16LE(event.thread ?? 0, at + 2);
  into.writeUInt32LE(name, at + 4);
  into.writeUInt32LE(place, at + 8);
  into.writeUInt32LE(event.step ?? 0, at + 12);
  into.writeBigUInt64LE(event.before ?? 0n, at + 16);
  into.writeBigUInt64LE(event.after ?? 0n, at + 24);
  into.writeDoubleLE(event.sample ?? 0, at + 32);
  into.writeBigUInt64LE(event.extra ?? 0n, at + 40);
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
