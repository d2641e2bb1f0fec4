// Options that a script refuses to start without: how it refuses, and what is known of them once it goes on.

import type { Block, Expr, Stmt } from '../python/ast.ts';
import { evaluate } from './expressions.ts';
import { type Machine, put, top } from './machine.ts';
import { compare } from './operators.ts';
import { isNone, truth } from './truth.ts';
import { constant, type Scope, type Unknown, type Value } from './values.ts';

const ENDS = /^(?:exit|_exit|quit|abort)$/;
const HELPS = /^print_(?:help|usage)$/;
const SAYS =
  /^(?:print\w*|e?print|echo|secho|write|flush|usage|help|log|warn|warning|info|error|critical|exception|fatal)$/;

/** Whether a block ends with an error about how the script was called. */
export function refuses(m: Machine, block: Block): boolean {
  const last = block.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'Raise') return true;
  if (last.kind === 'Return') return HELPS.test(calledBy(block.at(-2)) ?? '');
  const name = calledBy(last);
  if (name === null) return false;
  if (HELPS.test(name)) return true;
  // What does more than speak before it leaves is a run of its own: `evaluate(); sys.exit()`.
  if (ENDS.test(name)) return block.slice(0, -1).every((before) => SAYS.test(calledBy(before) ?? ''));
  return name === 'error' && isParser(m, last);
}

function calledBy(statement: Stmt | undefined): string | null {
  if (statement?.kind !== 'Expr' || statement.value.kind !== 'Call') return null;
  const { func } = statement.value;
  return func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : '';
}

/** `parser.error(…)` leaves, `logger.error(…)` only speaks. */
function isParser(m: Machine, statement: Stmt): boolean {
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Call') return false;
  const { func } = statement.value;
  if (func.kind !== 'Attribute') return false;
  const receiver = evaluate(m, func.value);
  if (receiver.tag === 'instance') return /^argparse\./.test(receiver.type);
  return receiver.tag === 'unknown' && func.value.kind === 'Name' && /pars/i.test(func.value.id);
}

interface Place {
  readonly map: Map<string, Value>;
  readonly key: string;
  readonly value: Value;
}

/** Remembers what a test says of the options in it, where their defaults say otherwise: somebody gives them. */
export function suppose(m: Machine, test: Expr, holds: boolean): void {
  switch (test.kind) {
    case 'UnaryOp':
      if (test.op === 'not') suppose(m, test.operand, !holds);
      return;
    case 'BoolOp':
      if ((test.op === 'and') === holds) {
        suppose(m, test.left, holds);
        suppose(m, test.right, holds);
      } else loosen(m, test);
      return;
    case 'Compare':
      supposeCompared(m, test.ops, test.operands, holds);
      return;
    default: {
      const place = placeOf(m, test);
      if (place === null) loosen(m, test);
      else if (truth(place.value) !== holds) give(m, place, holds ? 'true' : undefined);
    }
  }
}

/** What takes no None got the value of an option there: the option is given. */
export function isGiven(m: Machine, node: Expr | null, value: Value): void {
  if (node === null || !value.taint?.options.length || isNone(value) !== true) return;
  const place = placeOf(m, node);
  if (place?.value === value) give(m, place, 'something');
}

function supposeCompared(
  m: Machine,
  ops: readonly string[],
  operands: readonly Expr[],
  holds: boolean,
): void {
  const places = operands.map((operand) => placeOf(m, operand));
  const values = operands.map((operand, i) => places[i]?.value ?? evaluate(m, operand));
  if (truth(compare(ops, values)) === holds) return;
  const at = places.findIndex((one) => one !== null);
  const [place, other, op] = [places[at], values[1 - at], ops[0]];
  if (place == null || other === undefined || ops.length > 1) {
    for (const operand of operands) loosen(m, operand);
    return;
  }
  const same = op === 'is' || op === '==' ? holds : op === 'is not' || op === '!=' ? !holds : undefined;
  if (other.tag !== 'const' || same === undefined) give(m, place, undefined);
  else if (same) write(m, place, constant(other.value, place.value.taint));
  else give(m, place, other.value === null ? 'something' : undefined);
}

/** One of the options in an expression is given, which one is not known: of those, what has no value of its own comes first. */
function loosen(m: Machine, expr: Expr): void {
  const places = placesIn(m, expr);
  const empty = places.filter(({ value }) => truth(value) === false);
  for (const place of empty.length > 0 ? empty : places) give(m, place, undefined);
}

function placesIn(m: Machine, expr: Expr): Place[] {
  const place = placeOf(m, expr);
  if (place !== null) return [place];
  switch (expr.kind) {
    case 'UnaryOp':
      return placesIn(m, expr.operand);
    case 'BoolOp':
    case 'BinOp':
      return [...placesIn(m, expr.left), ...placesIn(m, expr.right)];
    case 'Compare':
      return expr.operands.flatMap((operand) => placesIn(m, operand));
    case 'Call':
      return expr.args.flatMap((arg) => placesIn(m, arg));
    case 'List':
    case 'Tuple':
    case 'Set':
      return expr.items.flatMap((item) => placesIn(m, item));
    default:
      return [];
  }
}

/** Where the value of an option is kept: a variable, an attribute or an entry. Its reading here is no use of it. */
function placeOf(m: Machine, expr: Expr): Place | null {
  if (expr.kind === 'Name') {
    for (let scope: Scope | null = top(m).scope; scope !== null; scope = scope.parent) {
      const { variables } = scope.elsewhere?.get(expr.id) ?? scope;
      if (variables.has(expr.id)) return ofOption(variables, expr.id);
    }
    return null;
  }
  if (expr.kind === 'Attribute') {
    const object = evaluate(m, expr.value);
    return object.tag === 'instance' ? ofOption(object.attributes, expr.attr) : null;
  }
  if (expr.kind !== 'Subscript' || expr.index.length !== 1 || expr.index[0] === undefined) return null;
  const table = evaluate(m, expr.value);
  const index = evaluate(m, expr.index[0]);
  return table.tag === 'dict' && index.tag === 'const' ? ofOption(table.entries, String(index.value)) : null;
}

function ofOption(map: Map<string, Value>, key: string): Place | null {
  const value = map.get(key);
  return value !== undefined && value.tag !== 'unknown' && value.taint?.options.length
    ? { map, key, value }
    : null;
}

function give(m: Machine, place: Place, known: Unknown['known']): void {
  write(m, place, { tag: 'unknown', taint: place.value.taint, known });
}

function write(m: Machine, { map, key }: Place, value: Value): void {
  put(m, map, key, value);
}
