// SR311: an array that was never filled is read.

import { bindingsFor } from '../../fixes/context.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call, Expr, Name, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { around, everyNode, inside } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const EMPTY =
  /^(?:torch\.(?:empty|empty_like|empty_strided|(?:Float|Double|Long|Int|Half)?Tensor)|numpy\.(?:empty|empty_like))$/;
/** Methods that read every item. */
const READS =
  /^(?:sum|mean|std|var|max|min|argmax|argmin|norm|item|tolist|dot|matmul|mm|exp|log|abs|backward)$/;

export const uninitializedTensorRead: Rule = {
  meta: {
    code: 'SR311',
    name: 'uninitialized-tensor-read',
    severity: 'hint',
    summary: 'empty tensor may be read before write',
    rationale:
      '`torch.empty`, `np.empty` and `torch.Tensor(3, 4)` give memory as it is: whatever was there before. Read before it is written, it is another number in each run. `zeros` costs next to nothing.',
    defaultOn: false,
    fix: 'unsafe',
    sources: ['pytorch/pytorch docs/source/notes/randomness.md @2046ae1a', 'executed: rng_functions.json'],
    invalid: [
      {
        code: `
import torch

total = torch.empty(3)
total = total + torch.ones(3)  # <-
`,
        row: 3,
      },
      {
        code: `
import numpy as np

print(np.empty((2, 2)).sum())  # <-
`,
      },
    ],
    valid: [
      {
        why: 'filled first, in one of many ways',
        code: `
import numpy as np
import torch

a = torch.empty(3).fill_(0)
b = torch.empty(3)
torch.nn.init.normal_(b)
c = np.empty(3)
c[:] = 1
d = torch.empty(3)
torch.add(a, b, out=d)
e = np.empty(3)
for i in range(3):
    e[i] = i
print(a + b, c + e, d + 1)
`,
      },
      {
        why: 'no more than its shape is asked for',
        code: `
import torch

shape = torch.empty(2, 3, device="meta")
print(shape.shape, shape.numel())
`,
      },
      {
        why: 'somebody else fills it',
        code: `
import torch
import torch.distributed as dist

buffer = torch.empty(3)
dist.broadcast(buffer, src=0)
print(buffer + 1)
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const { call, path } of namedCalls(module)) {
      if (!EMPTY.test(path) || !isUnfilled(call, path) || !isRead(module, call)) continue;
      const fix = fixFor(module, call, path);
      report({
        span: spanOf(module, call.func),
        message: 'This memory is read before anything is written to it: take `zeros`.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** `torch.Tensor([1, 2])` has what it is given; `torch.Tensor(3)` has nothing. */
function isUnfilled(call: Call, path: string): boolean {
  if (isOpen(call) || literalOf(argumentOf(call, 'device')) === 'meta') return false;
  if (!path.endsWith('Tensor')) return argumentOf(call, 'out') === undefined;
  return call.args.length > 0 && call.args.every((arg) => Number.isInteger(literalOf(arg)));
}

/** In place, or as the first thing that is done with the name that it is given. */
function isRead(module: Module, call: Call): boolean {
  const [up] = around(call);
  if (up?.kind !== 'Assign') return reads(call);
  const [target] = up.targets;
  if (target?.kind !== 'Name' || up.targets.length !== 1 || up.value !== call) return false;
  const first = nextUse(module, target);
  return first !== undefined && reads(first);
}

/** The use of a name that comes next in its block of statements, if there is no loop or branch in between. */
function nextUse(module: Module, target: Name): Name | undefined {
  const scope = around(target).find((node) => node.kind === 'FunctionDef');
  const units = module.units;
  const place = (node: Node) => units.indexOf(node.unit) * 1e9 + node.start;
  return (scope === undefined ? everyNode(module) : inside(scope))
    .filter(
      (node): node is Name =>
        node.kind === 'Name' &&
        node.id === target.id &&
        place(node) > place(target) &&
        around(node).find((one) => one.kind === 'FunctionDef') === scope,
    )
    .sort((a, b) => place(readFirst(a)) - place(readFirst(b)) || place(b) - place(a))[0];
}

/** The right side of an assignment comes before its left. */
function readFirst(node: Name): Node {
  return (
    around(node).find((up) => up.kind === 'Assign' || up.kind === 'Expr' || up.kind === 'AugAssign') ?? node
  );
}

function reads(node: Expr): boolean {
  const [up, over] = around(node);
  switch (up?.kind) {
    case 'BinOp':
    case 'UnaryOp':
      return true;
    case 'AugAssign':
      return true;
    case 'Attribute':
      return over?.kind === 'Call' && over.func === up && READS.test(up.attr);
    case 'Call':
      return up.func.kind === 'Name' && up.func.id === 'print' && up.args.includes(node);
    default:
      return false;
  }
}

function fixFor(module: Module, { func, args, unit }: Call, path: string): Fix | null {
  if (unit.broken || func.kind !== 'Attribute') return null;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'empty_strided' || !bindingsFor(module).imported.has(sourceOf(func.value).split('.')[0] ?? ''))
    return null;
  if (name !== 'Tensor' && name.endsWith('Tensor')) return null;
  if (name === 'Tensor' && args.length === 0) return null;
  const text = `${sourceOf(func.value)}.${name === 'Tensor' ? 'zeros' : name.replace('empty', 'zeros')}`;
  return { title: 'Fill it with zeros', safe: false, edits: [{ span: spanOf(module, func), text }] };
}
