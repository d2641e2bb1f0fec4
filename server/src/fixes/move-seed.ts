// Moves a seed call that comes too late to before the first draw, with the seed lines beside it and what they need.

import type { Edit, Fix } from '../finding.ts';
import type { DrawEvent, FlowEvent, SeedEvent, Site } from '../flow/events.ts';
import type { Block, Expr, Stmt } from '../python/ast.ts';
import { everyStatement, type Place, placesOf } from './blocks.ts';
import { type FixContext, SEED_GROUP } from './context.ts';
import { extentOf, indentAt, type Layout, layoutOf, lineStart, nextLine, spanAt } from './layout.ts';
import { namesIn } from './names-in.ts';

/** Null where the move cannot be shown to keep the script whole: only seeds, flags and plain constants change place. */
export function moveSeed(context: FixContext, seed: SeedEvent, draw: DrawEvent): Fix | null {
  const { module } = context;
  const meeting = meetingOf(context, seed, draw);
  if (meeting === null) return null;
  const { from, to } = meeting;
  if (
    from.statement.unit.broken ||
    to.statement.unit.broken ||
    from.statement.unit.cell !== to.statement.unit.cell
  )
    return null;
  const layout = layoutOf(module, from.statement.unit.cell);
  const moved = withNeeds(runOfSeeds(context, from), from.block, to);
  if (moved === null || moved.some((statement) => !alone(statement, layout))) return null;
  const at = lineStart(layout.text, extentOf(to.statement).start);
  if (
    indentAt(layout.text, extentOf(to.statement).start) !==
    indentAt(layout.text, extentOf(from.statement).start)
  )
    return null;
  const edits: Edit[] = [
    {
      span: spanAt(module, layout.cell, at),
      text: moved.map((statement) => wholeLines(statement, layout)).join(''),
    },
  ];
  for (const statement of moved) {
    const { start, end } = extentOf(statement);
    edits.push({
      span: spanAt(module, layout.cell, lineStart(layout.text, start), nextLine(layout.text, end)),
      text: '',
    });
  }
  return { title: 'Move the seed before the first draw', safe: true, edits, group: SEED_GROUP };
}

/** The block through which the run comes both to the seed and, earlier, to the draw: the statement of each there. */
function meetingOf(
  { module, flow }: FixContext,
  seed: SeedEvent,
  draw: DrawEvent,
): { from: Place; to: Place } | null {
  const seedSites: readonly Site[] = [...seed.path, seed.site];
  const drawSites: readonly Site[] = [...draw.path, draw.site];
  let shared = 0;
  while (
    shared < seedSites.length - 1 &&
    shared < drawSites.length - 1 &&
    seedSites[shared]?.node === drawSites[shared]?.node
  )
    shared += 1;
  const seedSite = seedSites[shared];
  const drawSite = drawSites[shared];
  if (seedSite?.module !== module || drawSite?.module !== module) return null;
  // Past the meeting, the seed may lie in a function that does nothing but seed: then its call is what moves.
  const deeper = seedSites.length - 1 - shared;
  if (deeper > 1 || (deeper === 1 && !flow.seedFunctions.some((fn) => fn.definition === seed.inside)))
    return null;
  const seedPlaces = placesOf(module, seedSite.node);
  const drawPlaces = placesOf(module, drawSite.node);
  const from = seedPlaces.at(-1);
  const to = drawPlaces.find((place) => place.block === from?.block);
  if (from === undefined || to === undefined || to.index >= from.index) return null;
  return { from, to };
}

/** The statement and the seed or flag statements right around it. */
function runOfSeeds({ module, flow }: FixContext, from: Place): Stmt[] {
  const seeding = new Set<Stmt>();
  for (const event of flow.events) {
    if (!setsState(event)) continue;
    for (const site of [...event.path, event.site]) {
      if (site.module !== module) continue;
      const last = placesOf(module, site.node).at(-1);
      if (last?.block === from.block && isCallOrAssign(last.statement)) seeding.add(last.statement);
    }
  }
  seeding.add(from.statement);
  let first = from.index;
  let last = from.index;
  while (first > 0 && seeding.has(from.block[first - 1] as Stmt)) first -= 1;
  while (last + 1 < from.block.length && seeding.has(from.block[last + 1] as Stmt)) last += 1;
  const run = from.block.slice(first, last + 1);
  return run.every(isCallOrAssign) ? run : [from.statement];
}

function setsState(event: FlowEvent): boolean {
  return (
    (event.kind === 'seed' || event.kind === 'flag') && (event.reach === 'run' || event.reach === 'maybe')
  );
}

function isCallOrAssign(statement: Stmt): boolean {
  return (
    statement.kind === 'Assign' ||
    (statement.kind === 'Expr' && statement.value.kind === 'Call' && !mainCall(statement.value))
  );
}

function mainCall(call: Expr): boolean {
  return call.kind === 'Call' && call.func.kind === 'Name' && call.func.id === 'main';
}

/** Adds the simple assignments that the moved statements read and that stand below the new place. Null if more is needed. */
function withNeeds(run: readonly Stmt[], block: Block, to: Place): Stmt[] | null {
  const moved = [...run];
  const wanted = new Set(run.flatMap((statement) => [...namesIn(statement)]));
  const first = block.indexOf(run[0] as Stmt);
  for (let i = first - 1; i >= to.index; i -= 1) {
    const statement = block[i];
    if (statement === undefined) continue;
    const binds = [...boundIn(statement)].filter((name) => wanted.has(name));
    if (binds.length === 0) continue;
    if (statement.kind !== 'Assign' || statement.targets[0]?.kind !== 'Name' || !isPlain(statement.value))
      return null;
    moved.unshift(statement);
    for (const name of namesIn(statement)) wanted.add(name);
  }
  return moved;
}

function* boundIn(statement: Stmt): Generator<string> {
  for (const inner of everyStatement([statement])) {
    if (inner.kind === 'FunctionDef' || inner.kind === 'ClassDef') yield inner.name;
    if (inner.kind === 'Assign')
      for (const target of inner.targets) if (target.kind === 'Name') yield target.id;
    if (inner.kind === 'Import' || inner.kind === 'ImportFrom')
      for (const { path, as } of inner.names) yield as ?? path.split('.', 1)[0] ?? path;
  }
}

function isPlain(value: Expr): boolean {
  return (
    value.kind === 'Num' ||
    value.kind === 'Str' ||
    value.kind === 'Const' ||
    value.kind === 'Attribute' ||
    value.kind === 'Name'
  );
}

function alone(statement: Stmt, layout: Layout): boolean {
  const { start, end } = extentOf(statement);
  const begin = lineStart(layout.text, start);
  const rest = layout.text.slice(end, nextLine(layout.text, end)).trim();
  return layout.text.slice(begin, start).trim() === '' && (rest === '' || rest.startsWith('#'));
}

function wholeLines(statement: Stmt, layout: Layout): string {
  const { start, end } = extentOf(statement);
  const text = layout.text.slice(lineStart(layout.text, start), nextLine(layout.text, end));
  return text.endsWith('\n') ? text : text + layout.newline;
}
