// Makes a seed that each pass of a loop sets again another one in each pass, or one that is set before the loop.

import type { Edit, Fix } from '../finding.ts';
import { sourceOf } from '../python/arguments.ts';
import type { Call, Expr, For, While } from '../python/ast.ts';
import { type Module, spanOf } from '../python/module.ts';
import { placesOf } from './blocks.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, spanAt } from './layout.ts';
import { removeStatement } from './remove-statement.ts';

/** The number of the pass added to the seed; where the loop has none, the seed before the loop. */
export function varySeed(module: Module, call: Call, argument: Expr, outer: For | While): Fix | null {
  if (call.unit.broken) return null;
  const pass = outer.kind === 'For' ? passOf(outer) : null;
  if (pass !== null) {
    const at = spanOf(module, argument);
    const zero = argument.kind === 'Num' && argument.value === 0;
    const edit: Edit = zero
      ? { span: at, text: pass }
      : { span: { ...at, start: at.end }, text: ` + ${pass}` };
    return { title: `Add \`${pass}\` to the seed`, safe: false, edits: [edit] };
  }
  const place = placesOf(module, call).at(-1);
  if (place?.statement.kind !== 'Expr' || place.parent !== outer) return null;
  const layout = layoutOf(module, outer.unit.cell);
  const { start } = extentOf(outer);
  const at = lineStart(layout.text, start);
  const gone = removeStatement(module, call);
  const indent = indentAt(layout.text, start);
  if (gone === null || layout.text.slice(at, start) !== indent) return null;
  const moved = { span: spanAt(module, layout.cell, at), text: lines(layout, [indent + sourceOf(call)]) };
  return { title: 'Seed before the loop', safe: false, edits: [moved, gone] };
}

function passOf(loop: For): string | null {
  const { iter, target } = loop;
  if (iter.kind !== 'Call' || iter.func.kind !== 'Name') return null;
  if (iter.func.id === 'range' && target.kind === 'Name') return target.id;
  const first = target.kind === 'Tuple' ? target.items[0] : undefined;
  return iter.func.id === 'enumerate' && first?.kind === 'Name' ? first.id : null;
}
