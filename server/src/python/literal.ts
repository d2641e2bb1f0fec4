// Values of literals as Python reads them. Linear in the length of the literal.

/** The number that the source of an integer or float literal means; NaN for an imaginary one and for Python 2 forms. */
export function numberValue(source: string): number {
  const digits = source.includes('_') ? source.replaceAll('_', '') : source;
  const second = digits.length > 1 ? digits.charCodeAt(1) | 32 : 0;
  if (digits.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98))
    return Number(digits.toLowerCase());
  return isPython2Number(digits) ? Number.NaN : Number(digits);
}

/** Whether an integer is written as only Python 2 allows: `10L`, `0777`. */
export function isPython2Number(source: string): boolean {
  return /^0_?[0-9_]*[1-9][0-9_]*$/.test(source) || source.endsWith('L') || source.endsWith('l');
}

export interface StringForm {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** f-strings, and the t-strings of Python 3.14. */
  readonly formatted: boolean;
  /** Offsets of the text between the quotes. */
  readonly start: number;
  readonly end: number;
}

/** Reads prefix and quotes of the string token at `start`..`end` of `text`. */
export function stringForm(text: string, start: number, end: number): StringForm {
  let raw = false;
  let bytes = false;
  let formatted = false;
  let at = start;
  let quote = text.charCodeAt(at);
  while (quote !== DOUBLE && quote !== SINGLE && at < end) {
    const letter = quote | 32;
    if (letter === 114) raw = true;
    else if (letter === 98) bytes = true;
    else if (letter === 102 || letter === 116) formatted = true;
    quote = text.charCodeAt(++at);
  }
  const triple = at + 5 < end && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
  const width = triple ? 3 : 1;
  const inner = at + width;
  return { raw, bytes, formatted, start: inner, end: Math.max(inner, end - width) };
}

const DOUBLE = 34;
const SINGLE = 39;

/** The content of a string literal; null where it names a character (`\N{…}`), whose table we do not carry. */
export function stringValue(text: string, form: StringForm): string | null {
  if (form.bytes) return null;
  const source = text.slice(form.start, form.end);
  const lines = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  return form.raw || !lines.includes('\\') ? lines : decoded(lines);
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function decoded(source: string): string | null {
  let value = '';
  let from = 0;
  for (let at = source.indexOf('\\'); at !== -1; at = source.indexOf('\\', from)) {
    value += source.slice(from, at);
    const letter = source[at + 1] ?? '';
    const simple = SIMPLE[letter];
    const width = HEX_DIGITS[letter];
    if (simple !== undefined) {
      value += simple;
      from = at + 2;
    } else if (width !== undefined) {
      const code = hex(source.slice(at + 2, at + 2 + width), width);
      if (code === null) return null;
      value += String.fromCodePoint(code);
      from = at + 2 + width;
    } else if (letter >= '0' && letter <= '7') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0] ?? '';
      value += String.fromCharCode(Number.parseInt(octal, 8));
      from = at + 1 + octal.length;
    } else if (letter === 'N') {
      return null;
    } else {
      // An unknown escape stays as it is written.
      value += `\\${letter}`;
      from = at + 2;
    }
  }
  return value + source.slice(from);
}

function hex(digits: string, width: number): number | null {
  if (digits.length !== width || !/^[0-9a-fA-F]+$/.test(digits)) return null;
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? code : null;
}
