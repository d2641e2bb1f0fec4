// Builtins and a few standard-library functions whose results the interpretation needs to go on.

import type { Expr } from '../python/ast.ts';
import { assignAttribute } from './assignment.ts';
import { attribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { callMethod, inAnyOrder } from './containers.ts';
import { variableOr } from './environment.ts';
import { use } from './held.ts';
import { bornMap, stamp } from './history.ts';
import { loadModule } from './imports.ts';
import { iterate } from './iteration.ts';
import { renewKeys } from './keys.ts';
import { type Machine, siteOf } from './machine.ts';
import { turns } from './operators.ts';
import { noteOptions } from './option-uses.ts';
import { isNone, truth } from './truth.ts';
import {
  type Arguments,
  constant,
  type DictValue,
  instance,
  type LibraryName,
  library,
  mergeTaints,
  noArguments,
  none,
  type SequenceValue,
  sequence,
  tainted,
  taintFrom,
  unknown,
  type Value,
} from './values.ts';

const EXITS = new Set(['sys.exit', 'os._exit', 'builtins.exit', 'builtins.quit', 'os.abort']);

export function callBuiltin(
  m: Machine,
  path: string,
  callee: LibraryName,
  args: Arguments,
  node: Expr,
): Value | undefined {
  noteOptions(m, path, callee.self, args);
  if (EXITS.has(path)) {
    m.exited = true;
    return unknown;
  }
  if (path.startsWith('builtins.')) {
    if (callee.self !== undefined)
      return callMethod(m, path.slice('builtins.'.length), callee.self, args, node);
    return builtin(m, path.slice('builtins.'.length), args, node);
  }
  const [first, second] = args.positional;
  switch (path) {
    case 'functools.partial':
      if (first === undefined) return unknown;
      return {
        tag: 'partial',
        callee: first,
        args: {
          ...args,
          positional: args.positional.slice(1),
          nodes: { ...args.nodes, positional: args.nodes.positional.slice(1) },
        },
      };
    case 'sklearn.utils.check_random_state':
      return checkedState(m, first ?? none, args, node);
    case 'importlib.import_module':
      return importedBy(m, first, node);
    // What it returns copies a name, and leaves the function that it decorates as it is.
    case 'functools.wraps':
      return unknown;
    case 'functools.update_wrapper':
    case 'copy.deepcopy':
    case 'copy.copy':
      return first ?? unknown;
    case 'typing.cast':
      return second ?? unknown;
    case 'os.environ.get':
    case 'os.getenv':
      return variableOr(first, second ?? args.keywords.get('default'));
    case 'torch.device': {
      const device = instance('torch.device', null, first?.taint);
      if (first !== undefined) device.attributes.set('type', first);
      return device;
    }
    default:
      return undefined;
  }
}

/** scikit-learn's way to read `random_state`: None means the global stream. */
function checkedState(m: Machine, seed: Value, args: Arguments, node: Expr): Value {
  if (isNone(seed) === true) return library('numpy.random');
  if (seed.tag === 'library') return library('numpy.random');
  return seed.tag === 'instance' ? seed : callValue(m, library('numpy.random.RandomState'), args, node);
}

/** `import_module('name')`, and `__import__('name')`. */
function importedBy(m: Machine, name: Value | undefined, node: Expr): Value {
  if (name?.tag !== 'const' || typeof name.value !== 'string') return unknown;
  return loadModule(m, name.value, 0, node) ?? library(name.value);
}

/** Builtins that neither iterate nor call what they get. */
const IDLE = new Set(['print', 'repr', 'format', 'dir', 'id', 'hash']);

function builtin(m: Machine, name: string, args: Arguments, node: Expr): Value | undefined {
  const [first, second, third] = args.positional;
  const taint = taintFrom(args.positional);
  switch (name) {
    case 'getattr':
      if (first === undefined || second?.tag !== 'const' || typeof second.value !== 'string')
        return tainted(taint);
      return attribute(m, first, second.value, node);
    case '__import__':
      return importedBy(m, first, node);
    case 'setattr':
      if (first !== undefined && second?.tag === 'const' && typeof second.value === 'string')
        assignAttribute(m, node, first, second.value, third ?? unknown);
      return unknown;
    case 'hash':
      return first?.tag === 'const' && typeof first.value === 'number'
        ? first
        : tainted(mergeTaints([taint, entropy(m, 'hash()', node)]));
    case 'id':
      return tainted(mergeTaints([taint, entropy(m, 'id()', node)]));
    case 'int':
    case 'float':
    case 'str':
    case 'bool':
      return convert(name, first, taint);
    case 'len':
      return first?.tag === 'sequence' && first.complete
        ? constant(first.items.length, taint)
        : tainted(taint);
    case 'vars':
      return first?.tag === 'instance' ? dictOf(first.attributes, true) : unknown;
    case 'dict':
      return first?.tag === 'dict'
        ? first
        : dictOf(bornMap(args.keywords), first === undefined && !args.open);
    case 'list':
    case 'tuple':
    case 'sorted':
    case 'reversed':
    case 'iter':
    case 'set':
    case 'frozenset':
      return listed(m, name, first, node);
    case 'enumerate':
      return enumerated(iterate(m, first ?? unknown, node));
    case 'zip':
      return zipped(args.positional.map((value) => iterate(m, value, node)));
    case 'map':
      return sequence(
        first === undefined
          ? []
          : [
              callValue(
                m,
                first,
                { ...noArguments, positional: [turns(iterate(m, second ?? unknown, node))[0] ?? unknown] },
                node,
              ),
            ],
        false,
      );
    case 'next':
      return nextOf(m, first ?? unknown, node, taint);
    case 'range':
      return sequence([tainted(taint)], false);
    case 'super':
    case 'type':
    case 'object':
    case 'open':
    case 'input':
    case 'globals':
    case 'locals':
      return unknown;
    case 'callable':
    case 'isinstance':
    case 'hasattr':
    case 'issubclass':
      return tainted(taint);
    default:
      for (const value of args.positional) if (!IDLE.has(name)) use(m, value, node);
      return tainted(taint);
  }
}

function listed(m: Machine, name: string, given: Value | undefined, node: Expr): Value {
  if (given === undefined) return sequence([]);
  // An iterator runs nothing yet.
  const value = name === 'iter' && given.tag !== 'sequence' ? given : iterate(m, given, node);
  if (value.tag === 'instance' && name === 'iter') return value;
  if (value.tag === 'dict') return ordered(name, keysOf(value));
  return value.tag === 'sequence' ? ordered(name, value) : tainted(value.taint);
}

function keysOf(table: DictValue): SequenceValue {
  return sequence(
    [...table.entries.keys()].map((key) => constant(key)),
    table.complete,
  );
}

/** A copy in the order in which the items come, or in an order of its own. */
function ordered(name: string, items: SequenceValue): SequenceValue {
  if (name === 'list' || name === 'tuple' || name === 'iter')
    return { ...items, items: [...items.items], born: stamp() };
  const sorts = name === 'sorted' || name === 'reversed';
  return { ...items, items: sorts ? inAnyOrder(items.items) : items.items, complete: false, born: stamp() };
}

function enumerated(items: Value): Value {
  const each = turns(items);
  return sequence(
    each.map((item) => sequence([unknown, item])),
    items.tag === 'sequence' && items.complete && each.length === items.items.length,
  );
}

function zipped(columns: readonly Value[]): Value {
  const rows = Math.max(1, ...columns.map((column) => turns(column).length));
  return sequence(
    Array.from({ length: rows }, (_, i) => sequence(columns.map((column) => turns(column)[i] ?? unknown))),
    false,
  );
}

function nextOf(m: Machine, iterator: Value, node: Expr, taint: ReturnType<typeof mergeTaints>): Value {
  const items = iterate(m, iterator, node);
  return items.tag === 'sequence' ? renewKeys(items.items[0] ?? unknown) : tainted(taint);
}

function entropy(m: Machine, source: string, node: Expr): ReturnType<typeof mergeTaints> {
  return { entropy: { source, origin: siteOf(m, node) }, options: [], hardware: false };
}

function dictOf(entries: Map<string, Value>, complete: boolean): DictValue {
  return {
    tag: 'dict',
    entries,
    complete,
    taint: taintFrom([...entries.values()]),
  };
}

function convert(name: string, value: Value | undefined, taint: ReturnType<typeof mergeTaints>): Value {
  if (value?.tag !== 'const' || value.value === null) return tainted(taint);
  if (name === 'str') return constant(String(value.value), taint);
  if (name === 'bool') return constant(truth(value) ?? false, taint);
  const number = Number(value.value);
  if (Number.isNaN(number)) return tainted(taint);
  return constant(name === 'int' ? Math.trunc(number) : number, taint);
}
