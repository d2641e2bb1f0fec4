// The one source of the seed's value in a file: a constant that it already has, or the configured number.

import { mayHappen, seedsGlobally } from '../flow/causes.ts';
import { sourceOf } from '../python/arguments.ts';
import type { Expr, Node, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { around } from '../python/traverse.ts';
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

/**
 * What to write for the seed at a place: the file's constant if it is assigned above, else what the file seeds with there, else
 * the configured number.
 */
export function seedText(context: Pick<RuleContext, 'module' | 'settings' | 'flow'>, at: Node): string {
  const { module, settings } = context;
  const constant = seedConstant(module, at.unit.cell);
  const above = constant !== undefined && constant.index < module.units.indexOf(at.unit);
  return above ? constant.name : (seededWith(context, at) ?? String(settings.seedValue));
}

/** The number, or the variable of the same function, that an earlier seed passes. */
function seededWith({ module, flow }: Pick<RuleContext, 'module' | 'flow'>, at: Node): string | undefined {
  for (const event of flow.events) {
    if (event.kind !== 'seed' || event.site.module !== module || !mayHappen(event) || !seedsGlobally(event))
      continue;
    const { argument, value } = event;
    if (argument === null || argument.unit.cell !== at.unit.cell) continue;
    if (value.tag === 'constant' && argument.kind === 'Num' && isSeed(value.value))
      return String(value.value);
    if (value.tag === 'entropy' || value.tag === 'none') continue;
    const here = functionAround(argument) === functionAround(at) && precedes(module, argument, at);
    if (here && isChain(argument)) return sourceOf(argument);
  }
  return undefined;
}

function isChain(expr: Expr): boolean {
  return expr.kind === 'Name' || (expr.kind === 'Attribute' && isChain(expr.value));
}

function functionAround(node: Node): Node | undefined {
  return around(node).find(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda' || kind === 'ClassDef');
}

function precedes({ units }: Module, one: Node, other: Node): boolean {
  return one.unit === other.unit
    ? one.end <= other.start
    : units.indexOf(one.unit) < units.indexOf(other.unit);
}
