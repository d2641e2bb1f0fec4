// SR503: `hash()` of text decides something that should be the same in each run.

import { spanOfSite } from '../../flow/events.ts';
import type { Call, Expr, Node } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import { around, everyNode, everySuch, inside } from '../../python/traverse.ts';
import type { Rule, RuleContext } from '../rule.ts';

const TEXT_METHODS = /^(?:lower|upper|strip|encode|format|join|replace|dumps|tobytes|hexdigest)$/;

export const builtinHashAsValue: Rule = {
  meta: {
    code: 'SR503',
    name: 'builtin-hash-as-value',
    severity: 'warning',
    summary: '`hash()` of text used as a bucket or split',
    rationale:
      'Python salts `hash()` of text and bytes anew in each process, unless `PYTHONHASHSEED` was set before it started. Buckets and splits made of it change with each run: use `hashlib`.',
    defaultOn: true,
    fix: 'none',
    sources: ['executed, CPython 3.11.7'],
    invalid: [
      {
        code: `
def in_test(name):
    return hash(str(name)) % 10 == 0  # <-
`,
      },
      {
        code: `
import pickle


def split_of(sample):
    digest = hash(pickle.dumps(sample))  # <-
    return "test" if digest % 5 == 0 else "train"
`,
      },
    ],
    valid: [
      {
        why: 'the hash is only compared within one run',
        code: `
import json


def same(a, b):
    return hash(json.dumps(a)) == hash(json.dumps(b))
`,
      },
      {
        why: 'the hash of an object, for dictionaries',
        code: `
class Key:
    def __hash__(self):
        return hash(str(self.name)) % 1024
`,
      },
      {
        why: 'hashes of numbers are the same in each run',
        code: `
bucket = hash(12) % 10
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    for (const node of hashes(module)) {
      if (!decides(node, module)) continue;
      context.report({
        span: spanOfSite({ module, node }),
        message: '`hash()` of text is another number in each run: take a digest of `hashlib` instead.',
      });
    }
  },
};

const hashes = everySuch((node): node is Call => node.kind === 'Call' && hashesText(node));

function hashesText({ func, args }: Call): boolean {
  return func.kind === 'Name' && func.id === 'hash' && args[0] !== undefined && isText(args[0]);
}

function isText(value: Expr): boolean {
  if (value.kind === 'Str' || value.kind === 'FString') return true;
  if (value.kind !== 'Call') return false;
  const { func } = value;
  return func.kind === 'Name' ? func.id === 'str' : func.kind === 'Attribute' && TEXT_METHODS.test(func.attr);
}

/** Stands under `%`, itself or by the name that it is given, outside of a `__hash__`. */
function decides(node: Node, module: Module): boolean {
  const outer = around(node);
  const scope = outer.find((up) => up.kind === 'FunctionDef');
  if (scope?.kind === 'FunctionDef' && scope.name === '__hash__') return false;
  const user = outer.find((up) => !(up.kind === 'Call' && up.func.kind === 'Name' && up.func.id === 'abs'));
  if (user?.kind === 'BinOp') return user.op === '%';
  if (user?.kind !== 'Assign' || user.targets[0]?.kind !== 'Name') return false;
  const { id } = user.targets[0];
  const readers = scope === undefined ? everyNode(module) : inside(scope);
  return readers.some(
    (one) => one.kind === 'BinOp' && one.op === '%' && one.left.kind === 'Name' && one.left.id === id,
  );
}
