// First-party functions and classes: definition, binding of arguments, and following a call into the body.

import type { Call, ClassDef, Expr, FunctionDef, Lambda, Param } from '../python/ast.ts';
import { inClass, libraryBase } from './attributes.ts';
import { optionDefaults } from './decorators.ts';
import { evaluate } from './expressions.ts';
import { bornMap, enter, pushTo } from './history.ts';
import { adopt, callLibrary } from './library.ts';
import { type Frame, type Machine, put, siteOf, top, wait } from './machine.ts';
import { runBlock } from './statements.ts';
import { joinStreams } from './streams.ts';
import {
  type Arguments,
  type ClassValue,
  type FunctionValue,
  type Instance,
  instance,
  join,
  newScope,
  noArguments,
  none,
  sequence,
  unknown,
  type Value,
} from './values.ts';
import { visit } from './visits.ts';

const DEEPEST = 48;
const MOST_YIELDS = 8;

export function spawnFunction(
  m: Machine,
  def: FunctionDef | Lambda,
  decorators: readonly Value[],
): FunctionValue {
  const frame = top(m);
  const defaults = new Map<string, Value>();
  for (const param of def.params)
    if (param.default !== null) defaults.set(param.name, evaluate(m, param.default));
  const owner = frame.scope.kind === 'class' && frame.owner?.tag === 'class' ? frame.owner : undefined;
  // A class body is no enclosing scope of its methods.
  const scope =
    frame.scope.kind === 'class' && frame.scope.parent !== null ? frame.scope.parent : frame.scope;
  const made: FunctionValue = {
    tag: 'function',
    def,
    module: frame.module,
    scope,
    defaults,
    decorators,
    ...(owner === undefined ? {} : { owner }),
  };
  if (m.reach === 'run' || m.reach === 'maybe') pushTo(m, 'defined', m, m.defined, made);
  return made;
}

export function defineClass(m: Machine, def: ClassDef): ClassValue {
  const frame = top(m);
  const bases = def.bases
    .map((base) => evaluate(m, base))
    .flatMap((base) => (base.tag === 'union' ? base.members.slice(0, 1) : [base]));
  for (const keyword of def.keywords) evaluate(m, keyword.value);
  const decorators = def.decorators.map((decorator) => evaluate(m, decorator));
  const scope = newScope('class', frame.scope);
  const dataclass = def.decorators.some((decorator) =>
    /^(dataclasses\.)?dataclass$|(^|\.)(chex|flax\.struct)\.dataclass$|\bdefine$/.test(nameOf(decorator)),
  );
  const cls: ClassValue = {
    tag: 'class',
    def,
    module: frame.module,
    bases,
    attributes: scope.variables,
    dataclass:
      dataclass ||
      bases.some(
        (base) =>
          (base.tag === 'class' && base.dataclass) ||
          (base.tag === 'library' && base.path === 'typing.NamedTuple'),
      ),
  };
  m.stack.push({
    ...frame,
    scope,
    owner: cls,
    call: null,
    path: null,
    returns: [],
    jumps: [],
    yields: [],
    onYield: null,
  });
  try {
    runBlock(m, def.body);
  } finally {
    m.stack.pop();
  }
  void decorators;
  return cls;
}

function nameOf(decorator: Expr): string {
  if (decorator.kind === 'Call') return nameOf(decorator.func);
  if (decorator.kind === 'Attribute') return `${nameOf(decorator.value)}.${decorator.attr}`;
  return decorator.kind === 'Name' ? decorator.id : '';
}

/** Follow a call into a first-party function; the value that it returns. A generator's body waits for its use. */
export function callFunction(m: Machine, fn: FunctionValue, args: Arguments, node: Expr): Value {
  return fn.def.kind === 'FunctionDef' && fn.def.generator
    ? lazily(m, fn, args)
    : runFunction(m, fn, args, node);
}

/** A generator: something that runs when it is iterated, entered, or given to something that does. */
export function lazily(m: Machine, fn: FunctionValue, args: Arguments): Instance {
  const lazy = instance('generator');
  lazy.held.push({ tag: 'partial', callee: fn, args });
  wait(m, lazy);
  return lazy;
}

/** Run a function's body now; of a generator, to its end. */
export function runFunction(
  m: Machine,
  fn: FunctionValue,
  args: Arguments,
  node: Expr,
  onYield: Frame['onYield'] = null,
): Value {
  const { def } = fn;
  const site = siteOf(m, node);
  const entrant = m.reach === 'skipped' ? null : site;
  const first = enter(m.entered, def, entrant);
  m.history?.push({ kind: 'entered', def, site: entrant, first });
  if (
    m.stack.length === 1 &&
    m.main === null &&
    def.kind === 'FunctionDef' &&
    m.reach === 'run' &&
    fn.module === m.entry
  ) {
    if (m.atGuard !== null || def.name === 'main') m.main = def;
  }
  if (m.stack.length > DEEPEST || runsTwice(m, def)) return unknown;
  if (onYield !== null) {
    m.history?.push({ kind: 'around', def });
    return runBody(m, fn, args, site, onYield);
  }
  return visit(m, fn, args, site);
}

