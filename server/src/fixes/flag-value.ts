// The expression that gives a flag its value: the right side of an assignment, or an argument of a call.

import type { Edit } from '../finding.ts';
import type { FlagEvent, Flow } from '../flow/events.ts';
import type { Expr } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { placesOf } from './blocks.ts';
import { replaceBy } from './set-value.ts';

const ARGUMENT: Readonly<Partial<Record<FlagEvent['flag'], readonly string[]>>> = {
  'cudnn.benchmark': ['benchmark', '_benchmark'],
  'cudnn.deterministic': ['deterministic', '_deterministic'],
  'deterministic-algorithms': ['mode', 'deterministic'],
  'warn-only': ['warn_only'],
};

export function flagValue(module: Module, event: FlagEvent): Expr | null {
  if (event.site.module !== module) return null;
  const { node } = event.site;
  if (node.kind === 'Call') {
    const names = ARGUMENT[event.flag] ?? [];
    const keyword = node.keywords.find(({ name }) => name !== null && names.includes(name));
    return keyword?.value ?? (event.flag === 'deterministic-algorithms' ? (node.args[0] ?? null) : null);
  }
  if (node.kind === 'Assign') return node.value;
  const statement = placesOf(module, node).at(-1)?.statement;
  return statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.value : null;
}

/** Turns off `benchmark` wherever the file turns it on: beside deterministic kernels it would contradict them. */
export function benchmarkOff(module: Module, flow: Flow): Edit[] {
  return flow.events.flatMap((event) => {
    if (event.kind !== 'flag' || event.flag !== 'cudnn.benchmark' || event.value !== true) return [];
    if (event.reach !== 'run' && event.reach !== 'maybe') return [];
    const value = flagValue(module, event);
    return value === null || value.unit.broken ? [] : [replaceBy(module, value, 'False')];
  });
}
