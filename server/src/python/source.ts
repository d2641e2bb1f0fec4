// The text as the grammar should see it: as long as the file's own, so that all offsets hold.

import type { Tree } from 'web-tree-sitter';
import { type ParseResult, type Python, parseText } from './parser.ts';
import { joinedDedents } from './scan.ts';

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

export type SourceResult =
  | { readonly tree: Tree; readonly source: string }
  | Extract<ParseResult, { tree: null }>;

/**
 * Parses the grammar's text, and gives the text that the tree is of. The grammar ends a block at a line that is indented
 * less, also inside of brackets when the line before ends with an operator. Python does not: if the text has an error and
 * such lines, they are joined to the line before, and the tree of that is taken if it has no error.
 */
export function parseSource(python: Python, source: string, old: Tree | null, budget: number): SourceResult {
  const first = parseText(python, source, old, budget);
  if (first.tree === null) return first;
  if (!first.tree.rootNode.hasError) return { tree: first.tree, source };
  const joined = joinedDedents(source);
  if (joined === null) return { tree: first.tree, source };
  const second = parseText(python, joined, null, budget);
  if (second.tree === null) return { tree: first.tree, source };
  if (second.tree.rootNode.hasError) {
    second.tree.delete();
    return { tree: first.tree, source };
  }
  first.tree.delete();
  return { tree: second.tree, source: joined };
}
