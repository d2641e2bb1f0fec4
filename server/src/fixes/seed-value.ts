// The one source of the seed's value in a file: a constant that it already has, or the configured number.

import type { Expr, Node, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import type { RuleContext } from '../rules/rule.ts';

export const SEED_NAME =
  /^(?:(?:global|random|rng|np|numpy|torch|manual|base|default|the|my)_?)?seed(?:_?(?:value|val|num|number|all))?$|^random_?state$/i;

export interface SeedConstant {
  readonly name: string;
  readonly value: number;
  /** Index of the top-level statement that assigns it. */
  readonly index: number;
  readonly statement: Stmt;
}

/** A top-level `SEED = 42`, assigned once. */
export function seedConstant(module: Module, cell: number | null): SeedConstant | undefined {
  const found: SeedConstant[] = [];
  module.units.forEach((unit, index) => {
    const assigned = assignment(unit.body);
    if (assigned === undefined || !SEED_NAME.test(assigned.name)) return;
    found.push({ ...assigned, index, statement: unit.body });
  });
  const only = found[0];
  if (only === undefined || found.length > 1 || only.statement.unit.cell !== cell) return undefined;
  return isSeed(only.value) ? only : undefined;
}

function assignment(statement: Stmt): { name: string; value: number } | undefined {
  const target: Expr | undefined =
    statement.kind === 'Assign' && statement.targets.length === 1
      ? statement.targets[0]
      : statement.kind === 'AnnAssign'
        ? statement.target
        : undefined;
  if (target?.kind !== 'Name') return undefined;
  const value = statement.kind === 'Assign' || statement.kind === 'AnnAssign' ? statement.value : null;
  return { name: target.id, value: value?.kind === 'Num' && value.int ? value.value : Number.NaN };
}

/** What every seeder takes: NumPy is the strictest. */
export function isSeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

/** What to write for the seed at a place: the file's constant if it is assigned above, else the configured number. */
export function seedText({ module, settings }: Pick<RuleContext, 'module' | 'settings'>, at: Node): string {
  const constant = seedConstant(module, at.unit.cell);
  const above = constant !== undefined && constant.index < module.units.indexOf(at.unit);
  return above ? constant.name : String(settings.seedValue);
}
