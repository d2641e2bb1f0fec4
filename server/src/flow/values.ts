// Abstract values: as much of a Python value as it takes to know what runs and which seeds reach which streams.

import type { ClassDef, Expr, FunctionDef, Lambda } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import type { DrawEvent, Option, Site, Stream } from './events.ts';
import { bornMap, stamp } from './history.ts';

/** What a value was made from, carried through operators, calls and formatting. */
export interface Taint {
  /** Differs from run to run. */
  readonly entropy: {
    readonly source: string;
    readonly origin: Site | null;
    readonly stream?: Stream;
  } | null;
  readonly options: readonly Option[];
  /** The answer to a question about hardware or launch (GPU there?, which rank?). */
  readonly hardware: boolean;
}

interface Tainted {
  readonly taint?: Taint | undefined;
}

export interface Unknown extends Tainted {
  readonly tag: 'unknown';
  /** What is known of it all the same: that it is not None, or that it holds. */
  readonly known?: 'something' | 'true' | undefined;
  /** What the text starts with, where only its end is not known. */
  readonly starts?: string | undefined;
}
export interface Constant extends Tainted {
  readonly tag: 'const';
  readonly value: number | string | boolean | null;
}
/** A library's module, class or function by its qualified name; `self` is the receiver of a bound method. */
export interface LibraryName extends Tainted {
  readonly tag: 'library';
  readonly path: string;
  readonly self?: Value | undefined;
}
export interface ModuleValue extends Tainted {
  readonly tag: 'module';
  readonly module: Module;
  readonly scope: Scope;
}
export interface FunctionValue extends Tainted {
  readonly tag: 'function';
  readonly def: FunctionDef | Lambda;
  readonly module: Module;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, Value>;
  readonly self?: Value | undefined;
  /** The class in whose body it stands, for `super()`. */
  readonly owner?: ClassValue | undefined;
  readonly decorators: readonly Value[];
  /** Of a property, what assigning to it calls. */
  readonly setter?: FunctionValue;
}
export interface ClassValue extends Tainted {
  readonly tag: 'class';
  readonly def: ClassDef;
  readonly module: Module;
  readonly bases: readonly Value[];
  readonly attributes: Map<string, Value>;
  readonly dataclass: boolean;
}
export interface Instance extends Tainted {
  readonly tag: 'instance';
  /** The first-party class, or null for an object of a library. */
  readonly class: ClassValue | null;
  /** The qualified name of the library class, '' when unknown. */
  readonly type: string;
  readonly attributes: Map<string, Value>;
  /** What the library holds and calls when the object is used: datasets, transforms, functions. */
  readonly held: Value[];
  /** Draws that happen when the object is used, named at the constructor. */
  readonly pending: Pending[];
  /** Whether the run has used what it holds. */
  used: boolean;
  /** The number of when it was made. */
  readonly born: number;
}
export interface Pending {
  readonly stream: Stream;
  readonly role: DrawEvent['role'];
  readonly api: string;
  /** The generator object that it draws from, where it is given one. */
  readonly from: Instance | null;
  readonly site: Site;
  readonly path: readonly Site[];
  readonly inside: FunctionDef | null;
  done: boolean;
  readonly born: number;
}
export interface SequenceValue extends Tainted {
  readonly tag: 'sequence';
  readonly items: Value[];
  /** Whether `items` are all the items. */
  readonly complete: boolean;
  readonly born: number;
}
export interface DictValue extends Tainted {
  readonly tag: 'dict';
  readonly entries: Map<string, Value>;
  readonly complete: boolean;
}
/** `functools.partial(f, …)` and the like. */
export interface PartialValue extends Tainted {
  readonly tag: 'partial';
  readonly callee: Value;
  readonly args: Arguments;
}
export interface UnionValue extends Tainted {
  readonly tag: 'union';
  readonly members: readonly Value[];
}

export type Value =
  | Unknown
  | Constant
  | LibraryName
  | ModuleValue
  | FunctionValue
  | ClassValue
  | Instance
  | SequenceValue
  | DictValue
  | PartialValue
  | UnionValue;

export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Whether `*x` or `**x` of unknown content may add more. */
  readonly open: boolean;
  /** The expressions behind them, where the call is written out. */
  readonly nodes: { readonly positional: readonly Expr[]; readonly keywords: ReadonlyMap<string, Expr> };
}

export interface Scope {
  readonly variables: Map<string, Value>;
  readonly parent: Scope | null;
  readonly kind: 'module' | 'function' | 'class';
  /** Names declared global or nonlocal here, with the scope that holds them. */
  elsewhere: Map<string, Scope> | null;
}

export const noArguments: Arguments = {
  positional: [],
  keywords: new Map(),
  open: false,
  nodes: { positional: [], keywords: new Map() },
};
export const unknown: Unknown = { tag: 'unknown' };
export const none: Constant = { tag: 'const', value: null };

