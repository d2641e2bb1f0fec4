// SR501: files in the order of the file system, where that order matters.

import { pathOf } from '../../fixes/bindings.ts';
import { spanAt } from '../../fixes/layout.ts';
import { spanOfSite } from '../../flow/events.ts';
import { literalOf } from '../../python/arguments.ts';
import type { Call, Expr, For, Node } from '../../python/ast.ts';
import type { Module } from '../../python/module.ts';
import { around, everyNode, inside } from '../../python/traverse.ts';
import { callsBy } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const LISTINGS = new Set(['os.listdir', 'glob.glob', 'glob.iglob']);
const METHODS = new Set(['iterdir', 'glob', 'rglob']);
const SORTS = /^(?:sorted|natsorted|os_sorted|sort|humansorted)$/;
/** Consumers whose answer does not depend on the order. */
const UNORDERED =
  /^(?:len|any|all|set|frozenset|min|max|sum|dict|Counter|bool|update|isdisjoint|remove|unlink)$/;
const PASSES = /^(?:list|tuple|filter|map|iter|reversed|tqdm|array|asarray|enumerate|zip|extend)$/;
/** A loop over files that it removes or moves does the same in any order. */
const DELETES = /^(?:remove|unlink|rmtree|rmdir|move|rename)$/;
const SPLITS = /^(?:train_test_split|random_split|shuffle|sample|choice|choices|permutation)$/;

type Use = 'clean' | 'hint' | 'warning';

