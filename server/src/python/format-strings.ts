// Where an f-string ends: since Python 3.12 its fields hold any expression, of several lines and with the same quotes.

import { isClosing, isLineEnd, isOpening, stringEnd } from './scan.ts';

/** What the scan stands in: the expression of a field, its format specification, or brackets of the expression. */
type Inside = 'field' | 'specification' | 'brackets';

/** Whether the quote at `at` opens an f-string or a template string. */
export function isFormatted(text: string, at: number): boolean {
  return PREFIX.test(text.slice(Math.max(0, at - 3), at));
}

/**
 * The offset after the f-string whose quote is at `start`; null where it is not closed, as while somebody types. `isBeyond`
 * tells that a line can only stand outside of it.
 */
export function formattedEnd(
  text: string,
  start: number,
  isBeyond: (line: number) => boolean,
): number | null {
  const quote = text.charAt(start);
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const inside: Inside[] = [];
  let at = start + mark.length;
  for (;;) {
    MATTERS.lastIndex = at;
    if (!MATTERS.test(text)) return null;
    at = MATTERS.lastIndex;
    const code = text.charCodeAt(at - 1);
    const char = text.charAt(at - 1);
    const top = inside.at(-1);
    if (top === undefined || top === 'specification') {
      if (char === quote && text.startsWith(mark, at - 1)) return at - 1 + mark.length;
      if (isLineEnd(code) && mark.length === 1) return null;
      if (char === '\\' && text.charAt(at) !== '{') at += 1;
      else if (char === '{' && text.charAt(at) === '{' && top === undefined) at += 1;
      else if (char === '{') inside.push('field');
      else if (char === '}') inside.pop();
    } else if (isOpening(code)) inside.push('brackets');
    else if (isClosing(code)) inside.pop();
    else if (char === ':' && top === 'field') inside[inside.length - 1] = 'specification';
    else if (char === '#') {
      LINE_END.lastIndex = at;
      at = LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length;
    } else if (char === '"' || char === "'") {
      const end = isFormatted(text, at - 1) ? formattedEnd(text, at - 1, isBeyond) : stringEnd(text, at - 1);
      if (end === null) return null;
      at = end;
    } else if (isLineEnd(code) && isBeyond(at)) return null;
  }
}

const PREFIX = /(?:^|\W)(?:[ft]r?|r[ft])$/i;
const LINE_END = /[\n\r]/g;
const MATTERS = /["'#:(){}[\]\n\r\\]/g;
