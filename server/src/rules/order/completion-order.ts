// SR504: results are kept in the order in which they happened to be ready.

import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { argumentOf, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call, Comp, Expr, Node } from '../../python/ast.ts';
import { type Module, spanOf, speaksOf } from '../../python/module.ts';
import { around, everyNode, everyOf } from '../../python/traverse.ts';
import { keepsOrder, loopKeepsOrder } from '../kept-order.ts';
import { namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const COMPLETED = /^(?:concurrent\.futures|asyncio|(?:dask\.)?distributed)\.as_completed$/;
const WAITS = /^(?:concurrent\.futures\.wait|asyncio\.wait|ray\.wait)$/;
const POOLS =
  /^(?:(?:torch\.)?multiprocessing|multiprocess|billiard|ray\.util\.multiprocessing)\.(?:pool\.|dummy\.)?(?:Pool|ThreadPool)$/;
const CONTEXT = /^(?:torch\.)?multiprocessing\.get_context$/;
const WRAPS = /^(?:tqdm|trange|enumerate|iter|track)$/;

export const completionOrder: Rule = {
  meta: {
    code: 'SR504',
    name: 'completion-order',
    severity: 'warning',
    summary: 'results consumed in completion order',
    rationale:
      '`as_completed`, `imap_unordered` and `wait` hand out results as they become ready, which depends on the load of the machine. A list or table that is filled so comes in another order in each run. `executor.map`, `Pool.imap` and `asyncio.gather` keep the order of what was given to them; or note with each result what it belongs to, and sort.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['Python documentation: concurrent.futures, multiprocessing.pool, asyncio'],
    invalid: [
      {
        code: `
from concurrent.futures import ThreadPoolExecutor, as_completed


def features(paths, read):
    rows = []
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(read, path) for path in paths]
        for future in as_completed(futures):  # <-
            rows.append(future.result())
    return rows
`,
      },
      {
        code: `
import multiprocessing as mp

import numpy as np


def square(x):
    return x * x


with mp.Pool(4) as pool:
    values = np.array(list(pool.imap_unordered(square, range(100))))  # <-
`,
      },
    ],
    valid: [
      {
        why: 'each result goes to its own place',
        code: `
from concurrent.futures import ThreadPoolExecutor, as_completed


def features(paths, read):
    rows = [None] * len(paths)
    with ThreadPoolExecutor() as pool:
        futures = {pool.submit(read, path): i for i, path in enumerate(paths)}
        for future in as_completed(futures):
            rows[futures[future]] = future.result()
    return rows
`,
      },
      {
        why: 'sorted in the end',
        code: `
from multiprocessing import Pool


def work(i):
    return i, i * i


with Pool() as pool:
    found = list(pool.imap_unordered(work, range(100)))
found.sort(key=lambda pair: pair[0])
first = found[:10]
`,
      },
      {
        why: 'the work leaves files, and the loop only counts',
        code: `
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import Pool


def convert(path):
    return path


with ProcessPoolExecutor() as executor:
    futures = [executor.submit(convert, name) for name in ("a", "b")]
    for done, future in enumerate(as_completed(futures)):
        future.result()
        print(done)
with Pool() as pool:
    list(pool.imap_unordered(convert, ["a", "b"]))
    total = sum(pool.imap_unordered(len, ["a", "b"]))
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const source of sourcesIn(module)) {
      if (!isKept(module, source)) continue;
      const fix = fixFor(module, source);
      report({
        span: spanOf(module, source.kind === 'Call' ? source.func : source),
        message:
          'Results come as they become ready, in another order in each run, and are kept so: keep the order of the tasks, or sort.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** Expressions that give results in the order of their completion. */
function sourcesIn(module: Module): Expr[] {
  const named = namedCalls(module);
  const found: Expr[] = named.filter(({ path }) => COMPLETED.test(path)).map(({ call }) => call);
  for (const { call } of named.filter(({ path }) => WAITS.test(path))) found.push(...readyOf(module, call));
  if (!speaksOf(module, /\bimap_unordered\b|\bgenerator_unordered\b/)) return found;
  for (const node of everyOf(module, 'Call')) {
    if (
      node.func.kind === 'Attribute' &&
      node.func.attr === 'imap_unordered' &&
      isPool(module, node.func.value)
    )
      found.push(node);
    if (node.func.kind === 'Call' && isUnorderedParallel(module, node.func)) found.push(node);
  }
  return found;
}

/** `done, pending = wait(futures)`: the reads of `done` below. */
function readyOf(module: Module, call: Call): Expr[] {
  const outer = around(call);
  const assigned = outer.find((node) => node.kind === 'Assign');
  const target = assigned?.kind === 'Assign' ? assigned.targets[0] : undefined;
  const ready = target?.kind === 'Tuple' ? target.items[0] : undefined;
  if (ready?.kind !== 'Name') return [];
  const scope = outer.find((node) => node.kind === 'FunctionDef');
  return everyNode(module).filter((node): node is Expr => {
    if (node === ready || node.kind !== 'Name' || node.id !== ready.id) return false;
    return around(node).find((one) => one.kind === 'FunctionDef') === scope;
  });
}

/** A pool that is made in place, or the only thing that its name is bound to. */
function isPool(module: Module, pool: Expr): boolean {
  if (pool.kind === 'Call') return makesPool(module, pool);
  if (pool.kind !== 'Name') return false;
  const made = everyOf(module, 'Assign', 'With').flatMap((node): Expr[] => {
    if (node.kind === 'Assign') return node.targets.some((one) => isNamed(one, pool.id)) ? [node.value] : [];
    return node.items.flatMap(({ target, value }) =>
      target !== null && isNamed(target, pool.id) ? [value] : [],
    );
  });
  return made.length > 0 && made.every((value) => value.kind === 'Call' && makesPool(module, value));
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === 'Name' && expr.id === name;
}

function makesPool(module: Module, { func }: Call): boolean {
  const bindings = bindingsFor(module);
  if (POOLS.test(pathOf(bindings, func) ?? '')) return true;
  // `get_context("spawn").Pool()`
  if (func.kind !== 'Attribute' || func.attr !== 'Pool' || func.value.kind !== 'Call') return false;
  return CONTEXT.test(pathOf(bindings, func.value.func) ?? '');
}

function isUnorderedParallel(module: Module, call: Call): boolean {
  return (
    pathOf(bindingsFor(module), call.func) === 'joblib.Parallel' &&
    literalOf(argumentOf(call, 'return_as')) === 'generator_unordered'
  );
}

function isKept(module: Module, source: Expr): boolean {
  let from: Node = source;
  for (const up of around(source)) {
    if (up.kind === 'Call' && up.func !== from && WRAPS.test(nameOf(up))) from = up;
    else if (up.kind === 'For') return up.iter === from && loopKeepsOrder(module, up, true);
    else if (isComprehension(up)) return !isKeyed(up) && keepsOrder(module, up, true);
    else if (up.kind === 'Call' && /^(?:list|tuple)$/.test(nameOf(up))) return keepsOrder(module, up, true);
    else return false;
  }
  return false;
}

function isComprehension(node: Node): node is Comp {
  return node.kind === 'ListComp' || node.kind === 'Generator';
}

function isKeyed({ element }: Comp): boolean {
  return element.kind === 'Tuple' || element.kind === 'Dict';
}

function nameOf({ func }: Call): string {
  return func.kind === 'Name' ? func.id : func.kind === 'Attribute' ? func.attr : '';
}

/** The method that keeps the order, or the futures themselves in the order in which they were submitted. */
function fixFor(module: Module, source: Expr): Fix | null {
  if (source.kind !== 'Call' || source.unit.broken) return null;
  const { func } = source;
  if (func.kind === 'Attribute' && func.attr === 'imap_unordered') {
    const span = spanOf(module, func);
    const edit = { span: { ...span, start: span.end - 'imap_unordered'.length }, text: 'imap' };
    return { title: 'Keep the order: `imap`', safe: false, edits: [edit] };
  }
  const path = pathOf(bindingsFor(module), func);
  const [futures] = source.args;
  if (path !== 'concurrent.futures.as_completed' || source.args.length + source.keywords.length !== 1)
    return null;
  if (futures?.kind !== 'Name' || isBoundToSet(module, futures.id)) return null;
  const edit = { span: spanOf(module, source), text: sourceOf(futures) };
  return { title: 'Take the results in the order of submission', safe: false, edits: [edit] };
}

function isBoundToSet(module: Module, name: string): boolean {
  return everyNode(module).some(
    (node) =>
      node.kind === 'Assign' &&
      node.targets.some((target) => isNamed(target, name)) &&
      (node.value.kind === 'SetComp' ||
        node.value.kind === 'Set' ||
        (node.value.kind === 'Call' && nameOf(node.value) === 'set')),
  );
}
