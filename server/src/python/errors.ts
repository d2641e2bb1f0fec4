// Where a damaged parse tree has errors, and the comments inside them. Only files that do not parse pay for this walk.

import { type Cursor, ERROR } from './cursor.ts';
import type { Kinds } from './kinds.ts';
import type { Piece } from './walk.ts';

/** More of them tell nobody anything. */
const MAX_ERRORS = 200;

export interface Damage {
  /** Outermost first; a missing token is an empty span. */
  readonly errors: readonly Piece[];
  /** Comments under an ERROR, which lowering does not enter. */
  readonly comments: readonly Piece[];
}

export function damage(cursor: Cursor, kinds: Kinds): Damage {
  const { tree } = cursor;
  const errors: Piece[] = [];
  const comments: Piece[] = [];
  let depth = 0;
  /** The depth of the outermost ERROR around the cursor, or -1. */
  let inError = -1;
  for (;;) {
    const type = cursor.type(tree);
    const start = cursor.start(tree);
    const end = cursor.end(tree);
    if (type === ERROR || (start === end && cursor.missing(tree) !== 0)) {
      if (errors.length < MAX_ERRORS) errors.push({ start, end });
    } else if (type === kinds.comment && inError !== -1) {
      comments.push({ start, end });
    }
    if (type === ERROR && inError === -1) inError = depth;
    if (cursor.firstChild(tree) !== 0) {
      depth++;
      continue;
    }
    while (cursor.nextSibling(tree) === 0) {
      if (depth === 0) return { errors, comments };
      cursor.parent(tree);
      depth--;
      if (depth < inError) inError = -1;
    }
    if (depth === inError) inError = -1;
  }
}
