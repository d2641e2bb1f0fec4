// Seeds a script by the call that its framework has for it, under the names that the file uses.

import type { Fix } from '../finding.ts';
import type { DrawEvent, Flow } from '../flow/events.ts';
import type { Stmt } from '../python/ast.ts';
import { boundBy } from './bindings.ts';
import { bindingsFor, type FixContext, outermost, SEED_GROUP } from './context.ts';
import { blockText, layoutOf, spanAt } from './layout.ts';
import { afterConstant, type BlockPlace, placeOf } from './place.ts';
import { seedConstant } from './seed-value.ts';

interface Framework {
  /** Names of the seeding function, by the packages that have it; the first one whose package the file imports is taken. */
  readonly functions: readonly string[];
  /** Further arguments. */
  readonly more: string;
}

const LIGHTNING: Framework = {
  functions: [
    'pytorch_lightning.seed_everything',
    'lightning.seed_everything',
    'lightning.pytorch.seed_everything',
  ],
  more: ', workers=True',
};
const TRANSFORMERS: Framework = { functions: ['transformers.set_seed'], more: '' };

const OF_STREAM = {
  keras: { functions: ['keras.utils.set_random_seed'], more: '' },
  tf: { functions: ['tensorflow.keras.utils.set_random_seed'], more: '' },
  cupy: { functions: ['cupy.random.seed'], more: '' },
  dask: { functions: ['dask.array.random.seed'], more: '' },
  mlx: { functions: ['mlx.core.random.seed'], more: '' },
  paddle: { functions: ['paddle.seed'], more: '' },
  polars: { functions: ['polars.set_random_seed'], more: '' },
} as const satisfies Readonly<Record<string, Framework>>;

export type FrameworkStream = keyof typeof OF_STREAM;

/** What only TensorFlow 1 has: there the call does not exist. */
const VERSION_1 = /\.(?:Session|placeholder|ConfigProto|get_variable|disable_v2_behavior|app\.run)\(/;

/** The call of Lightning or Transformers, where the script hands its training to one of them. */
export function frameworkSeed(context: FixContext): Fix | null {
  const framework = frameworkOf(context.flow);
  return framework === null ? null : insertCall(context, framework, placeOf(context));
}

/** The call that seeds a stream which no seed block reaches, above its first draw. */
export function seedStream(context: FixContext, draw: DrawEvent, stream: FrameworkStream): Fix | null {
  const { module } = context;
  const node = outermost(draw, module);
  const index = node === undefined ? -1 : module.units.indexOf(node.unit);
  if (index < 0 || module.cells !== null || module.errors.length > 0) return null;
  if (stream === 'tf' && VERSION_1.test(module.text)) return null;
  return insertCall(context, OF_STREAM[stream], placeOf(context, index));
}

function frameworkOf({ events }: Flow): Framework | null {
  for (const event of events) {
    if (event.kind !== 'call' && event.kind !== 'train') continue;
    if (event.reach === 'skipped' || event.reach === 'uncalled') continue;
    if (/^lightning\.pytorch\.(?:Trainer|cli\.LightningCLI)\b/.test(event.api)) return LIGHTNING;
    if (/^(?:transformers\.Trainer|transformers\.Seq2SeqTrainer|trl\.\w+Trainer)\b/.test(event.api))
      return TRANSFORMERS;
  }
  return null;
}

function insertCall(
  context: FixContext,
  { functions, more }: Framework,
  place: BlockPlace | null,
): Fix | null {
  if (place === null) return null;
  const { module, settings } = context;
  const below = afterConstant(module, place);
  const constant = seedConstant(module, place.cell);
  const seed =
    constant !== undefined && constant.index < below.index ? constant.name : String(settings.seedValue);
  const { name, imports } = nameFor(context, functions, place);
  const call = `${name}(${seed}${more})`;
  const layout = layoutOf(module, place.cell);
  const write = (at: number, written: readonly string[]) => ({
    span: spanAt(module, place.cell, at),
    text: blockText(layout, at, written),
  });
  const together = below.at === place.at;
  const apart = place.section.length + imports.length === 0 ? [] : [''];
  const edits = together
    ? [write(place.at, [...imports, ...apart, call])]
    : [...(imports.length === 0 ? [] : [write(place.at, imports)]), write(below.at, [call])];
  return { title: `Insert \`${call}\``, safe: true, edits, group: SEED_GROUP };
}

/** The shortest way to write a function with what the file imports above, or an import for it. */
function nameFor(
  { module }: FixContext,
  functions: readonly string[],
  { section }: BlockPlace,
): { name: string; imports: string[] } {
  const bound = section.flatMap(bindings);
  for (const path of functions) {
    const words = path.split('.');
    for (let length = words.length; length > 0; length -= 1) {
      const prefix = words.slice(0, length).join('.');
      const found = bound.find(([, of]) => of === prefix);
      if (found !== undefined) return { name: [found[0], ...words.slice(length)].join('.'), imports: [] };
    }
  }
  const known = [...bindingsFor(module).imported.values()];
  const path =
    functions.find((one) => known.some((other) => other.split('.')[0] === one.split('.')[0])) ??
    functions[0] ??
    '';
  const dot = path.lastIndexOf('.');
  const owner = path.slice(0, dot);
  const name = path.slice(dot + 1);
  // Names that say little alone stay with their module.
  return name === 'seed'
    ? { name: path, imports: [`import ${owner}`] }
    : { name, imports: [`from ${owner} import ${name}`] };
}

function bindings(statement: Stmt): [name: string, path: string][] {
  if (statement.kind === 'Import' || statement.kind === 'ImportFrom') return boundBy(statement);
  if (statement.kind === 'Try' || statement.kind === 'If') return statement.body.flatMap(bindings);
  return [];
}
