// The text as the grammar should see it: as long as the file's own, so that all offsets hold.

/**
 * Python ends a line at a lone CR too; the grammar does not. And the grammar takes `type(x).y = z` for a type alias and
 * `print >>f, x` for a statement of Python 2, where a name of another spelling is a name. Names are read from the file's own text.
 */
export function grammarText(text: string): string {
  let seen = text;
  if (seen.includes('\r')) seen = seen.replace(/\r(?!\n)/g, '\n');
  if (seen.includes('type')) seen = seen.replace(/\btype(?=[ \t]*\()/g, 'Type');
  if (seen.includes('print')) seen = seen.replace(/\bprint(?=[ \t]*>>)/g, 'Print');
  return seen;
}
