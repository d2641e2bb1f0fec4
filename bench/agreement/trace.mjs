// Reads the draws of a trace file: where each was made, from which stream, and the generator's state before it.

import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const EVENT_BYTES = 48;
const SEED = 1;
const DRAW = 2;

/** The seeds and draws of one process, in order: {kind, stream, file, row, endRow, before}. */
export function readTrace(path) {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 8) !== 'SAMERUN1') throw new Error(`${path} is no trace`);
  const names = new Map();
  const places = new Map();
  const events = [];
  for (let at = 8; at + 9 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at);
    const type = String.fromCharCode(bytes[at + 8]);
    const payload = bytes.subarray(at + 9, at + 9 + length);
    // A process that is stopped at the step limit may leave its last record half written.
    if (payload.length < length) break;
    at += 9 + length;
    if (type === 'T') {
      const table = JSON.parse(payload.toString());
      for (const [id, text] of table.names ?? []) names.set(id, text);
      for (const [id, file, row, endRow] of table.places ?? []) places.set(id, { file, row, endRow });
    } else if (type === 'E') {
      const unpacked = inflateSync(payload.subarray(4));
      for (let i = 0; i + EVENT_BYTES <= unpacked.length; i += EVENT_BYTES) {
        const kind = unpacked[i];
        if (kind !== SEED && kind !== DRAW) continue;
        const place = places.get(unpacked.readUInt32LE(i + 8));
        const name = names.get(unpacked.readUInt32LE(i + 4)) ?? '';
        events.push({
          kind: kind === SEED ? 'seed' : 'draw',
          stream: name.split(':')[0],
          name,
          ...(place ?? { file: null, row: 0, endRow: 0 }),
          before: unpacked.readBigUInt64LE(i + 16),
        });
      }
    }
  }
  return events;
}
