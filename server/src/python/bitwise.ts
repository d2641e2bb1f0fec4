// Mends one precedence: the grammar binds `^` tighter than `&`, Python binds `&` tighter.

import type { BinOp, Expr } from './ast.ts';

/** The same operands as Python groups them. A node without a bare `^` below its `&` comes back as it is. */
export function regrouped(node: BinOp): BinOp {
  if (node.op !== '&' || !(isBareXor(node.left, node) || isBareXor(node.right, node))) return node;
  const operands: Expr[] = [];
  const ops: string[] = [];
  flatten(node, operands, ops);
  const sums: Expr[] = [];
  for (const [at, operand] of operands.entries()) {
    const before = ops[at - 1] === '&' ? sums.pop() : undefined;
    sums.push(before === undefined ? operand : joined('&', before, operand));
  }
  const whole = sums.reduce((left, right) => joined('^', left, right)) as BinOp;
  return { ...whole, start: node.start, end: node.end };
}

/** One in parentheses begins after its parent, or ends before it. */
function isBareXor(child: Expr, parent: BinOp): boolean {
  return child.kind === 'BinOp' && child.op === '^' && isBare(child, parent);
}

function isBare(child: BinOp, parent: BinOp): boolean {
  return child === parent.left ? child.start === parent.start : child.end === parent.end;
}

/** Recursion is bounded: trees are lowered to a depth that the stack bears. */
function flatten(node: BinOp, operands: Expr[], ops: string[]): void {
  const add = (child: Expr): void => {
    const opens = child.kind === 'BinOp' && (child.op === '&' || child.op === '^') && isBare(child, node);
    if (opens) flatten(child, operands, ops);
    else operands.push(child);
  };
  add(node.left);
  ops.push(node.op);
  add(node.right);
}

function joined(op: string, left: Expr, right: Expr): BinOp {
  return { kind: 'BinOp', start: left.start, end: right.end, unit: left.unit, op, left, right };
}
