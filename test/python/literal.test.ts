// Values of literals where comparing trees with CPython cannot reach: forms that Python 3 refuses, and damaged text.

import { expect, test } from 'vitest';
import { isPython2Number, numberValue, stringForm, stringValue } from '../../server/src/python/literal.ts';

const value = (source: string) => stringValue(source, stringForm(source, 0, source.length));

test('numbers', () => {
  expect(numberValue('1_000')).toBe(1000);
  expect(numberValue('0XfF')).toBe(255);
  expect(numberValue('0b1_0')).toBe(2);
  expect(numberValue('1e-3')).toBe(0.001);
  expect(numberValue('00')).toBe(0);
  for (const python2 of ['10L', '0777', '10l']) {
    expect(isPython2Number(python2)).toBe(true);
    expect(numberValue(python2)).toBeNaN();
  }
});

test('strings', () => {
  expect(value(String.raw`'\x41\u00e9\U0001F600\101\q'`)).toBe('Aé😀A\\q');
  expect(value(String.raw`r'\x41'`)).toBe('\\x41');
  expect(value('"""a\r\nb\rc"""')).toBe('a\nb\nc');
  expect(value('b"a"')).toBeNull();
  expect(value(String.raw`'\N{BULLET}'`)).toBeNull();
});

test('strings that are not whole', () => {
  expect(value(String.raw`'\x4'`)).toBeNull();
  expect(value(String.raw`'\UFFFFFFFF'`)).toBeNull();
  expect(value("'")).toBe('');
  expect(value("''")).toBe('');
  expect(value("'\\'")).toBe('\\');
});
