// SR505: things are ordered or sorted into buckets by where they happen to lie in memory.

import { bindingsFor } from '../../fixes/context.ts';
import type { BinOp, Call, ClassDef, Expr, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { around, everyOf, everySuch } from '../../python/traverse.ts';
import type { Rule, RuleContext } from '../rule.ts';

const ORDERS = /^(?:sorted|min|max|sort|nsmallest|nlargest)$/;

export const identityOrdering: Rule = {
  meta: {
    code: 'SR505',
    name: 'identity-ordering',
    severity: 'warning',
    summary: 'id()/default repr used as sort key or bucket',
    rationale:
      '`id(x)` is an address, and the `repr` of an object without one of its own shows it: another one in each run. `hash` of text is salted in each process. Sort by something that the object is, such as its name.',
    defaultOn: true,
    fix: 'none',
    sources: ['executed, CPython 3.11.7'],
    invalid: [
      {
        code: `
import torch

layers = [torch.nn.Linear(2, 2) for _ in range(3)]
layers.sort(key=id)  # <-
`,
      },
      {
        code: `
def bucket(parameter):
    return id(parameter) % 8  # <-
`,
      },
      {
        code: `
class Sample:
    def __init__(self, path):
        self.path = path


samples = [Sample("a"), Sample("b")]
first = sorted(samples, key=lambda sample: repr(sample))[0]  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a name decides',
        code: `
class Sample:
    def __init__(self, path):
        self.path = path


samples = [Sample("a"), Sample("b")]
print(sorted(samples, key=lambda sample: sample.path)[0])
`,
      },
      {
        why: 'texts and numbers of any kind, by how they are written',
        code: `
mixed = {"a", 1, None}
for item in sorted(mixed, key=repr):
    print(item)
`,
      },
      {
        why: 'a class that says how it is written',
        code: `
class Sample:
    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return self.path


samples = [Sample("a"), Sample("b")]
print(sorted(samples, key=repr)[0])
`,
      },
      {
        why: 'identity for comparing and for a hash',
        code: `
class Node:
    def __hash__(self):
        return id(self) % 1024


seen = {id(x) for x in (1, 2)}
print(id(seen) in seen)
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const node of suspects(module)) {
      const what = node.kind === 'Call' ? sortsBy(module, node) : null;
      const bucket = node.kind === 'BinOp' && node.op === '%' && isCallOf(module, node.left, 'id');
      if (what === null && !(bucket && !isInHash(node))) continue;
      report({
        span: spanOf(module, node),
        message:
          what === 'hash'
            ? 'The hash of text is another number in each run, and decides the order here: sort by the text itself.'
            : 'An address in memory decides here, another one in each run: take something that the object is.',
      });
    }
  },
};

/** Calls that order by a key, and remainders of what a call gives. */
const suspects = everySuch((node): node is Call | BinOp =>
  node.kind === 'Call'
    ? ORDERS.test(nameOf(node)) && node.keywords.some(({ name }) => name === 'key')
    : node.kind === 'BinOp' && node.op === '%' && node.left.kind === 'Call',
);

type Key = 'id' | 'hash' | 'repr';

/** The built-in by which a call orders, if that is one of those that differ from run to run. */
function sortsBy(module: Module, call: Call): Key | null {
  const key = call.keywords.find(({ name }) => name === 'key')?.value;
  if (key === undefined) return null;
  for (const name of ['id', 'hash', 'repr'] as const) {
    if (!isBuiltin(module, name)) continue;
    const direct = key.kind === 'Name' && key.id === name;
    const [param] = key.kind === 'Lambda' ? key.params : [];
    const wrapped =
      key.kind === 'Lambda' &&
      key.body.kind === 'Call' &&
      isCallOf(module, key.body, name) &&
      key.body.args[0]?.kind === 'Name' &&
      key.body.args[0].id === param?.name;
    if (!direct && !wrapped) continue;
    return name !== 'repr' || givesAddresses(module, call) ? name : null;
  }
  return null;
}

function isCallOf(module: Module, expr: Expr, name: string): boolean {
  return (
    expr.kind === 'Call' && expr.func.kind === 'Name' && expr.func.id === name && isBuiltin(module, name)
  );
}

function isBuiltin(module: Module, name: string): boolean {
  return !bindingsFor(module).topLevel.has(name);
}

function isInHash(node: Node): boolean {
  return around(node).some((up) => up.kind === 'FunctionDef' && up.name === '__hash__');
}

/** Whether what is sorted is a list of objects of a class here whose `repr` is the default one. */
function givesAddresses(module: Module, call: Call): boolean {
  const list =
    call.func.kind === 'Attribute' && call.func.attr === 'sort' ? call.func.value : (call.args[0] ?? null);
  const items = list === null ? [] : itemsOf(module, list);
  return (
    items.length > 0 &&
    items.every((item) => {
      const made =
        item.kind === 'Call' && item.func.kind === 'Name' ? classNamed(module, item.func.id) : null;
      return made !== null && isPlain(made);
    })
  );
}

/** The items of a list that is written out, in place or where its name is bound. */
function itemsOf(module: Module, list: Expr): readonly Expr[] {
  if (list.kind === 'List' || list.kind === 'Tuple') return list.items;
  if (list.kind === 'ListComp' || list.kind === 'Generator') return [list.element];
  if (list.kind !== 'Name') return [];
  const bound = everyOf(module, 'Assign').filter((node) =>
    node.targets.some((one) => one.kind === 'Name' && one.id === list.id),
  );
  const [only] = bound;
  if (bound.length !== 1 || only === undefined || only.value.kind === 'Name') return [];
  return itemsOf(module, only.value);
}

function classNamed(module: Module, name: string): ClassDef | null {
  const found = module.units
    .map(({ body }) => body)
    .find((one) => one.kind === 'ClassDef' && one.name === name);
  return found?.kind === 'ClassDef' ? found : null;
}

/** Nothing gives the class another `repr`: no method, decorator or base. */
function isPlain({ bases, decorators, body }: ClassDef): boolean {
  return (
    bases.length === 0 &&
    decorators.length === 0 &&
    !body.some((one) => one.kind === 'FunctionDef' && /^__(?:repr|str)__$/.test(one.name))
  );
}

function nameOf({ func }: Call): string {
  return func.kind === 'Name' ? func.id : func.kind === 'Attribute' ? func.attr : '';
}
