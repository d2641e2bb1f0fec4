// Calls a seeding function that nothing calls: after its definition, or first in the main guard.

import type { Fix } from '../finding.ts';
import type { SeedFunction } from '../flow/events.ts';
import type { Stmt } from '../python/ast.ts';
import { placesOf } from './blocks.ts';
import { type FixContext, firstDrawIndex, SEED_GROUP } from './context.ts';
import { blockText, extentOf, indentAt, layoutOf, lineStart, lines, nextLine, spanAt } from './layout.ts';
import { seedConstant } from './seed-value.ts';

export function callSeedFunction(context: FixContext, fn: SeedFunction): Fix | null {
  const { module, flow } = context;
  const { definition } = fn;
  const [place] = placesOf(module, definition);
  if (fn.module !== module || place === undefined || place.statement !== definition || definition.unit.broken)
    return null;
  const limit = firstDrawIndex(context);
  if (definition.decorators.length > 0 || definition.async || definition.generator) return null;
  const text = callText(context, fn, limit);
  if (text === null) return null;
  const title = `Call \`${text}\``;
  if (place.index < limit) {
    const layout = layoutOf(module, definition.unit.cell);
    const at = nextLine(layout.text, extentOf(definition).end);
    const added = blockText(layout, at, ['', '', text]);
    return {
      title,
      safe: true,
      edits: [{ span: spanAt(module, layout.cell, at), text: added }],
      group: SEED_GROUP,
    };
  }
  const first = flow.mainGuard?.kind === 'If' ? flow.mainGuard.body[0] : undefined;
  return first === undefined ? null : atStart(context, first, text, title);
}

function atStart({ module }: FixContext, first: Stmt, text: string, title: string): Fix | null {
  const layout = layoutOf(module, first.unit.cell);
  const { start } = extentOf(first);
  const at = lineStart(layout.text, start);
  const indent = indentAt(layout.text, start);
  if (layout.text.slice(at, start) !== indent) return null;
  return {
    title,
    safe: true,
    edits: [{ span: spanAt(module, layout.cell, at), text: lines(layout, [indent + text]) }],
    group: SEED_GROUP,
  };
}

/** The call with the file's seed constant, or the configured value, where the function wants one. */
function callText({ module, settings }: FixContext, fn: SeedFunction, limit: number): string | null {
  const { definition } = fn;
  const required = definition.params.filter(
    (param) => param.default === null && (param.kind === 'normal' || param.kind === 'positional-only'),
  );
  const named = definition.params.some((param) => param.kind === 'keyword-only' && param.default === null);
  if (required.length > 1 || named) return null;
  const constant = seedConstant(module, definition.unit.cell);
  const seed =
    constant !== undefined && constant.index < limit && constant.index < module.units.indexOf(definition.unit)
      ? constant.name
      : String(settings.seedValue);
  return `${definition.name}(${required.length === 1 ? seed : ''})`;
}
