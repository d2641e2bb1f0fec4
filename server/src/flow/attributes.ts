// `object.name` for every kind of value: members of first-party classes, qualified names in libraries.

import { lookup } from '../catalogue/lookup.ts';
import { perName } from '../catalogue/per-name.ts';
import type { Expr } from '../python/ast.ts';
import { CONFIG } from './config-object.ts';
import { callFunction } from './functions.ts';
import { loadModule } from './imports.ts';
import { countOption, type Machine, put, top } from './machine.ts';
import { absl, argumentsOf } from './options.ts';
import { unseeded, withPart } from './streams.ts';
import {
  type ClassValue,
  type Instance,
  instance,
  join,
  library,
  noArguments,
  type Taint,
  tainted,
  unknown,
  type Value,
} from './values.ts';

export const NAMESPACE = 'argparse.Namespace';

export function attribute(m: Machine, object: Value, name: string, node: Expr): Value {
  switch (object.tag) {
    case 'library':
      if (object.path === 'absl.flags' && name === 'FLAGS') return absl(m);
      if (object.path === 'sys' && name === 'argv') return argumentsOf(m, node);
      return object.self === undefined
        ? member(object.path, name)
        : library(`${object.path}.${name}`, object.self);
    case 'module': {
      if (name === '__dict__') return { tag: 'dict', entries: object.scope.variables, complete: false };
      const value = object.scope.variables.get(name);
      return value ?? loadModule(m, name, 1, node, object.module) ?? unknown;
    }
    case 'instance':
      return ofInstance(m, object, name, node);
    case 'class': {
      const found = inClass(object, name);
      if (found !== undefined)
        return found.tag === 'function' && isClassMethod(found) ? { ...found, self: object } : found;
      const base = libraryBase(object);
      return base === null ? unknown : library(`${base}.${name}`);
    }
    case 'const':
      return library(`builtins.str.${name}`, object);
    case 'sequence':
      return library(`builtins.list.${name}`, object);
    case 'dict': {
      const entry = object.entries.get(name);
      return ['get', 'update', 'items', 'keys', 'values', 'pop', 'setdefault', 'copy'].includes(name) ||
        entry === undefined
        ? library(`builtins.dict.${name}`, object)
        : entry;
    }
    case 'union':
      return object.members.map((member) => attribute(m, member, name, node)).reduce(join);
    case 'function':
    case 'partial':
    case 'unknown':
      return { tag: 'library', path: `?.${name}`, self: object, taint: object.taint };
  }
}

const members = perName((path) => perName((name) => library(`${path}.${name}`)));

/** A name in a library: the same value each time, so that its path is put together once. */
function member(path: string, name: string): Value {
  return members(path)(name);
}

function ofInstance(m: Machine, object: Instance, name: string, node: Expr): Value {
  const own = object.attributes.get(name);
  if (own !== undefined) {
    if (object.type === NAMESPACE) countRead(m, own.taint);
    return own;
  }
  if (object.class !== null) {
    const found = inClass(object.class, name);
    if (found?.tag === 'function') return bind(m, found, object, node);
    if (found !== undefined) return found;
  }
  if (name === '__dict__')
    return { tag: 'dict', entries: object.attributes, complete: object.class === null };
  if (object.type === '' || object.type === CONFIG)
    return { tag: 'library', path: `?.${name}`, self: object, taint: object.taint };
  const path = `${object.type}.${name}`;
  return part(m, object, name, path) ?? library(path, object);
}

/** An attribute that the catalogue knows as an object of its own: an environment's spaces. */
function part(m: Machine, object: Instance, name: string, path: string): Value | undefined {
  const fact = lookup(path);
  if (fact?.attribute === undefined) return undefined;
  // A vector of environments shows the space of its first one.
  const own = name.replace(/^single_/, '');
  const known = object.attributes.get(own);
  if (known !== undefined) return known;
  const made = instance(fact.attribute);
  put(m, object.attributes, own, made);
  if (!fact.fresh) return made;
  // What may have seeded the whole may have seeded its parts.
  const whole = m.streams.get(object);
  m.streams = withPart(m.streams, made, whole?.tag === 'unknown' ? whole : unseeded);
  return made;
}

function countRead(m: Machine, taint: Taint | undefined): void {
  for (const option of taint?.options ?? []) {
    const record = m.options.find((known) => known.option === option);
    if (record !== undefined) countOption(m, record, 'reads');
  }
}

/** A method of an object: bound, or called at once if it is a property. */
function bind(m: Machine, method: Value & { tag: 'function' }, self: Instance, node: Expr): Value {
  const { decorators } = method;
  if (decorators.length === 0) return { ...method, self };
  const decorated = (name: string): boolean =>
    decorators.some((decorator) => decorator.tag === 'library' && decorator.path.split('.').at(-1) === name);
  if (decorated('staticmethod')) return method;
  const bound = { ...method, self: isClassMethod(method) && self.class !== null ? self.class : self };
  if (decorated('property') || decorated('cached_property')) {
    return callFunction(m, bound, noArguments, node);
  }
  return bound;
}

function isClassMethod(method: Value & { tag: 'function' }): boolean {
  return method.decorators.some(
    (decorator) => decorator.tag === 'library' && decorator.path === 'builtins.classmethod',
  );
}

/** A member of a first-party class or of its first-party bases, depth first. */
export function inClass(cls: ClassValue, name: string, depth = 0): Value | undefined {
  const own = cls.attributes.get(name);
  if (own !== undefined || depth > 20) return own;
  for (const base of cls.bases) {
    const found = base.tag === 'class' ? inClass(base, name, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The qualified name of the first library class that a first-party class descends from. */
export function libraryBase(cls: ClassValue, depth = 0): string | null {
  for (const base of cls.bases) {
    if (base.tag === 'library') return base.path;
    const found = base.tag === 'class' && depth < 20 ? libraryBase(base, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

/** `super().name` in the running method: looked up in the bases of the class that the method stands in. */
export function superOf(m: Machine, name: string): Value | undefined {
  const { self, owner } = top(m);
  if (owner?.tag !== 'class' || self === null) return undefined;
  for (const base of owner.bases) {
    if (base.tag === 'class') {
      const found = inClass(base, name);
      if (found?.tag === 'function') return { ...found, self };
      if (found !== undefined) return found;
      const outer = libraryBase(base);
      if (outer !== null) return library(`${outer}.${name}`, self);
    }
    if (base.tag === 'library') return library(`${base.path}.${name}`, self);
  }
  return tainted(self.taint);
}
