// Adds one statement that sets a flag, where the file seeds or before it first uses a GPU.

import type { Edit, Fix } from '../finding.ts';
import type { FlowEvent } from '../flow/events.ts';
import { placesOf } from './blocks.ts';
import { completion } from './complete-block.ts';
import { bindingsFor, cudnnName, type FixContext, importsBefore, outermost, SEED_GROUP } from './context.ts';
import { benchmarkOff } from './flag-value.ts';
import { importsFor } from './imports.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, nextLine, spanAt } from './layout.ts';
import { neededBy } from './seed-block.ts';
import { type Line, lineText } from './seed-lines.ts';

/** The lines after the file's own seeds if they come before `event`, else right before `event`. */
export function addFlags(
  context: FixContext,
  wanted: readonly Line[],
  event: FlowEvent,
  safe: boolean,
  title: string,
): Fix | null {
  const beside = completion(context, event.order, wanted);
  const fix = beside ?? atBenchmark(context, wanted) ?? before(context, wanted, event);
  return fix === null ? null : { ...fix, safe, title };
}

/** Right where the file turns `benchmark` on: that goes off, and `deterministic` on, by the same name for cuDNN. */
function atBenchmark({ module, flow }: FixContext, wanted: readonly Line[]): Fix | null {
  if (wanted.length !== 1 || wanted[0] !== 'deterministic') return null;
  const off = benchmarkOff(module, flow);
  for (const event of flow.events) {
    const { node } = event.site;
    if (event.kind !== 'flag' || event.flag !== 'cudnn.benchmark' || event.site.module !== module) continue;
    const statement = placesOf(module, node).at(-1)?.statement;
    const target =
      statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.targets[0] : undefined;
    if (statement === undefined || target?.kind !== 'Attribute' || statement.unit.broken || off.length === 0)
      continue;
    const layout = layoutOf(module, statement.unit.cell);
    const { start, end } = extentOf(statement);
    const begin = lineStart(layout.text, start);
    const indent = indentAt(layout.text, start);
    if (layout.text.slice(begin, start) !== indent) continue;
    const owner = statement.unit.text.slice(target.value.start, target.value.end);
    const at = nextLine(layout.text, end);
    const unended = at === layout.text.length && !layout.text.endsWith('\n') ? layout.newline : '';
    const added = {
      span: spanAt(module, layout.cell, at),
      text: unended + lines(layout, [`${indent}${owner}.deterministic = True`]),
    };
    return { title: 'Set the flag', safe: true, edits: [...off, added], group: SEED_GROUP };
  }
  return null;
}

function before(context: FixContext, wanted: readonly Line[], event: FlowEvent): Fix | null {
  const { module } = context;
  const node = outermost(event, module);
  if (node === undefined || node.unit.broken) return null;
  const place = placesOf(module, node)[0];
  if (place === undefined) return null;
  const layout = layoutOf(module, node.unit.cell);
  const { start } = extentOf(place.statement);
  // Inside a main guard the line goes before its first statement, so that importing the file changes nothing.
  const guard = context.flow.mainGuard;
  const inner = guard?.kind === 'If' && guard === place.statement ? guard.body[0] : undefined;
  const from = inner === undefined ? start : extentOf(inner).start;
  const at = lineStart(layout.text, from);
  const indent = indentAt(layout.text, from);
  if (layout.text.slice(at, from) !== indent) return null;
  const section = importsBefore(module, place.index);
  const imports = importsFor(module, bindingsFor(module), neededBy(wanted), section, layout);
  const names = { ...imports.names, cudnn: cudnnName(section, imports.names.torch) };
  const text = wanted.map((line) => indent + lineText(line, names, ''));
  const edits: Edit[] = [...imports.edits];
  edits.push({
    span: spanAt(module, layout.cell, at),
    text: lines(layout, [...imports.lines.map((line) => indent + line), ...text]),
  });
  if (wanted.includes('deterministic')) edits.push(...benchmarkOff(module, context.flow));
  return { title: 'Add a flag', safe: true, edits, group: SEED_GROUP };
}
