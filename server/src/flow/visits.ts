// What following a function came to, kept so that the same call from the same states is not followed again.

import type { FunctionDef, Lambda } from '../python/ast.ts';
import type { Site } from './events.ts';
import { runBody } from './functions.ts';
import { type Follow, now } from './history.ts';
import { renewKeys } from './keys.ts';
import { type Machine, put, type Visit, writesTo } from './machine.ts';
import { momentOf } from './moment.ts';
import { marked } from './numbers.ts';
import { changes, type Holder, type PartState, type Streams, signature, withAll } from './streams.ts';
import type { Arguments, FunctionValue, Scope, Value } from './values.ts';

/** After so many visits from the like stream states nothing new is to be learned. */
const MOST_VISITS = 5;

/** The value of a call: remembered if it was followed before from here, else what following it finds. */
export function visit(m: Machine, fn: FunctionValue, args: Arguments, site: Site): Value {
  const visits = visitsOf(m, fn.def);
  const like = `${m.reach === 'skipped'}${signature(m.streams)}`;
  const exact = `${like}|${fingerprint(m.streams)}|${outside(fn.scope)}|${digest(fn.self)}(${given(args)})`;
  const known = visits.get(exact) ?? (tooOften(visits.get(like)) ? visits.get(like) : undefined);
  if (known !== undefined) {
    m.history?.push({ kind: 'recalled', def: fn.def });
    return recall(m, fn, known);
  }
  if (m.history === null) return follow(m, { fn, args, site, like, exact });
  const around = m.history;
  const made: Follow = {
    kind: 'follow',
    fn,
    args,
    site,
    like,
    exact,
    entry: momentOf(m),
    born: now(),
    journaled: m.journal !== null,
    watched: m.decided !== null,
    items: [],
    end: null,
    told: [],
  };
  around.push(made);
  const { journal, decided, steps } = m;
  const from = journal?.length ?? 0;
  m.history = made.items;
  if (decided !== null) m.decided = new Set();
  const value = follow(m, made);
  made.end = {
    moment: momentOf(m),
    value,
    steps: m.steps - steps,
    wrote: { writes: journal ?? [], from, to: journal?.length ?? 0 },
    decided: m.decided ?? new Set(),
  };
  made.told = made.items;
  if (decided !== null) for (const name of made.end.decided) decided.add(name);
  m.decided = decided;
  m.history = around;
  return value;
}

/** Interprets the body, and remembers what came of it. */
export function follow(
  m: Machine,
  { fn, args, site, like, exact }: Pick<Follow, 'fn' | 'args' | 'site' | 'like' | 'exact'>,
): Value {
  const visits = visitsOf(m, fn.def);
  const before = m.streams;
  const value = runBody(m, fn, args, site, null);
  const made: Visit = {
    count: (visits.get(like)?.count ?? 0) + 1,
    value,
    changed: changes(before, m.streams),
    self: fn.self ?? null,
  };
  for (const key of [like, exact]) {
    m.history?.push({ kind: 'visited', def: fn.def, key, old: visits.get(key), made });
    visits.set(key, made);
  }
  return value;
}

function given({ positional, keywords }: Arguments): string {
  let text = positional.map(digest).join();
  for (const [name, value] of keywords) text += `,${name}=${digest(value)}`;
  return text;
}

/** Which state the variables around the function are in: it may read them. */
function outside(scope: Scope): string {
  let text = '';
  for (let at: Scope | null = scope; at !== null; at = at.parent)
    text += `${marked(at)}.${writesTo(at.variables)};`;
  return text;
}

function visitsOf(m: Machine, def: FunctionDef | Lambda): Map<string, Visit> {
  const visits = m.visits.get(def) ?? new Map<string, Visit>();
  m.visits.set(def, visits);
  return visits;
}

function tooOften(known: Visit | undefined): boolean {
  return known !== undefined && known.count >= MOST_VISITS;
}

/** What an earlier visit came to; a fresh object gets what the earlier one was given. */
function recall(m: Machine, fn: FunctionValue, known: Visit): Value {
  m.streams = withAll(m.streams, known.changed);
  if (fn.self?.tag === 'instance' && known.self?.tag === 'instance' && fn.self !== known.self) {
    for (const [name, value] of known.self.attributes)
      if (!fn.self.attributes.has(name)) put(m, fn.self.attributes, name, value);
  }
  return renewKeys(known.value);
}

const fingerprints = new WeakMap<Streams, string>();

/** Which seed each state comes from, too: two calls that differ in nothing else leave different seeds behind. */
function fingerprint(streams: Streams): string {
  const known = fingerprints.get(streams);
  if (known !== undefined) return known;
  let text = '';
  for (const [holder, state] of streams) text += `${holderId(holder)}:${stateId(state)};`;
  fingerprints.set(streams, text);
  return text;
}

function holderId(holder: Holder): string {
  return typeof holder === 'string' ? holder : marked(holder);
}

function stateId(state: PartState): string {
  return 'by' in state ? `${state.tag}${marked(state.by.site.node)}` : state.tag;
}

/** A short text that tells values apart where it matters for following a call. */
function digest(value: Value | undefined): string {
  if (value === undefined) return '';
  const taint = value.taint === undefined ? '' : `~${marked(value.taint)}`;
  switch (value.tag) {
    case 'const':
      return `${typeof value.value}${value.value}${taint}`;
    case 'library':
      return value.path + taint;
    case 'unknown':
      return `?${value.known ?? ''}${value.starts ?? ''}${taint}`;
    case 'function':
      return `f${marked(value.def)}${digest(value.self)}`;
    case 'instance':
      return `i${marked(value)}.${writesTo(value.attributes)}`;
    case 'dict':
      return `d${marked(value)}.${writesTo(value.entries)}`;
    default:
      return `${value.tag}${marked(value)}`;
  }
}
