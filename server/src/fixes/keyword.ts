// Gives a call a keyword argument, another value for one that it has, or takes one away; knows about trailing commas.

import type { Edit } from '../finding.ts';
import type { Call } from '../python/ast.ts';
import { type Module, textOf } from '../python/module.ts';
import { spanAt } from './layout.ts';

export function setKeyword(module: Module, call: Call, name: string, value: string): Edit | null {
  if (call.unit.broken) return null;
  const base = call.unit.start;
  const { cell } = call.unit;
  const given = call.keywords.find((keyword) => keyword.name === name);
  if (given !== undefined)
    return { span: spanAt(module, cell, base + given.value.start, base + given.value.end), text: value };
  return insertArgument(module, call, `${name}=${value}`, true);
}

/** Adds an argument: the last one, or the first of a call that has none. */
export function insertArgument(module: Module, call: Call, argument: string, last: boolean): Edit | null {
  const base = call.unit.start;
  const { cell } = call.unit;
  const text = textOf(module, cell);
  const pieces = [...call.args, ...call.keywords];
  // Parentheses that belong to a bare generator argument are its own: nothing may be added beside it.
  if (call.args.some((arg) => arg.kind === 'Generator' && arg.start < call.open)) return null;
  if (pieces.length === 0) return { span: spanAt(module, cell, base + call.open), text: argument };
  if (!last)
    return {
      span: spanAt(module, cell, base + Math.min(...pieces.map((piece) => piece.start))),
      text: `${argument}, `,
    };
  const end = base + Math.max(...pieces.map((piece) => piece.end));
  const rest = text
    .slice(end, base + call.close)
    .replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const comma = rest.indexOf(',');
  return comma < 0
    ? { span: spanAt(module, cell, end), text: `, ${argument}` }
    : {
        span: spanAt(module, cell, end + comma + 1),
        text: rest.includes('\n') ? ` ${argument},` : ` ${argument}`,
      };
}

/** Takes a keyword argument away, and the comma that it no longer needs. */
export function removeKeyword(module: Module, call: Call, name: string): Edit | null {
  const index = call.keywords.findIndex((keyword) => keyword.name === name);
  const gone = call.keywords[index];
  if (gone === undefined || call.unit.broken) return null;
  const base = call.unit.start;
  const { cell } = call.unit;
  const pieces = [...call.args, ...call.keywords].sort((a, b) => a.start - b.start);
  const at = pieces.findIndex((piece) => piece.start === gone.start);
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  // With the comma before it if there is one, else up to the next argument.
  const start = before?.end ?? gone.start;
  const end = before === undefined ? (after?.start ?? gone.end) : gone.end;
  const between = textOf(module, cell).slice(base + start, base + end);
  return between.includes('#') ? null : { span: spanAt(module, cell, base + start, base + end), text: '' };
}
