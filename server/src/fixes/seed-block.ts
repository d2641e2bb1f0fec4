// The seed block: one function that seeds every stream, and its call, placed before anything is drawn.

import type { Edit, Fix } from '../finding.ts';
import type { Stmt } from '../python/ast.ts';
import { type Module, textOf } from '../python/module.ts';
import type { Settings } from '../rules/rule.ts';
import type { Bindings } from './bindings.ts';
import { bindingsFor, cudnnName, type FixContext, globalDraws, SEED_GROUP, usesTorch } from './context.ts';
import { benchmarkOff } from './flag-value.ts';
import { frameworkSeed } from './framework-seed.ts';
import { importsFor, type Needed } from './imports.ts';
import {
  blockText,
  extentOf,
  indentAt,
  type Layout,
  layoutOf,
  lineStart,
  lines,
  nextLine,
  spanAt,
} from './layout.ts';
import { optionCall, type SeedCall } from './option-call.ts';
import { afterConstant, type BlockPlace, placeOf } from './place.ts';
import { EIGHT, type Line, lineText, NEEDS, STRICT, WITHOUT_TORCH } from './seed-lines.ts';
import { seedConstant } from './seed-value.ts';

/** Inserts the whole block; null where the file cannot take it. */
export function insertSeedBlock(context: FixContext, given: SeedCall | null = null): Fix | null {
  const { module, settings } = context;
  const place = placeOf(context);
  if (place === null) return null;
  const bindings = bindingsFor(module);
  const layout = layoutOf(module, place.cell);
  const body: Line[] = [...EIGHT, ...(settings.strict ? strictLines(settings) : [])];
  const imports = importsFor(module, bindings, neededBy(body), place.section, layout);
  const names = { ...imports.names, cudnn: cudnnName(place.section, imports.names.torch) };
  const name = functionName(bindings, settings.seedFunction);
  const definition = [
    `def ${name}(seed=${settings.seedValue}):`,
    ...body.map((line) => layout.indent + lineText(line, names, 'seed')),
  ];
  const constant = seedConstant(module, place.cell);
  const usable = constant !== undefined && constant.index < place.limit ? constant : undefined;
  const call = given ?? (usable === undefined ? optionCall(context) : null);
  const direct = call === null && (usable === undefined || usable.index < place.index);
  const callText = usable === undefined ? `${name}()` : `${name}(${usable.name})`;
  const edits = writeBlock(
    module,
    layout,
    place,
    imports,
    direct ? [...definition, '', '', callText] : [...definition, ...apartFrom(layout, place.at)],
  );
  if (call !== null) edits.push(...callAfter(module, call.after, `${name}(${call.argument})`));
  else if (!direct && usable !== undefined) edits.push(...callAfter(module, usable.statement, callText));
  edits.push(...benchmarkOff(module, context.flow));
  return { title: `Insert \`${name}\` and call it`, safe: true, edits, group: SEED_GROUP };
}

/** Where no torch is in sight: one line for each stream that is drawn from, without a function. */
export function insertSeedLines(context: FixContext): Fix | null {
  const { module, settings } = context;
  const first = placeOf(context);
  if (first === null) return null;
  const place = afterConstant(module, first);
  const drawn = new Set<string>(globalDraws(context).map((draw) => draw.stream));
  const wanted = WITHOUT_TORCH.filter((line) => line !== 'hash' && drawn.has(line));
  const constant = seedConstant(module, place.cell);
  const seed =
    constant !== undefined && constant.index < place.index ? constant.name : String(settings.seedValue);
  const layout = layoutOf(module, place.cell);
  const imports = importsFor(module, bindingsFor(module), neededBy(wanted), place.section, layout);
  const text = wanted.map((line) => lineText(line, { ...imports.names, cudnn: '' }, seed));
  const edits = writeBlock(module, layout, place, imports, text);
  return { title: `Insert \`${text.join('; ')}\``, safe: true, edits, group: SEED_GROUP };
}

