// Where a script parses its command line, and the name that it gives to the result.

import type { Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { everyStatement, topOf } from './blocks.ts';

const PARSES = new Set(['parse_args', 'parse_intermixed_args', 'parse_args_into_dataclasses']);

/** The first `args = parser.parse_args()`, at the top level or in a function. */
export function parsedOptions(module: Module): { readonly name: string; readonly statement: Stmt } | null {
  for (const statement of everyStatement(topOf(module))) {
    if (statement.kind !== 'Assign' || statement.targets.length !== 1) continue;
    const { value } = statement;
    const [target] = statement.targets;
    if (target?.kind !== 'Name' || value.kind !== 'Call' || value.func.kind !== 'Attribute') continue;
    if (PARSES.has(value.func.attr) && !statement.unit.broken) return { name: target.id, statement };
  }
  return null;
}
