// Bytes to text and back as Python reads source: UTF-8 unless a coding comment says otherwise; what was read can be written back.

import { isUtf8 } from 'node:buffer';

/** The text of a file and all that is needed to write it back byte for byte. */
export interface Source {
  readonly text: string;
  /** Lower case, as TextDecoder names it. */
  readonly encoding: string;
  readonly bom: boolean;
  /** Why Python would refuse these bytes, and where in `text`; null if they are fine. */
  readonly flaw: Flaw | null;
}

export interface Flaw {
  readonly message: string;
  readonly offset: number;
}

const codingComment = /^[ \t\f]*#[^\n\r]*?coding[:=][ \t]*([-\w.]+)/;

export function decodeSource(bytes: Buffer, file: string): Source {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  if ((body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff))
    return flawed(body, 'it is UTF-16, which Python does not read; save it as UTF-8');
  const nul = body.indexOf(0);
  if (nul >= 0) return flawed(body, 'it holds NUL bytes, so it is not Python source', nul);
  const declared = file.endsWith('.ipynb') || bom ? undefined : declaredEncoding(body);
  const encoding = declared === undefined ? 'utf-8' : knownEncoding(declared);
  if (encoding === undefined)
    return flawed(
      body,
      `its first lines declare the encoding "${declared?.slice(0, 40)}", which is not known`,
    );
  if (encoding !== 'utf-8') {
    const text = decode(body, encoding);
    return text === undefined
      ? flawed(body, `it is not ${declared}, the encoding that its first lines declare`)
      : { text, encoding, bom, flaw: null };
  }
  if (isUtf8(body)) return { text: body.toString('utf8'), encoding, bom, flaw: null };
  const offset = firstBadOffset(body);
  const advice = 'save it as UTF-8, or declare its encoding in the first line: # -*- coding: latin-1 -*-';
  return flawed(body, `it is not UTF-8; ${advice}`, offset.byte, offset.text);
}

/** The bytes of `text` in the encoding of `source`; undefined if that encoding cannot be written here, or not hold the text. */
export function encodeSource(text: string, source: Source): Buffer | undefined {
  if (source.encoding === 'utf-8')
    return Buffer.concat([Buffer.from(source.bom ? '\ufeff' : ''), Buffer.from(text)]);
  const bytes = byteOf(source.encoding);
  const body = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = bytes.get(text.charAt(i));
    if (byte === undefined) return undefined;
    body[i] = byte;
  }
  return body;
}

/** What PEP 263 reads: a comment in the first line, or in the second if the first is blank or a comment. */
function declaredEncoding(body: Buffer): string | undefined {
  const [first = '', second = ''] = body.toString('latin1', 0, 1000).split(/\r\n|\n|\r/, 2);
  const inFirst = codingComment.exec(first)?.[1];
  if (inFirst !== undefined || !/^[ \t\f]*(#|$)/.test(first)) return inFirst;
  return codingComment.exec(second)?.[1];
}

// Python's own names that TextDecoder does not know.
const pythonNames: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  u8: 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
  'iso8859-1': 'latin-1',
  l1: 'latin-1',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  cp932: 'shift_jis',
  cp936: 'gbk',
};

function knownEncoding(declared: string): string | undefined {
  const plain = declared.toLowerCase().replaceAll('_', '-');
  const name = pythonNames[plain] ?? plain;
  if (name === 'latin-1' || name === 'utf-8') return name;
  try {
    return new TextDecoder(name).encoding;
  } catch (error) {
    // That is how TextDecoder says that it does not know a name.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  // TextDecoder's latin1 is Windows-1252; Python's is not.
  if (encoding === 'latin-1') return bytes.toString('latin1');
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The byte of each character; empty for an encoding of several bytes a character, which Node reads but cannot write. */
function byteOf(encoding: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const char = decode(Buffer.from([byte]), encoding);
    if (char?.length === 1) found.set(char, byte);
  }
  return found.size > 200 ? found : new Map();
}

function flawed(body: Buffer, message: string, byte = 0, offset?: number): Source {
  const text = body.toString('utf8');
  return {
    text,
    encoding: 'utf-8',
    bom: false,
    flaw: { message, offset: offset ?? body.toString('utf8', 0, byte).length },
  };
}

/** Where the first byte that is not UTF-8 stands, in bytes and in the leniently decoded text. */
function firstBadOffset(body: Buffer): { byte: number; text: number } {
  let low = 0;
  let high = body.length;
  // The longest prefix that is UTF-8 up to a cut character: at most three bytes are missing from it.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8Prefix(body, middle)) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !isUtf8(body.subarray(0, low))) low--;
  return { byte: low, text: body.toString('utf8', 0, low).length };
}

function isUtf8Prefix(body: Buffer, end: number): boolean {
  return [0, 1, 2, 3].some((cut) => cut <= end && isUtf8(body.subarray(0, end - cut)));
}
