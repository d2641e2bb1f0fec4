// The reader on whole, cut, mutated and hostile traces: never a throw, never a silently wrong read.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { crc32, crc32ByTable } from '../../server/src/check/trace/crc32.ts';
import { createDictionary } from '../../server/src/check/trace/dictionary.ts';
import { eventAt, WORDS } from '../../server/src/check/trace/event.ts';
import { openTrace } from '../../server/src/check/trace/reader.ts';
import { chain, traceBytes, type WrittenEvent } from './trace-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'samerun-reader-'));
const path = join(folder, 'r0.main.srt');
afterAll(() => rmSync(folder, { recursive: true }));

interface Read {
  end: 'end' | 'lost';
  why: string | null;
  events: string[];
  details: unknown[];
}

async function read(bytes: Uint8Array): Promise<Read> {
  writeFileSync(path, bytes);
  const dictionary = createDictionary();
  const reader = await openTrace(path, { dictionary, root: null });
  const found: Read = { end: 'end', why: null, events: [], details: [] };
  try {
    for (;;) {
      const part = await reader.next();
      if (part.type === 'events')
        for (let at = 0; at < part.words.length; at += WORDS) {
          const event = eventAt(part.words, at, part.first + at / WORDS);
          const place = dictionary.place(event.place);
          found.events.push(
            [event.index, event.kind, dictionary.name(event.name), place?.row, event.after].join(' '),
          );
        }
      else if (part.type === 'details') found.details.push(...part.details);
      else if (part.type === 'end') return found;
      else if (part.type === 'lost') return { ...found, end: 'lost', why: part.why };
    }
  } finally {
    await reader.close();
  }
}

const events: WrittenEvent[] = Array.from({ length: 40 }, (_, i) => ({
  kind: i % 10 === 9 ? 'step' : 'op',
  name: `aten::op${i % 7}`,
  row: i % 5,
  step: Math.floor(i / 10),
  before: BigInt(i) * 1_000_003n,
  after: BigInt.asUintN(64, BigInt(i) * 0x9e3779b97f4a7c15n),
  sample: i / 3,
}));

const whole = traceBytes({ events, batch: 11, details: [[3, { value: '0.5' }]] });

describe('a whole trace', () => {
  test('gives every event, name, place and detail', async () => {
    const found = await read(whole);
    expect(found.end).toBe('end');
    expect(found.events).toHaveLength(40);
    expect(found.events[13]).toBe(`13 3 aten::op6 3 ${BigInt.asUintN(64, 13n * 0x9e3779b97f4a7c15n)}`);
    expect(found.details).toEqual([[3, { value: '0.5' }]]);
  });

  test('of no events at all is whole too', async () => {
    expect(await read(traceBytes({ events: [] }))).toMatchObject({ end: 'end', events: [] });
  });

  test('that is a link is refused', async () => {
    const link = join(folder, 'link.srt');
    symlinkSync(path, link);
    await expect(openTrace(link, { dictionary: createDictionary(), root: null })).rejects.toThrow('ELOOP');
  });
});

test('a trace cut anywhere is lost from there, and what came before is right', async () => {
  const right = (await read(whole)).events;
  for (let length = 0; length < whole.length; length += 3) {
    const found = await read(whole.subarray(0, length));
    expect(found.end).toBe('lost');
    expect(found.events).toEqual(right.slice(0, found.events.length));
  }
});

test('20,000 mutations: never a throw, never a silently wrong read', async () => {
  const right = await read(whole);
  const random = xorshift(20_260_101);
  let accepted = 0;
  for (let round = 0; round < 20_000; round++) {
    const found = await read(mutate(whole, random));
    // What was read before the loss was noticed is a prefix of the truth.
    expect(found.events).toEqual(right.events.slice(0, found.events.length));
    if (found.end === 'end') accepted++;
  }
  expect(accepted).toBe(0);
}, 120_000);

describe('a hostile trace with a right chain', () => {
  const header = Buffer.from(JSON.stringify({ version: 1 }));
  const bomb = Buffer.concat([Buffer.from([1, 0, 0, 0]), deflateSync(Buffer.alloc(50_000_000))]);
  const one = Buffer.concat([Buffer.from([1, 0, 0, 0]), deflateSync(Buffer.alloc(48, 7))]);
  const cases: [string, [string, Buffer][], string][] = [
    ['without a header', [['T', Buffer.from('{}')]], 'it has no header'],
    ['of another version', [['H', Buffer.from('{"version":2}')]], 'its header is malformed'],
    ['whose header is no JSON', [['H', Buffer.from('{')]], 'its header is malformed'],
    [
      'whose batch is a bomb',
      [
        ['H', header],
        ['E', bomb],
      ],
      'a batch of events does not unpack',
    ],
    [
      'whose batch is noise',
      [
        ['H', header],
        ['E', Buffer.from([1, 0, 0, 0, 9, 9])],
      ],
      'a batch of events does not unpack',
    ],
    [
      'whose batch claims too much',
      [
        ['H', header],
        ['E', Buffer.alloc(8, 255)],
      ],
      'a batch of events is too long',
    ],
    [
      'whose event is named nowhere',
      [
        ['H', header],
        ['E', one],
      ],
      'an event names what no table defines',
    ],
    [
      'with a name of id 4e9',
      [
        ['H', header],
        ['T', Buffer.from('{"names":[[4000000000,"x"]]}')],
      ],
      'a name is defined twice or out of range',
    ],
    [
      'that counts wrongly',
      [
        ['H', header],
        ['Z', Buffer.from('{"reason":"completed","events":5,"steps":0}')],
      ],
      'its end record counts other events',
    ],
    [
      'with an unknown record',
      [
        ['H', header],
        ['Q', Buffer.from('')],
      ],
      'a record is of an unknown type',
    ],
    [
      'that speaks of prototypes',
      [
        ['H', header],
        ['D', Buffer.from('[["__proto__",{}]]')],
      ],
      'a detail is malformed',
    ],
  ];
  test.each(cases)('%s is lost', async (_, records, why) => {
    expect(await read(chain(records))).toMatchObject({ end: 'lost', why });
  });

  test('that goes on after its end is lost', async () => {
    expect(await read(Buffer.concat([whole, Buffer.from([0])]))).toMatchObject({
      end: 'lost',
      why: 'something follows its end record',
    });
  });
});

test('both ways to compute the chain agree', () => {
  const bytes = Buffer.from('a chained checksum, twice');
  expect(crc32(bytes, 0)).toBe(crc32ByTable(bytes, 0));
  expect(crc32(bytes, 0x12345678)).toBe(crc32ByTable(bytes, 0x12345678));
});

function mutate(bytes: Buffer, random: () => number): Buffer {
  const at = random() % bytes.length;
  const length = 1 + (random() % 40);
  switch (random() % 5) {
    case 0: {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 1 << (random() % 8);
      return copy;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length))]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 3: {
      const copy = Buffer.from(bytes);
      for (let i = at; i < Math.min(bytes.length, at + length); i++)
        copy[i] = (copy[i]! + 1 + (random() % 255)) & 255;
      return copy;
    }
    default:
      return Buffer.from(bytes.subarray(0, at));
  }
}

function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
