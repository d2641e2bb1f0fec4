// The text as the grammar should see it: as long as the file's own, so that all offsets hold.

import type { Tree } from 'web-tree-sitter';
import { type Budget, type ParseResult, type Python, parseText } from './parser.ts';
import { joinedDedents, withoutLooseStars } from './scan.ts';

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

export type SourceResult = { readonly tree: Tree } | Extract<ParseResult, { tree: null }>;

/**
 * Parses the grammar's text. The grammar ends a block at a line that is indented less, also inside of brackets when
 * the line before ends with an operator. Python does not: if the text has an error and such lines, they are joined to the
 * line before, and the tree of that is taken if it has no error. So it is with stars that the grammar does not know.
 */
export function parseSource(python: Python, source: string, budget: Budget): SourceResult {
  const first = parseText(python, source, budget);
  if (first.tree === null) return first;
  if (!first.tree.rootNode.hasError) return first;
  for (const seen of [joinedDedents(source), withoutLooseStars(source)]) {
    if (seen === null) continue;
    const second = parseText(python, seen, budget);
    if (second.tree === null) return first;
    if (!second.tree.rootNode.hasError) {
      first.tree.delete();
      return second;
    }
    second.tree.delete();
  }
  return first;
}
