// First-party functions and classes: definition, binding of arguments, and following a call into the body.

import type { Call, ClassDef, Expr, FunctionDef, Lambda, Param } from '../python/ast.ts';
import { inClass, libraryBase } from './attributes.ts';
import { optionDefaults } from './decorators.ts';
import { evaluate } from './expressions.ts';
import { adopt, callLibrary } from './library.ts';
import { type Frame, type Machine, put, siteOf, top, type Visit } from './machine.ts';
import { runBlock } from './statements.ts';
import { joinStreams, signature } from './streams.ts';
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

const DEEPEST = 48;
/** After so many visits from the same stream states nothing new is to be learned. */
const MOST_VISITS = 5;

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
  if (m.reach === 'run' || m.reach === 'maybe') m.defined.push(made);
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
  m.stack.push({ ...frame, scope, owner: cls, call: null, returns: [], jumps: [] });
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

/** Follow a call into a first-party function; the value that it returns. */
export function callFunction(m: Machine, fn: FunctionValue, args: Arguments, node: Expr, now = false): Value {
  const { def } = fn;
  if (def.kind === 'FunctionDef' && def.generator && !now) {
    const lazy = instance('generator');
    lazy.held.push({ tag: 'partial', callee: fn, args });
    m.waiting.push(lazy);
    return lazy;
  }
  const site = siteOf(m, node);
  const calls = m.entered.get(def);
  if (calls === undefined) m.entered.set(def, m.reach === 'skipped' ? [] : [site]);
  else if (m.reach !== 'skipped' && calls.length < 16) calls.push(site);
  if (
    m.stack.length === 1 &&
    m.main === null &&
    def.kind === 'FunctionDef' &&
    m.reach === 'run' &&
    fn.module === m.entry
  ) {
    if (m.atGuard !== null || def.name === 'main') m.main = def;
  }
  if (m.stack.length > DEEPEST || m.stack.filter((frame) => frame.def === def).length > 1) return unknown;
  const visits = m.visits.get(def) ?? new Map<string, Visit>();
  m.visits.set(def, visits);
  const key = `${m.reach === 'skipped'}${signature(m.streams)}`;
  const exact = `${key}|${digest(m, fn.self)}|${[...args.positional, ...args.keywords.values()].map((value) => digest(m, value)).join()}`;
  const known = visits.get(exact) ?? (tooOften(visits.get(key)) ? visits.get(key) : undefined);
  if (known !== undefined) return recall(m, fn, known);
  const value = runBody(m, fn, args, site);
  const visit: Visit = {
    count: (visits.get(key)?.count ?? 0) + 1,
    value,
    streams: m.streams,
    self: fn.self ?? null,
  };
  visits.set(key, visit);
  visits.set(exact, visit);
  return value;
}

function tooOften(visit: Visit | undefined): boolean {
  return visit !== undefined && visit.count >= MOST_VISITS;
}

/** What an earlier visit came to; a fresh object gets what the earlier one was given. */
function recall(m: Machine, fn: FunctionValue, visit: Visit): Value {
  m.streams = visit.streams;
  if (fn.self?.tag === 'instance' && visit.self?.tag === 'instance' && fn.self !== visit.self) {
    for (const [name, value] of visit.self.attributes)
      if (!fn.self.attributes.has(name)) put(m, fn.self.attributes, name, value);
  }
  return visit.value;
}

function runBody(m: Machine, fn: FunctionValue, args: Arguments, call: Frame['call']): Value {
  const { def } = fn;
  const scope = newScope('function', fn.scope);
  bindArguments(m, fn, args, scope.variables);
  const self = fn.self ?? scope.variables.get(def.params[0]?.name ?? '') ?? null;
  const frame: Frame = {
    module: fn.module,
    def,
    scope,
    call,
    self,
    owner: fn.owner ?? null,
    returns: [],
    jumps: [],
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
    return frame.returns.map((end) => end.value).reduce(join);
  } finally {
    m.stack.pop();
  }
}

function bindArguments(m: Machine, fn: FunctionValue, args: Arguments, variables: Map<string, Value>): void {
  const positional = fn.self === undefined ? [...args.positional] : [fn.self, ...args.positional];
  const keywords = new Map(args.keywords);
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
  if (param.kind === 'doublestar') return { tag: 'dict', entries: keywords, complete: !open };
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
      adopt(made, outer);
      m.waiting.push(made);
    }
  }
  return made;
}

function bindFields(
  m: Machine,
  cls: ClassValue,
  made: Instance,
  args: Arguments,
  seen: Set<string> = new Set(),
): void {
  const positional = [...args.positional];
  for (const owner of [...cls.bases].reverse())
    if (owner.tag === 'class') bindFields(m, owner, made, { ...args, positional: [] }, seen);
  for (const statement of cls.def.body) {
    if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') continue;
    const name = statement.target.id;
    const value = positional.shift() ?? args.keywords.get(name) ?? cls.attributes.get(name);
    if (value !== undefined) put(m, made.attributes, name, value);
  }
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** A short text that tells values apart where it matters for following a call. */
function digest(m: Machine, value: Value | undefined): string {
  if (value === undefined) return '';
  const taint = value.taint === undefined ? '' : `~${identity(value.taint)}`;
  switch (value.tag) {
    case 'const':
      return `${typeof value.value}${value.value}${taint}`;
    case 'library':
      return value.path + taint;
    case 'unknown':
      return `?${taint}`;
    case 'function':
      return `f${identity(value.def)}${digest(m, value.self)}`;
    default:
      return `${value.tag}${identity(value)}`;
  }
}

function identity(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(object, count);
  return count;
}