function runsTwice(m: Machine, def: FunctionDef | Lambda): boolean {
  let running = 0;
  for (const frame of m.stack) if (frame.def === def) running += 1;
  return running > 1;
}

export function runBody(
  m: Machine,
  fn: FunctionValue,
  args: Arguments,
  call: Frame['call'],
  onYield: Frame['onYield'],
): Value {
  const { def } = fn;
  const scope = newScope('function', fn.scope);
  bindArguments(m, fn, args, scope.variables);
  const self = fn.self ?? scope.variables.get(def.params[0]?.name ?? '') ?? null;
  const frame: Frame = {
    module: fn.module,
    def,
    scope,
    call,
    path: null,
    self,
    owner: fn.owner ?? null,
    returns: [],
    jumps: [],
    yields: [],
    onYield,
  };
  m.stack.push(frame);
  try {
    if (def.kind === 'Lambda') return evaluate(m, def.body);
    const completion = runBlock(m, def.body);
    if (completion === 'normal') frame.returns.push({ value: none, streams: m.streams });
    if (frame.returns.length === 0) {
      // A method that only raises is one that subclasses override: what follows its call is still run.
      m.exited = completion === 'exit';
      return unknown;
    }
    m.streams = frame.returns.map((end) => end.streams).reduce((a, b) => joinStreams(a, b, true));
    if (def.generator) return sequence(frame.yields.slice(0, MOST_YIELDS), false);
    return frame.returns.map((end) => end.value).reduce(join);
  } finally {
    m.stack.pop();
  }
}

function bindArguments(m: Machine, fn: FunctionValue, args: Arguments, variables: Map<string, Value>): void {
  const positional = fn.self === undefined ? [...args.positional] : [fn.self, ...args.positional];
  const keywords = bornMap(args.keywords);
  const declared = optionDefaults(m, fn);
  for (const param of fn.def.params)
    variables.set(param.name, valueFor(param, positional, keywords, fn, args.open, declared));
}

function valueFor(
  param: Param,
  positional: Value[],
  keywords: Map<string, Value>,
  fn: FunctionValue,
  open: boolean,
  declared: ReadonlyMap<string, Value>,
): Value {
  if (param.kind === 'star') return sequence(positional.splice(0), !open);
  if (param.kind === 'doublestar') {
    for (const [name, value] of declared)
      if (!keywords.has(name) && fn.def.params.every((other) => other.name !== name))
        keywords.set(name, value);
    return { tag: 'dict', entries: keywords, complete: !open };
  }
  const given = param.kind === 'keyword-only' ? undefined : positional.shift();
  if (given !== undefined) return given;
  const named = keywords.get(param.name);
  if (named !== undefined) {
    keywords.delete(param.name);
    return named;
  }
  const fallback = declared.get(param.name) ?? fn.defaults.get(param.name);
  if (fallback === undefined) return unknown;
  return open ? unknown : fallback;
}

/** Make an object of a first-party class: run its `__init__`, or what its library base does. */
export function instantiate(m: Machine, cls: ClassValue, args: Arguments, node: Call): Value {
  const base = libraryBase(cls);
  const made = instance(base ?? '', cls);
  const init = inClass(cls, '__init__');
  if (init?.tag === 'function') {
    callFunction(m, { ...init, self: made }, args, node);
    const post = inClass(cls, '__attrs_post_init__');
    if (post?.tag === 'function') callFunction(m, { ...post, self: made }, noArguments, node);
    return made;
  }
  if (cls.dataclass) {
    bindFields(m, cls, made, args);
    const post = inClass(cls, '__post_init__');
    if (post?.tag === 'function') callFunction(m, { ...post, self: made }, noArguments, node);
    return made;
  }
  if (base !== null) {
    const outer = callLibrary(m, { tag: 'library', path: base, self: made }, args, node);
    if (outer.tag === 'instance') {
      adopt(m, made, outer);
      wait(m, made);
    }
  }
  return made;
}

/** Fields of a dataclass take arguments in their order, those of its bases first. */
function bindFields(m: Machine, cls: ClassValue, made: Instance, args: Arguments): void {
  for (const [i, name] of [...fieldsOf(cls)].entries()) {
    const value = args.positional[i] ?? args.keywords.get(name) ?? inClass(cls, name);
    if (value !== undefined) put(m, made.attributes, name, value);
  }
}

function fieldsOf(cls: ClassValue, depth = 0): ReadonlySet<string> {
  const inherited = [...cls.bases]
    .reverse()
    .flatMap((base) => (base.tag === 'class' && depth < DEEPEST ? [...fieldsOf(base, depth + 1)] : []));
  const own = cls.def.body.flatMap((statement) =>
    statement.kind === 'AnnAssign' && statement.target.kind === 'Name' ? [statement.target.id] : [],
  );
  return new Set([...inherited, ...own]);
}
