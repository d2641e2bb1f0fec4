// Rows and columns of offsets, over every line end and character width, and back.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codePointPosition,
  lineTable,
  lineText,
  offsetAt,
  utf16Position,
} from '../../server/src/positions.ts';

test('LF, CRLF and a lone CR each end a line', () => {
  const table = lineTable('a\nb\r\nc\rd');
  expect([0, 1, 2, 3].map((row) => lineText(table, row))).toEqual(['a', 'b', 'c', 'd']);
  expect(lineText(table, 4)).toBe('');
});

test('columns in UTF-16 units for editors, in code points for people', () => {
  const table = lineTable('\n😀é = x');
  expect(utf16Position(table, 6)).toEqual({ row: 1, column: 5 });
  expect(codePointPosition(table, 6)).toEqual({ row: 1, column: 4 });
});

test('an offset outside of the text is moved to its end; a column past the line, to the line’s end', () => {
  const table = lineTable('ab\r\nc');
  expect(utf16Position(table, 99)).toEqual({ row: 1, column: 1 });
  expect(utf16Position(table, -1)).toEqual({ row: 0, column: 0 });
  expect(offsetAt(table, { row: 0, column: 99 })).toBe(2);
  expect(offsetAt(table, { row: 9, column: 0 })).toBe(5);
});

test('an offset survives the way to its position and back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', 'é', '\ud800') });
  fc.assert(
    fc.property(text, fc.nat(50), (content, at) => {
      const table = lineTable(content);
      const offset = Math.min(at, content.length);
      const back = offsetAt(table, utf16Position(table, offset));
      // Inside of a CRLF there is no position: the end of the line is nearest.
      return (
        back === offset || (content[offset - 1] === '\r' && content[offset] === '\n' && back === offset - 1)
      );
    }),
  );
});