/** The fix for streams that nothing seeds: the block where torch is, else lines, with the block as an alternative. */
export function seedFixes(context: FixContext): Fix[] {
  if (context.flow.entry === 'library' || isDamaged(context.module)) return [];
  const block = insertSeedBlock(context);
  // The framework's own call comes first, the block beside it.
  if (usesTorch(context)) return [frameworkSeed(context), block].filter((fix) => fix !== null);
  const plain = insertSeedLines(context);
  // Without torch in sight the block may fail to import it.
  return [plain, block === null ? null : { ...block, safe: false }].filter((fix) => fix !== null);
}

/** A top-level statement that is indented has lost the line above it: what is inserted before it may not parse. */
function isDamaged(module: Module): boolean {
  return module.units.some(
    (unit) => indentAt(textOf(module, unit.cell), unit.start + unit.body.start) !== '',
  );
}

function writeBlock(
  module: Module,
  layout: Layout,
  place: BlockPlace,
  imports: { readonly edits: readonly Edit[]; readonly lines: readonly string[] },
  block: readonly string[],
): Edit[] {
  const standard = imports.lines.filter((line) => /^import (?:os|random)\b/.test(line));
  const other = imports.lines.filter((line) => !standard.includes(line));
  const edits: Edit[] = [];
  const head: string[] = [];
  const beside = place.section.filter((statement) => statement.unit.cell === layout.cell);
  const first = beside.find((statement) => !isFuture(statement));
  if (standard.length > 0 && first !== undefined) {
    const at = lineStart(layout.text, extentOf(first).start);
    edits.push({ span: spanAt(module, layout.cell, at), text: lines(layout, [...standard, '']) });
  } else head.push(...standard);
  edits.push(...imports.edits);
  if (head.length > 0 && other.length > 0) head.push('');
  if (other.length > 0 && head.length === 0 && beside.length > 0) head.push('');
  head.push(...other);
  const apart = block[0]?.startsWith('def ') ? ['', ''] : [''];
  const text = blockText(layout, place.at, [
    ...head,
    ...(head.length > 0 || beside.length > 0 ? apart : []),
    ...block,
  ]);
  edits.push({ span: spanAt(module, layout.cell, place.at), text });
  return edits;
}

/** Two blank lines after a definition, those counted that are there. */
function apartFrom(layout: Layout, at: number): string[] {
  const blank = /^(?:[ \t]*\r?\n){0,2}/.exec(layout.text.slice(at))?.[0].split('\n').length ?? 1;
  // A line that is not blank is kept apart by one line already.
  const there = blank === 1 && at < layout.text.length ? 1 : blank - 1;
  return ['', ''].slice(there);
}

function isFuture(statement: Stmt): boolean {
  return statement.kind === 'ImportFrom' && statement.module === '__future__';
}

/** The call on a line of its own after a statement, indented as it is. */
function callAfter(module: Module, statement: Stmt, call: string): Edit[] {
  const layout = layoutOf(module, statement.unit.cell);
  const { start, end } = extentOf(statement);
  const indent = /^[ \t]*/.exec(layout.text.slice(lineStart(layout.text, start)))?.[0] ?? '';
  const at = nextLine(layout.text, end);
  const unended = at === layout.text.length && !layout.text.endsWith('\n') ? layout.newline : '';
  return [{ span: spanAt(module, layout.cell, at), text: unended + lines(layout, [indent + call]) }];
}

/** The configured name, or another one if the file has something of that name. */
export function functionName(bindings: Bindings, wanted: string): string {
  const candidates = [wanted, 'seed_everything', 'seed_all_streams', `${wanted}_for_run`];
  return (
    candidates.find((name) => !bindings.topLevel.has(name) && !bindings.imported.has(name)) ??
    `${wanted}_${bindings.topLevel.size}`
  );
}

export function neededBy(wanted: readonly Line[]): Needed[] {
  const order: readonly Needed[] = ['os', 'random', 'numpy', 'torch'];
  return order.filter((module) => wanted.some((line) => NEEDS[line] === module));
}

export function strictLines(settings: Settings): readonly Line[] {
  const [major, minor] = settings.torch;
  return major < 2 || (major === 2 && minor < 10) ? STRICT : STRICT.filter((line) => line !== 'cublas');
}
