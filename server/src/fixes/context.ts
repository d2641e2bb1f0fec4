// What every fix may read: the file, what it does in which order, and the settings.

import type { DrawEvent, FlowEvent, SeedEvent, Site } from '../flow/events.ts';
import type { Expr, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import type { RuleContext } from '../rules/rule.ts';
import { type Bindings, bindingsOf } from './bindings.ts';
import type { LineNames } from './seed-lines.ts';

export type FixContext = Pick<RuleContext, 'module' | 'flow' | 'settings'>;

/** The isolation group of all fixes that write seed lines of a file. */
export const SEED_GROUP = 'seed-block';

const known = new WeakMap<Module['units'], Bindings>();

/** The bindings of a file, found once for each parse of it. */
export function bindingsFor(module: Module): Bindings {
  const found = known.get(module.units) ?? bindingsOf(module);
  known.set(module.units, found);
  return found;
}

/** Libraries that cannot be installed without torch: a script that imports one of them may import torch as well. */
const WITH_TORCH = new Set(
  `torch torchvision torchaudio torchtext pytorch_lightning lightning torch_geometric timm accelerate fastai ignite monai
  detectron2 ultralytics peft trl diffusers sentence_transformers segmentation_models_pytorch x_transformers efficientnet_pytorch
  vit_pytorch stable_baselines3 composer catalyst kornia torchmetrics deepspeed mmengine allennlp`.split(
    /\s+/,
  ),
);

export function usesTorch({ module, flow }: FixContext): boolean {
  for (const path of bindingsFor(module).imported.values())
    if (WITH_TORCH.has(path.split('.', 1)[0] ?? '')) return true;
  return flow.events.some((event) => event.kind === 'draw' && event.stream === 'torch');
}

export function happens(event: FlowEvent): boolean {
  return event.reach === 'run' || event.reach === 'maybe';
}

const GLOBAL: ReadonlySet<string> = new Set(['python', 'numpy', 'torch']);

/** Draws that a seed block governs and that the default run makes. */
export function globalDraws({ flow }: Pick<FixContext, 'flow'>): DrawEvent[] {
  return flow.events.filter(
    (event): event is DrawEvent => event.kind === 'draw' && happens(event) && GLOBAL.has(event.stream),
  );
}

/** Whether a seed sets one of the global streams, rather than a generator object or nothing. */
export function seedsGlobally(event: SeedEvent): boolean {
  return event.parts.some((part) => part === 'python' || part === 'numpy' || part.startsWith('torch.c'));
}

/** The site in a file through which the run comes to an event: the first call on the way, or the event's own place. */
export function outermost(
  event: { readonly site: Site; readonly path: readonly Site[] },
  module: Module,
): Expr | Stmt | undefined {
  return [...event.path, event.site].find((site) => site.module === module)?.node;
}

/** Index of the first top-level statement that draws; the number of statements if none does. */
export function firstDrawIndex(context: FixContext): number {
  const { module } = context;
  let first = module.units.length;
  for (const draw of globalDraws(context)) {
    const node = outermost(draw, module);
    const index = node === undefined ? -1 : module.units.indexOf(node.unit);
    if (index >= 0 && index < first) first = index;
  }
  return first;
}

/** Imports that stand at the top level, also those in a `try` or `if` that does nothing else. */
export function isImporting(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'Import':
    case 'ImportFrom':
      return true;
    case 'Try':
      return statement.body.length > 0 && statement.body.every(isImporting);
    case 'If':
      return (
        statement.body.length > 0 && statement.body.every(isImporting) && statement.orelse.every(isImporting)
      );
    default:
      return false;
  }
}

/** Top-level imports before a top-level statement. */
export function importsBefore(module: Module, index: number): Stmt[] {
  return module.units.slice(0, index).flatMap((unit) => (isImporting(unit.body) ? [unit.body] : []));
}

/** The file's own name for `torch.backends.cudnn` among these imports, if it has one. */
export function cudnnName(section: readonly Stmt[], torch: string): LineNames['cudnn'] {
  for (const statement of section) {
    if (statement.kind === 'ImportFrom' && statement.level === 0 && statement.module === 'torch.backends') {
      const found = statement.names.find((name) => name.path === 'cudnn');
      if (found !== undefined) return found.as ?? 'cudnn';
    }
    if (statement.kind === 'Import') {
      const found = statement.names.find((name) => name.path === 'torch.backends.cudnn' && name.as !== null);
      if (found?.as) return found.as;
    }
  }
  return `${torch}.backends.cudnn`;
}
