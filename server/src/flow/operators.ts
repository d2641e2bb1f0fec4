// Operators on abstract values: folds what is constant, decides comparisons, and carries taint.

import { bornMap } from './history.ts';
import { agreed, isNone, truth } from './truth.ts';
import {
  type Constant,
  constant,
  library,
  members,
  mergeTaints,
  sequence,
  tainted,
  taintFrom,
  textFrom,
  unknown,
  type Value,
} from './values.ts';

export function binary(op: string, left: Value, right: Value): Value {
  const taint = mergeTaints([left.taint, right.taint]);
  if (left.tag === 'const' && right.tag === 'const') {
    const folded = fold(op, left.value, right.value);
    if (folded !== undefined) return constant(folded, taint);
  }
  if (left.tag === 'const' && typeof left.value === 'string') {
    if (op === '+') return textFrom(left.value, taint);
    if (op === '%') return textFrom(left.value.split('%', 1).join(), taint);
  }
  if (op === '+' && left.tag === 'sequence' && right.tag === 'sequence') {
    return sequence([...left.items, ...right.items], left.complete && right.complete);
  }
  if (op === '|' && left.tag === 'dict' && right.tag === 'dict') {
    return {
      tag: 'dict',
      entries: bornMap([...left.entries, ...right.entries]),
      complete: left.complete && right.complete,
      taint,
    };
  }
  return tainted(taint);
}

function fold(op: string, a: Constant['value'], b: Constant['value']): Constant['value'] | undefined {
  if (typeof a === 'string' && typeof b === 'string')
    return op === '+' && a.length + b.length < 4096 ? a + b : undefined;
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '//':
      return b === 0 ? undefined : Math.floor(a / b);
    case '%':
      return b === 0 ? undefined : a - b * Math.floor(a / b);
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

export function unary(op: string, operand: Value): Value {
  if (op === 'not') {
    const answer = truth(operand);
    return answer === undefined ? tainted(operand.taint) : constant(!answer, operand.taint);
  }
  if (op === '-' && operand.tag === 'const' && typeof operand.value === 'number')
    return constant(-operand.value, operand.taint);
  return tainted(operand.taint);
}

export function compare(ops: readonly string[], operands: readonly Value[]): Value {
  const taint = taintFrom(operands);
  const answers = ops.map((op, i) => compareTwo(op, operands[i] ?? unknown, operands[i + 1] ?? unknown));
  if (answers.includes(false)) return constant(false, taint);
  return answers.includes(undefined) ? tainted(taint) : constant(true, taint);
}

function compareTwo(op: string, left: Value, right: Value): boolean | undefined {
  if (left.tag === 'union') return agreed(left.members.map((member) => compareTwo(op, member, right)));
  if (right.tag === 'union') return agreed(right.members.map((member) => compareTwo(op, left, member)));
  if (right.tag === 'const' && right.value === null && (op === 'is' || op === '==')) return isNone(left);
  if (right.tag === 'const' && right.value === null && (op === 'is not' || op === '!=')) {
    const answer = isNone(left);
    return answer === undefined ? undefined : !answer;
  }
  if (op === 'in' || op === 'not in') {
    const inside = contains(left, right);
    return inside === undefined ? undefined : inside === (op === 'in');
  }
  if (left.tag !== 'const' || right.tag !== 'const') return undefined;
  return compareConstants(op, left.value, right.value);
}

function contains(item: Value, container: Value): boolean | undefined {
  if (item.tag !== 'const') return undefined;
  if (container.tag === 'const' && typeof container.value === 'string' && typeof item.value === 'string') {
    return container.value.includes(item.value);
  }
  if (container.tag === 'dict')
    return container.entries.has(String(item.value)) ? true : container.complete ? false : undefined;
  if (container.tag !== 'sequence') return undefined;
  if (container.items.some((member) => member.tag === 'const' && member.value === item.value)) return true;
  return container.complete && container.items.every((member) => member.tag === 'const') ? false : undefined;
}

function compareConstants(op: string, a: Constant['value'], b: Constant['value']): boolean | undefined {
  switch (op) {
    case '==':
    case 'is':
      return numeric(a) === numeric(b);
    case '!=':
    case 'is not':
      return numeric(a) !== numeric(b);
    default:
      break;
  }
  if (typeof a !== typeof b || a === null || b === null) return undefined;
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** True equals 1 in Python. */
function numeric(value: Constant['value']): Constant['value'] {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The item that `container[index]` means. */
export function subscript(container: Value, index: Value | undefined): Value {
  const taint = mergeTaints([container.taint, index?.taint]);
  if (container.tag === 'library' && container.path.endsWith('.__dict__'))
    return inLibrary(container.path, index);
  if (index?.tag === 'const') {
    if (container.tag === 'dict') {
      const entry = container.entries.get(String(index.value));
      if (entry !== undefined) return entry;
    }
    if (container.tag === 'sequence' && typeof index.value === 'number') {
      const at = index.value < 0 ? container.items.length + index.value : index.value;
      const item = container.items[at];
      if (item !== undefined && (container.complete || index.value >= 0)) return item;
    }
  }
  // A table of functions looked up by a name that is not known: any of them.
  if (
    container.tag === 'dict' &&
    container.entries.size > 0 &&
    container.entries.size <= 6 &&
    container.complete
  ) {
    const values = [...container.entries.values()];
    if (values.every((value) => value.tag === 'function' || value.tag === 'class'))
      return { tag: 'union', members: values, taint };
  }
  return tainted(taint);
}

/** `models.__dict__[name]()`: one of the module's functions, whichever. */
function inLibrary(path: string, index: Value | undefined): Value {
  const name = index?.tag === 'const' ? String(index.value) : 'some';
  return library(`${path.slice(0, -'.__dict__'.length)}.${name}`);
}

/** What a loop variable is bound to, one value for each turn that is worth interpreting. */
export function turns(iterable: Value): readonly Value[] {
  if (iterable.tag === 'sequence' && iterable.items.length > 0) {
    const calls = iterable.items.some((item) =>
      members(item).some((value) => !['const', 'unknown'].includes(value.tag)),
    );
    return iterable.complete && iterable.items.length <= 8 && calls
      ? iterable.items
      : [loose(iterable.items[0] ?? unknown, iterable)];
  }
  if (iterable.tag === 'dict' && iterable.entries.size > 0) {
    const [key] = iterable.entries.keys();
    return [iterable.entries.size === 1 ? constant(key ?? null) : unknown];
  }
  return [tainted(iterable.taint)];
}

/** The first of several constants stands for all of them: a constant would decide branches that other turns take. */
function loose(first: Value, all: { readonly items: readonly Value[] }): Value {
  return first.tag === 'const' && all.items.length > 1 ? tainted(first.taint) : first;
}
