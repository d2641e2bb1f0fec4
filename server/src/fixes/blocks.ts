// Where a statement stands: the blocks around a place, and the block that a fix inserts into.

import type { Block, Located, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { perUnit } from '../python/traverse.ts';

/** A statement among its siblings. */
export interface Place {
  readonly block: Block;
  readonly index: number;
  readonly statement: Stmt;
  /** The compound statement that the block belongs to; null for a top-level statement. */
  readonly parent: Stmt | null;
}

const tops = new WeakMap<Module['units'], Block>();

/** The top level as a block: the same one each time, so that blocks can be told apart by identity. */
export function topOf(module: Module): Block {
  const top = tops.get(module.units) ?? module.units.map((unit) => unit.body);
  tops.set(module.units, top);
  return top;
}

/** Where a node stands: its top-level statement first, the innermost statement around it last. */
export function placesOf(module: Module, node: Located): Place[] {
  const top = topOf(module);
  const index = module.units.indexOf(node.unit);
  const statement = top[index];
  if (statement === undefined) return [];
  const places: Place[] = [{ block: top, index, statement, parent: null }];
  for (;;) {
    const last = places.at(-1)?.statement;
    const inner = last === undefined ? undefined : descend(last, node);
    if (inner === undefined) return places;
    places.push(inner);
  }
}

function descend(parent: Stmt, node: Located): Place | undefined {
  for (const block of blocksOf(parent)) {
    const index = block.findIndex((statement) => statement.start <= node.start && node.end <= statement.end);
    const statement = block[index];
    if (statement !== undefined && statement !== node.unit.body) return { block, index, statement, parent };
  }
  return undefined;
}

/** The statement lists that a statement holds, in the order of the text. */
export function blocksOf(statement: Stmt): readonly Block[] {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
    case 'With':
      return [statement.body];
    case 'If':
    case 'For':
    case 'While':
      return [statement.body, statement.orelse];
    case 'Try':
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.orelse,
        statement.final,
      ];
    case 'Match':
      return statement.cases.map((one) => one.body);
    default:
      return [];
  }
}

const statements = new WeakMap<Block, readonly Stmt[]>();

/** Every statement of a block, outer ones before the ones that they hold. */
export function everyStatement(block: Block): readonly Stmt[] {
  const known = statements.get(block);
  if (known !== undefined) return known;
  const found: Stmt[] = [];
  collect(block, found);
  statements.set(block, found);
  return found;
}

const inUnit = perUnit((unit): readonly Stmt[] => {
  const found: Stmt[] = [];
  for (const inner of blocksOf(unit.body)) collect(inner, found);
  return found;
});

function collect(block: Block, found: Stmt[]): void {
  for (const statement of block) {
    found.push(statement);
    if (statement === statement.unit.body) {
      for (const inner of inUnit(statement.unit)) found.push(inner);
      continue;
    }
    for (const inner of blocksOf(statement)) collect(inner, found);
  }
}