export const unsortedDirectoryListing: Rule = {
  meta: {
    code: 'SR501',
    name: 'unsorted-directory-listing',
    severity: 'warning',
    summary: 'filesystem order used as data order',
    rationale:
      '`os.listdir`, `glob.glob` and `Path.glob` give files in the order in which the file system holds them: another one on another machine, and after a copy. A seeded shuffle or split of it is another split. Sort first.',
    defaultOn: true,
    fix: 'safe',
    sources: [
      'os.listdir.__doc__ "arbitrary order"',
      'CPython docs: glob, Path.iterdir, Path.glob/rglob unordered (GH-143025)',
    ],
    invalid: [
      {
        code: `
import glob

files = glob.glob("images/*.png")  # <-
train, test = files[:80], files[80:]
`,
      },
      {
        code: `
import os


class Images:
    def __init__(self, root):
        self.names = os.listdir(root)  # <-

    def __getitem__(self, i):
        return self.names[i]
`,
      },
    ],
    valid: [
      {
        why: 'sorted on the next line',
        code: `
import os

names = os.listdir("images")
names.sort()
print(names[:3])
`,
      },
      {
        why: 'only counted',
        code: `
import glob

paths = glob.glob("images/*")
print(len(paths))
`,
      },
      {
        why: 'the newest checkpoint, by time',
        code: `
import glob
import os

last = max(glob.glob("runs/*.pt"), key=os.path.getmtime)
`,
      },
      {
        why: 'old checkpoints are deleted',
        code: `
import glob
import os

files = glob.glob("*.pkl")
for file in files:
    if int(file.split(".")[0]) < 5:
        os.remove(file)
`,
      },
      {
        why: 'sorted around a comprehension',
        code: `
import os

names = sorted([name for name in os.listdir("images") if name.endswith(".png")])
train = names[:80]
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { module } = context;
    for (const { call: node } of listings(module)) {
      const use = useOf(node, module);
      if (use === 'clean') continue;
      context.report({
        span: spanOfSite({ module, node: node.func }),
        severity: use,
        message: 'Files come in the order of the file system, which differs between machines: sort them.',
        fixes: fixFor(context, node),
      });
    }
  },
};

const listings = callsBy((imports, { func }) => {
  const path = pathOf(imports, func);
  if (path !== undefined) return LISTINGS.has(path) ? path : undefined;
  if (func.kind !== 'Attribute' || !METHODS.has(func.attr)) return undefined;
  let owner: Expr = func.value;
  while (owner.kind === 'BinOp' && owner.op === '/') owner = owner.left;
  const ofPath = owner.kind === 'Call' && pathOf(imports, owner.func) === 'pathlib.Path';
  return ofPath ? `pathlib.Path.${func.attr}` : undefined;
});

function fixFor({ module }: RuleContext, call: Call): Fix[] {
  const { unit } = call;
  if (unit.broken) return [];
  const at = (offset: number) => spanAt(module, unit.cell, unit.start + offset);
  const edits = [
    { span: at(call.start), text: 'sorted(' },
    { span: at(call.end), text: ')' },
  ];
  return [{ title: 'Sort the files', safe: true, edits }];
}

function nameOfCall(call: Call): string {
  return call.func.kind === 'Name' ? call.func.id : call.func.kind === 'Attribute' ? call.func.attr : '';
}

/** What becomes of an expression whose order is not known: follows it outwards, and to the name that it is given. */
function useOf(start: Node, module: Module | null): Use {
  let from = start;
  for (const up of around(start)) {
    switch (up.kind) {
      case 'Call': {
        const name = nameOfCall(up);
        if (up.func === from) return 'hint';
        if (SORTS.test(name) || UNORDERED.test(name)) return 'clean';
        if (SPLITS.test(name)) return 'warning';
        if (!PASSES.test(name)) return 'hint';
        break;
      }
      case 'Compare':
        return 'clean';
      case 'Subscript':
        // `[0]` is the way to get at the only one.
        if (up.value === from) return literalOf(up.index[0]) === 0 ? 'hint' : 'warning';
        return 'clean';
      case 'SetComp':
      case 'DictComp':
        return 'clean';
      case 'Assign': {
        const [target] = up.targets;
        return up.targets.length === 1 && target !== undefined && module !== null
          ? usesOf(target, start, module)
          : 'hint';
      }
      case 'If':
      case 'While':
      case 'Assert':
      case 'UnaryOp':
      case 'IfExp':
        return from === ('test' in up ? up.test : from) ? 'clean' : 'hint';
      case 'For':
        return inside(up).some((node) => node.kind === 'Call' && DELETES.test(nameOfCall(node))) ||
          growsWhatIsSorted(up, module)
          ? 'clean'
          : 'hint';
      case 'Return':
      case 'Expr':
        return 'hint';
      default:
    }
    from = up;
  }
  return 'hint';
}

/** A loop that does nothing but add to lists which are sorted afterwards. */
function growsWhatIsSorted(loop: For, module: Module | null): boolean {
  const added = inside(loop).flatMap((node) =>
    node.kind === 'Call' && node.func.kind === 'Attribute' && /^(?:append|extend)$/.test(node.func.attr)
      ? [node.func.value]
      : [],
  );
  const fn = around(loop).find((node) => node.kind === 'FunctionDef');
  const nodes = fn !== undefined ? inside(fn) : module === null ? [] : everyNode(module);
  return (
    added.length > 0 &&
    added.every(
      (list) =>
        list.kind === 'Name' &&
        nodes.some((node) => node.kind === 'Name' && node.id === list.id && useOfName(node) === 'clean-all'),
    )
  );
}

/** All uses of the name in the function or, for an attribute, the class around the assignment. */
function usesOf(target: Expr, start: Node, module: Module): Use {
  const outer = around(start);
  const own = target.kind === 'Attribute';
  const scope =
    outer.find((node) => node.kind === (own ? 'ClassDef' : 'FunctionDef')) ??
    (own ? undefined : outer.at(-1));
  if (scope === undefined || (target.kind !== 'Name' && target.kind !== 'Attribute')) return 'hint';
  const text = target.unit.text.slice(target.start, target.end);
  const nodes = scope.kind === 'FunctionDef' || scope.kind === 'ClassDef' ? inside(scope) : everyNode(module);
  const reads = nodes.filter(
    (node) =>
      node.kind === target.kind && node !== target && node.unit.text.slice(node.start, node.end) === text,
  );
  const uses = reads.map((node) => useOfName(node));
  if (uses.includes('clean-all')) return 'clean';
  if (own && nodes.some((node) => node.kind === 'FunctionDef' && node.name === '__getitem__'))
    return 'warning';
  if (uses.includes('warning')) return 'warning';
  return uses.length > 0 && uses.every((use) => use === 'clean') ? 'clean' : 'hint';
}

function useOfName(node: Node): Use | 'clean-all' {
  const [up, over] = around(node);
  if (up?.kind === 'Attribute' && over?.kind === 'Call') return up.attr === 'sort' ? 'clean-all' : 'hint';
  if (up?.kind === 'Call' && SORTS.test(nameOfCall(up))) return 'clean-all';
  if (up?.kind === 'Assign') return 'clean';
  return useOf(node, null);
}
