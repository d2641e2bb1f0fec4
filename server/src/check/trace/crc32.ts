// CRC-32 that continues from an earlier value: Node's own where it has one (20.15 and 22.2 on), else a table.
import * as zlib from 'node:zlib';

export const crc32: (bytes: Uint8Array, start: number) => number = zlib.crc32 ?? crc32ByTable;

let table: Uint32Array | null = null;

export function crc32ByTable(bytes: Uint8Array, start: number): number {
  table ??= makeTable();
  let crc = ~start;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function makeTable(): Uint32Array {
  const made = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    made[n] = c >>> 0;
  }
  return made;
}
