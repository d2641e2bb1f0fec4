// SR502: the order of a set of text goes into data.

import type { Edit } from '../../finding.ts';
import { spanAt } from '../../fixes/layout.ts';
import { argumentOf } from '../../python/arguments.ts';
import type { Call, Expr, Node } from '../../python/ast.ts';
import { type Module, spanOf, speaksOf } from '../../python/module.ts';
import { around, everyOf } from '../../python/traverse.ts';
import { keepsOrder, loopKeepsOrder } from '../kept-order.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { kindOf } from '../text-values.ts';

export const setIterationOrder: Rule = {
  meta: {
    code: 'SR502',
    name: 'set-iteration-order',
    severity: 'warning',
    summary: 'iteration order of a set of text reaches data',
    rationale:
      'Python salts the hash of text in each process, so a set of text comes in another order in each run. Numbers given to classes or words in that order, splits and draws from such a list differ, whatever is seeded. Sort the set where its order is used.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed, CPython 3.11.7'],
    invalid: [
      {
        code: `
text = open("corpus.txt").read()
words = set(text.split())
ids = {word: i for i, word in enumerate(words)}  # <-
`,
      },
      {
        code: `
import random

random.seed(0)
names = {"ant", "bee", "cat", "dog"}
order = list(names)  # <-
random.shuffle(order)
`,
      },
      {
        code: `
ids = {}
labels = set()
for line in open("labels.txt"):
    labels.add(line.strip())
for label in labels:  # <-
    ids[label] = len(ids)
`,
      },
    ],
    valid: [
      {
        why: 'sorted first',
        code: `
text = open("corpus.txt").read()
chars = sorted(list(set(text)))
ids = {char: i for i, char in enumerate(chars)}
words = list(set(text.split()))
words.sort()
print(words[:3])
`,
      },
      {
        why: 'sets of numbers keep their order',
        code: `
labels = list(set([3, 1, 2]))
first = labels[0]
`,
      },
      {
        why: 'what is in it is not known',
        code: `
import pandas as pd

frame = pd.read_csv("train.csv")
classes = list(set(frame["label"]))
ids = {name: i for i, name in enumerate(classes)}
`,
      },
      {
        why: 'the order does not matter: membership, a count, a lookup table',
        code: `
stop = {"a", "an", "the"}
lengths = {word: len(word) for word in stop}
for word in stop:
    lengths[word] += 1
print(len(stop), "the" in stop, max(len(word) for word in stop), ", ".join(stop))
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    const said = new Set<Node>();
    for (const { set, where } of uses(module)) {
      if (said.has(set)) continue;
      said.add(set);
      report({
        span: spanOf(module, set),
        message: 'A set of text comes in another order in each run, and the order is kept here: sort it.',
        fixes: set.unit.broken ? [] : [{ title: 'Sort it', safe: true, edits: sorting(module, set, where) }],
      });
    }
    for (const set of parametersInSets(module))
      report({
        span: spanOf(module, set),
        severity: 'information',
        message:
          'Parameters in a set come in another order in each run, and the optimizer numbers them so in what it saves: give it a list.',
      });
  },
};

/** Sets of parameters, which are ordered by where they lie in memory, that an optimizer is given. */
function parametersInSets(module: Module): Expr[] {
  if (!speaksOf(module, /\bset *\(/)) return [];
  return namedCalls(module).flatMap(({ path, call }) => {
    const given = path.startsWith('torch.optim.') ? argumentOf(call, 'params', 0) : undefined;
    return given !== undefined && holdsParameters(given) ? [given] : [];
  });
}

function holdsParameters(expr: Expr): boolean {
  if (expr.kind === 'BinOp')
    return expr.op === '|' && holdsParameters(expr.left) && holdsParameters(expr.right);
  if (expr.kind !== 'Call' || expr.func.kind !== 'Name' || expr.func.id !== 'set') return false;
  const [given] = expr.args;
  return given?.kind === 'Call' && given.func.kind === 'Attribute' && given.func.attr === 'parameters';
}

interface Use {
  readonly set: Expr;
  /** What takes the set in its order. */
  readonly where: Node;
}

const TAKES = /^(?:enumerate|list|tuple)$/;

function uses(module: Module): Use[] {
  // Nothing that follows is worth its time in a file without a set.
  const sets = everyOf(module, 'Set', 'SetComp').length > 0;
  if (!sets && !speaksOf(module, /\b(?:frozen)?set *[([]/i)) return [];
  return everyOf(module, 'For', 'ListComp', 'Generator', 'Call').flatMap((node): Use[] => {
    if (node.kind === 'For')
      return isSet(module, node.iter) && loopKeepsOrder(module, node, false)
        ? [{ set: node.iter, where: node }]
        : [];
    if (node.kind !== 'Call')
      return node.clauses.flatMap(({ iter }) =>
        isSet(module, iter) && keepsOrder(module, node, false) ? [{ set: iter, where: node }] : [],
      );
    if (node.func.kind !== 'Name' || !TAKES.test(node.func.id)) return [];
    const [given] = node.args;
    if (given === undefined || !isSet(module, given)) return [];
    if (node.func.id === 'enumerate') return numbersItems(module, node) ? [{ set: given, where: node }] : [];
    return keepsOrder(module, node, false) ? [{ set: given, where: node }] : [];
  });
}

function isSet(module: Module, expr: Expr): boolean {
  return kindOf(module, expr) === 'set';
}

/** The numbers of `enumerate` are used for more than to print them. */
function numbersItems(module: Module, call: Call): boolean {
  const [up] = around(call);
  if (up?.kind === 'DictComp') return true;
  if (up?.kind === 'For') {
    const [first] = up.target.kind === 'Tuple' ? up.target.items : [];
    const number = first?.kind === 'Name' ? first.id : null;
    return up.body.some(
      (statement) =>
        statement.kind === 'Assign' &&
        number !== null &&
        statement.targets.some(({ kind }) => kind === 'Subscript') &&
        [statement.value, ...statement.targets].some((part) => mentions(part, number)),
    );
  }
  return keepsOrder(module, call, false);
}

function mentions(expr: Expr, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(expr.unit.text.slice(expr.start, expr.end));
}

/** `list(words)` becomes `sorted(words)`; elsewhere the set is wrapped. */
function sorting(module: Module, set: Expr, where: Node): Edit[] {
  const { cell, start } = set.unit;
  const at = (from: number, to = from) => spanAt(module, cell, start + from, start + to);
  if (where.kind === 'Call' && where.func.kind === 'Name' && where.func.id === 'list')
    return [{ span: at(where.func.start, where.func.end), text: 'sorted' }];
  return [
    { span: at(set.start), text: 'sorted(' },
    { span: at(set.end), text: ')' },
  ];
}
