// Bytes to text as Python reads them, and back byte for byte.

import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSource, encodeSource } from '../../server/src/project/encoding.ts';
import { readSource, writeSource } from '../../server/src/project/read.ts';
import { tree } from './tree.ts';

const decode = (bytes: Uint8Array | string, file = 'a.py') => decodeSource(Buffer.from(bytes), file);
const latin = (text: string) => Buffer.from(text, 'latin1');

describe('what Python reads', () => {
  const read: [what: string, bytes: Uint8Array, text: string, encoding: string][] = [
    ['UTF-8', Buffer.from('é😀'), 'é😀', 'utf-8'],
    ['a byte order mark', Buffer.from('\ufeffé'), 'é', 'utf-8'],
    ['latin-1', latin('# coding: latin-1\né\x85'), '# coding: latin-1\né\x85', 'latin-1'],
    [
      'a cookie in the second line',
      latin('#!/bin/python\n# -*- coding: iso-8859-1 -*-\né'),
      '#!/bin/python\n# -*- coding: iso-8859-1 -*-\né',
      'latin-1',
    ],
    ['cp1252', latin('# coding=cp1252\n\x80'), '# coding=cp1252\n€', 'windows-1252'],
    [
      'a cookie after code is none',
      Buffer.from('x = 1\n# coding: latin-1\né'),
      'x = 1\n# coding: latin-1\né',
      'utf-8',
    ],
    [
      'a cookie in the third line is none',
      Buffer.from('#\n#\n# coding: latin-1\né'),
      '#\n#\n# coding: latin-1\né',
      'utf-8',
    ],
  ];
  test.each(read)('%s', (_, bytes, text, encoding) => {
    expect(decode(bytes)).toMatchObject({ text, encoding, flaw: null });
    expect(encodeSource(text, decode(bytes))).toEqual(bytes);
  });
});

describe('what Python refuses', () => {
  const refused: [what: string, bytes: Uint8Array, message: RegExp, offset: number][] = [
    ['bytes that are not UTF-8', latin('x = "é"\n'), /not UTF-8; .*declare its encoding/, 5],
    ['a cut character at the end', Buffer.from([0x61, 0xf0, 0x9f]), /not UTF-8/, 1],
    [
      'a bad byte after other characters',
      Buffer.concat([Buffer.from('é😀�'), Buffer.from([0xff])]),
      /not UTF-8/,
      4,
    ],
    ['UTF-16', Buffer.from('\ufeffx = 1', 'utf16le'), /UTF-16/, 0],
    ['NUL bytes', Buffer.from('x\0'), /NUL/, 1],
    ['an unknown encoding', Buffer.from('# coding: klingon\n'), /"klingon", which is not known/, 0],
    [
      'bytes that are not what they say',
      Buffer.concat([Buffer.from('# coding: gbk\n'), Buffer.from([0x81, 0x20])]),
      /not gbk/,
      0,
    ],
  ];
  test.each(refused)('%s', (_, bytes, message, offset) => {
    expect(decode(bytes).flaw).toEqual({ message: expect.stringMatching(message), offset });
  });
});

test('no bytes make it throw, and a flaw lies inside its text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { text, flaw } = decode(bytes);
      return flaw === null || (flaw.offset >= 0 && flaw.offset <= text.length);
    }),
  );
});

test('what an encoding cannot hold is not written', () => {
  expect(encodeSource('é', decode('# coding: latin-1\n'))).toEqual(Buffer.from([0xe9]));
  expect(encodeSource('€', decode('# coding: latin-1\n'))).toBeUndefined();
  expect(encodeSource('x', decode('# coding: gbk\n'))).toBeUndefined();
});

describe('files', () => {
  test('over the cap it is not read', () => {
    const root = tree({ 'a.py': 'x'.repeat(11) });
    expect(readSource(join(root, 'a.py'), 10)).toEqual({ kind: 'huge', bytes: 11 });
    expect(readSource('/dev/zero', 10)).toEqual({ kind: 'huge', bytes: 11 });
  });

  test('a folder and a missing file are told apart', () => {
    const root = tree({});
    expect(readSource(root, 10)).toEqual({ kind: 'unreadable', message: 'it is a folder' });
    expect(readSource(join(root, 'a.py'), 10)).toEqual({
      kind: 'unreadable',
      message: 'no such file or folder',
    });
  });

  test('writing keeps links and permissions, and leaves nothing else behind', () => {
    const root = tree({ 'real.py': '#!/usr/bin/env python\n' });
    const link = join(root, 'link.py');
    symlinkSync('real.py', link);
    const before = statSync(link).mode;
    expect(writeSource(link, 'x = 1\n', decode(''))).toBeUndefined();
    expect(readFileSync(join(root, 'real.py'), 'utf8')).toBe('x = 1\n');
    expect(statSync(link).mode).toBe(before);
    expect(readdirSync(root).sort()).toEqual(['link.py', 'real.py']);
  });

  test('what cannot be written leaves the file as it was', () => {
    const root = tree({ 'a.py': '# coding: latin-1\n' });
    const file = join(root, 'a.py');
    expect(writeSource(file, '# coding: latin-1\n€', decode('# coding: latin-1\n'))).toMatch(
      /latin-1 cannot/,
    );
    expect(readFileSync(file, 'utf8')).toBe('# coding: latin-1\n');
    mkdirSync(join(root, 'gone'));
    expect(writeSource(join(root, 'gone/a.py'), '', decode(''))).toBe('no such file or folder');
  });
});
