// Gives a call a keyword argument, or another value for one that it has; knows about trailing commas.

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
