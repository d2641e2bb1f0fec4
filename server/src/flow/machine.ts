// The machine that interprets a script: where it stands, and what it has seen.

import type { Project } from '../project/project.ts';
import type { Expr, FunctionDef, Lambda, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import type { FlowEvent, Guard, Option, Reach, SeedEvent, Site, Stream } from './events.ts';
import type { Former } from './former.ts';
import { type Born, type Item, pushTo } from './history.ts';
import type { Streams } from './streams.ts';
import type { FunctionValue, Instance, ModuleValue, Scope, Value } from './values.ts';

/** How a statement ends: it runs on, or control leaves the block. */
export type Completion = 'normal' | 'return' | 'raise' | 'exit' | 'jump';

export interface Frame {
  readonly module: Module;
  readonly def: FunctionDef | Lambda | null;
  readonly scope: Scope;
  /** The call that opened this frame. */
  readonly call: Site | null;
  /** The calls that led here, once somebody has asked for them. */
  path: readonly Site[] | null;
  readonly self: Value | null;
  readonly owner: Value | null;
  /** States and values at each `return`. */
  readonly returns: { readonly value: Value; readonly streams: Streams }[];
  /** States at each `break` or `continue` of the loop that is being run. */
  jumps: Streams[];
  /** What a generator has yielded so far. */
  readonly yields: Value[];
  /** What happens where a generator yields: the block of the `with` that it serves. */
  readonly onYield: ((value: Value) => void) | null;
}

export interface OptionRecord {
  readonly option: Option;
  reads: number;
  harmless: number;
  seeds: number;
  escaped: boolean;
}

export interface Write {
  readonly map: Map<string, Value>;
  readonly key: string;
  readonly old: Value | undefined;
}

export interface Visit {
  count: number;
  value: Value;
  /** What it did to streams and generators. */
  changed: Streams;
  self: Value | null;
}

export interface Machine {
  readonly project: Project;
  readonly entry: Module;
  /** What has been done so far, for a run that may be taken up again after an edit; else null. */
  history: Item[] | null;
  /** What the body that is followed again wrote down the last time. */
  former: Former | null;
  readonly modules: Map<string, ModuleValue>;
  events: FlowEvent[];
  /** What has been written down of each expression or statement. */
  readonly seen: Map<Expr | Stmt, string[]>;
  /** The seeds that were written down, by their call: a second one of the same value is the same event. */
  readonly seeds: Map<Expr, { readonly what: string; readonly event: SeedEvent }[]>;
  readonly options: OptionRecord[];
  /** Functions whose body has been interpreted, with the calls that led there; null for one that is not made. */
  readonly entered: Map<FunctionDef | Lambda, (Site | null)[]>;
  /** What following a function from given stream states and arguments came to, so that nothing is followed twice. */
  readonly visits: Map<FunctionDef | Lambda, Map<string, Visit>>;
  readonly stack: Frame[];
  /** Objects whose use has not been seen; used up at the end of the run. */
  readonly waiting: { readonly object: Instance; readonly reach: Reach }[];
  streams: Streams;
  reach: Reach;
  guard: Guard | null;
  journal: Write[] | null;
  /** The names that decided branches of the loop that is being run. */
  decided: Set<string> | null;
  /** Set when a call never returns (`sys.exit`), read by the statement that made it. */
  exited: boolean;
  /** Inside a DataLoader's worker, the streams that torch seeds there from its own; else null. */
  fromTorch: ReadonlySet<Stream> | null;
  /** The version of torch that the script is taken to run with. */
  readonly torch: readonly [number, number];
  steps: number;
  budget: number;
  /** Whether the budget was spent once. */
  spent: boolean;
  /** How processes start unless they say it themselves. */
  startMethod: 'spawn' | 'fork';
  /** Streams when the main guard is entered: what a spawned process starts from. */
  atGuard: Streams | null;
  /** The main guard, and the first function that it calls. */
  guardNode: Stmt | null;
  main: FunctionDef | null;
  /** Every function that a `def` has made, to look into those that nothing called. */
  readonly defined: FunctionValue[];
  /** Library packages that have been imported, by their first name. */
  readonly imported: Map<string, true>;
  /** Functions and groups by the group or application that they are commands of: its definition, or the object. */
  readonly commands: Map<object, readonly (FunctionValue | Instance)[]>;
  /** What an application runs before the command that was asked for. */
  readonly openings: Map<object, FunctionValue>;
  /** Objects and containers that are being used just now, or asked for their iterator: each may lead back to itself. */
  readonly busy: Set<object>;
  readonly asked: Set<object>;
  /** Whether the entry's text mentions an attribute of this name, for those that the run depends on. */
  readonly mentioned: Map<string, boolean>;
}

/** Interpretation ran out of its budget: what it has is incomplete. */
export class OutOfBudget extends Error {}

export function newMachine(
  project: Project,
  entry: Module,
  torch: Machine['torch'],
  budget: number,
): Machine {
  return {
    project,
    entry,
    history: null,
    former: null,
    modules: new Map(),
    events: [],
    seen: new Map(),
    options: [],
    entered: new Map(),
    visits: new Map(),
    stack: [],
    waiting: [],
    streams: new Map(),
    reach: 'run',
    guard: null,
    journal: null,
    decided: null,
    exited: false,
    fromTorch: null,
    seeds: new Map(),
    torch,
    steps: 0,
    spent: false,
    budget,
    startMethod: 'fork',
    atGuard: null,
    guardNode: null,
    main: null,
    defined: [],
    imported: new Map(),
    commands: new Map(),
    openings: new Map(),
    busy: new Set(),
    asked: new Set(),
    mentioned: new Map(),
  };
}

/** A frame at the top of a module. */
export function moduleFrame(value: ModuleValue): Frame {
  return {
    module: value.module,
    def: null,
    scope: value.scope,
    call: null,
    path: null,
    self: null,
    owner: null,
    returns: [],
    jumps: [],
    yields: [],
    onYield: null,
  };
}

export function top(m: Machine): Frame {
  const frame = m.stack.at(-1);
  if (frame === undefined) throw new Error('the machine runs no frame');
  return frame;
}

export function step(m: Machine): void {
  m.steps += 1;
  if (m.steps > m.budget) throw new OutOfBudget();
}

/** The object will be used, by the script or by a library; what the run does not come by makes nothing. */
export function wait(m: Machine, object: Instance): void {
  if (m.reach === 'run' || m.reach === 'maybe')
    pushTo(m, 'waiting', m, m.waiting, { object, reach: m.reach });
}

/** One more thing that is done with an option. */
export function countOption(
  m: Machine,
  record: OptionRecord,
  how: 'reads' | 'harmless' | 'seeds' | 'escaped',
): void {
  m.history?.push({ kind: 'option', record, how });
  count(record, how);
}

export function count(record: OptionRecord, how: 'reads' | 'harmless' | 'seeds' | 'escaped'): void {
  if (how === 'escaped') record.escaped = true;
  else record[how] += 1;
}

export function siteOf(m: Machine, node: Expr | Stmt): Site {
  return { module: top(m).module, node };
}

export function put(m: Machine, map: Map<string, Value>, key: string, value: Value): void {
  m.journal?.push({ map, key, old: map.get(key) });
  write(m, map, key, value);
}

/** How often a map was written to. */
export function writesTo(map: Map<string, Value> & Born): number {
  return map.writes ?? 0;
}

/** Without the journal of the path that is being tried. */
export function write(
  m: Machine,
  map: Map<string, Value> & Born,
  key: string,
  value: Value | undefined,
): void {
  const writes = map.writes ?? 0;
  m.history?.push({
    kind: 'set',
    table: null,
    map: map as unknown as Map<unknown, unknown>,
    key,
    old: map.get(key),
    value,
    writes,
  });
  if (value === undefined) map.delete(key);
  else map.set(key, value);
  map.writes = writes + 1;
}