export function constant(value: Constant['value'], taint?: Taint): Constant {
  return { tag: 'const', value, taint };
}

export function tainted(taint: Taint | undefined): Unknown {
  return taint === undefined ? unknown : { tag: 'unknown', taint };
}

/** The value of an option that has to be given. */
export function given(taint: Taint): Unknown {
  return { tag: 'unknown', taint, known: 'something' };
}

/** A text of which only the start is known. */
export function textFrom(starts: string, taint: Taint | undefined): Unknown {
  return starts === '' ? tainted(taint) : { tag: 'unknown', taint, known: 'true', starts };
}

export function library(path: string, self?: Value): LibraryName {
  return { tag: 'library', path, self, taint: self?.taint };
}

export function instance(type: string, cls: ClassValue | null = null, taint?: Taint): Instance {
  return {
    tag: 'instance',
    class: cls,
    type,
    attributes: bornMap(),
    held: [],
    pending: [],
    used: false,
    born: stamp(),
    taint,
  };
}

export function sequence(items: Value[], complete = true): SequenceValue {
  return { tag: 'sequence', items, complete, taint: taintFrom(items), born: stamp() };
}

export function newScope(kind: Scope['kind'], parent: Scope | null): Scope {
  return { variables: bornMap(), parent, kind, elsewhere: null };
}

/** What the values were made from, and what they are added to. */
export function taintFrom(values: readonly Value[], first?: Taint): Taint | undefined {
  let merged = first;
  for (const { taint } of values)
    if (taint !== undefined && taint !== merged) merged = mergeTaints([merged, taint]);
  return merged;
}

export function mergeTaints(taints: readonly (Taint | undefined)[]): Taint | undefined {
  let merged: Taint | undefined;
  for (const taint of taints) {
    if (taint === undefined || taint === merged) continue;
    if (merged === undefined) {
      merged = taint;
      continue;
    }
    merged = {
      entropy: merged.entropy ?? taint.entropy,
      options:
        taint.options.length === 0 ? merged.options : [...new Set([...merged.options, ...taint.options])],
      hardware: merged.hardware || taint.hardware,
    };
  }
  return merged;
}

/** The taint of a value that is one of these: it is entropy only if it is so whichever it is. */
export function eitherTaint(taints: readonly (Taint | undefined)[]): Taint | undefined {
  const merged = mergeTaints(taints);
  if (!merged?.entropy || taints.every((taint) => taint?.entropy)) return merged;
  return { ...merged, entropy: null };
}

export function withTaint<V extends Value>(value: V, taint: Taint | undefined): V {
  if (taint === undefined || value.taint === taint) return value;
  return { ...value, taint: mergeTaints([value.taint, taint]) };
}

const MOST_MEMBERS = 6;

/** The value on a path that is one of these; unknown when they are too many to tell apart. */
export function join(a: Value, b: Value): Value {
  if (same(a, b)) return a;
  const members: Value[] = [];
  for (const side of [a, b]) {
    for (const member of side.tag === 'union' ? side.members : [side]) {
      if (!members.some((known) => same(known, member))) members.push(member);
    }
  }
  const taint = eitherTaint(members.map((member) => member.taint));
  if (members.length > MOST_MEMBERS) return tainted(taint);
  return { tag: 'union', members, taint };
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.tag === 'const' && b.tag === 'const') return a.value === b.value && a.taint === b.taint;
  if (a.tag === 'library' && b.tag === 'library') return a.path === b.path && a.self === b.self;
  if (a.tag === 'function' && b.tag === 'function') return a.def === b.def && a.self === b.self;
  if (a.tag === 'class' && b.tag === 'class') return a.def === b.def;
  if (a.tag === 'unknown' && b.tag === 'unknown')
    return a.taint === b.taint && a.known === b.known && a.starts === b.starts;
  return false;
}

/** Every alternative of a value; the value itself when there is just one. */
export function members(value: Value): readonly Value[] {
  return value.tag === 'union' ? value.members : [value];
}

/** Whether there is something in the value that a library may call or iterate. */
export function canBeUsed(value: Value, seen?: Set<Value>): boolean {
  switch (value.tag) {
    case 'function':
    case 'partial':
      return true;
    case 'instance':
      return value.class !== null || value.held.length > 0 || value.pending.length > 0;
    case 'sequence':
      return anyCanBeUsed(value, value.items, seen);
    case 'dict':
      return anyCanBeUsed(value, [...value.entries.values()], seen);
    case 'union':
      return anyCanBeUsed(value, value.members, seen);
    default:
      return false;
  }
}

/** A container may hold itself. */
function anyCanBeUsed(container: Value, items: readonly Value[], seen = new Set<Value>()): boolean {
  if (seen.has(container)) return false;
  seen.add(container);
  return items.some((item) => canBeUsed(item, seen));
}
