// Where a UTF-16 offset lies: rows and columns, in UTF-16 units for editors and in code points for what people read.

/** Where each line of a text begins; a line ends with LF, CRLF or a lone CR, as Python and editors read it. */
export interface LineTable {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Both 0-based; the unit of `column` is said by the function that returns it. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  const end = text.includes('\r') ? /\r\n?|\n/g : null;
  if (end !== null) while (end.test(text)) starts.push(end.lastIndex);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** Row and UTF-16 column; an offset outside the text is moved to its nearest end. */
export function utf16Position(table: LineTable, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), table.text.length);
  const row = rowOf(table, at);
  return { row, column: at - (table.starts[row] ?? 0) };
}

/** Row and column counted in code points, as Python and ruff count. */
export function codePointPosition(table: LineTable, offset: number): Position {
  const { row, column } = utf16Position(table, offset);
  const start = table.starts[row] ?? 0;
  return { row, column: codePoints(table.text, start, start + column) };
}

/** The offset of a row and UTF-16 column; a column past the end of its line means the line's end. */
export function offsetAt(table: LineTable, position: Position): number {
  if (position.row < 0) return 0;
  if (position.row >= table.starts.length) return table.text.length;
  const start = table.starts[position.row] ?? 0;
  return Math.min(start + Math.max(position.column, 0), lineEnd(table, position.row));
}

/** The text of a line without its line end; '' for a row that does not exist. */
export function lineText(table: LineTable, row: number): string {
  const start = table.starts[row];
  return start === undefined ? '' : table.text.slice(start, lineEnd(table, row));
}

function lineEnd(table: LineTable, row: number): number {
  const next = table.starts[row + 1];
  if (next === undefined) return table.text.length;
  return next - (table.text.charCodeAt(next - 1) === 10 && table.text.charCodeAt(next - 2) === 13 ? 2 : 1);
}

function rowOf(table: LineTable, offset: number): number {
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const next = i + 1 < end ? text.charCodeAt(i + 1) : 0;
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) i++;
    count++;
  }
  return count;
}
