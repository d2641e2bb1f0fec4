// Moves a seed call out of the branch that holds it, to the line before the branch.

import type { Fix } from '../finding.ts';
import type { SeedEvent } from '../flow/events.ts';
import { everyStatement, placesOf } from './blocks.ts';
import { type FixContext, SEED_GROUP } from './context.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, nextLine, spanAt } from './layout.ts';
import { namesIn } from './names-in.ts';

/** Null unless the call stands by itself in the branch and needs nothing that the branch computes. */
export function hoistSeed({ module }: FixContext, seed: SeedEvent): Fix | null {
  if (seed.site.module !== module) return null;
  const place = placesOf(module, seed.site.node).at(-1);
  const branch = place?.parent;
  if (place === undefined || branch?.kind !== 'If' || place.statement.kind !== 'Expr' || branch.unit.broken)
    return null;
  const needed = namesIn(place.statement);
  for (const statement of everyStatement(place.block.slice(0, place.index))) {
    if (
      statement.kind === 'Assign' &&
      statement.targets.some((target) => [...namesIn(target)].some((name) => needed.has(name)))
    )
      return null;
  }
  const layout = layoutOf(module, branch.unit.cell);
  const { start, end } = extentOf(place.statement);
  const from = extentOf(branch).start;
  const at = lineStart(layout.text, from);
  const indent = indentAt(layout.text, from);
  // An `elif` has no line of its own before which something could stand.
  if (layout.text.slice(at, from) !== indent || layout.text.slice(from, from + 3) !== 'if ') return null;
  const begin = lineStart(layout.text, start);
  if (layout.text.slice(begin, start).trim() !== '') return null;
  const text = layout.text.slice(start, end);
  const gone =
    place.block.length === 1
      ? { span: spanAt(module, layout.cell, start, end), text: 'pass' }
      : { span: spanAt(module, layout.cell, begin, nextLine(layout.text, end)), text: '' };
  const edits = [{ span: spanAt(module, layout.cell, at), text: lines(layout, [indent + text]) }, gone];
  return { title: 'Seed before the branch', safe: false, edits, group: SEED_GROUP };
}
