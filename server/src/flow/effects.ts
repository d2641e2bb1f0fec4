// What following a body does to everything around it, as a text: two runs of it with the same text differ for nobody else.

import type { FunctionDef, Lambda } from '../python/ast.ts';
import type { SeedEvent, Site } from './events.ts';
import type { Born, End, Follow, Item } from './history.ts';
import type { OptionRecord } from './machine.ts';
import { identity, withoutLater } from './numbers.ts';
import type { PartState, Streams } from './streams.ts';
import type { Arguments, Instance, Pending, Scope, Taint, Value } from './values.ts';

/** What an edit made and dropped: nothing else can have written about it, or will ask. */
export interface Skipped {
  readonly made: ReadonlySet<object>;
  readonly isGone: (node: { readonly unit: object }) => boolean;
  /** Whether nothing outside of the body asks what is remembered of a function or said of a node. */
  readonly isPrivate: (key: object) => boolean;
  /**
   * Whether what is left for the end of the run counts for nothing: which functions were made and entered, and which objects
   * wait for their use. The end is then run again.
   */
  readonly endless: boolean;
}

/** Values that lead further than this are not looked through. */
const MOST_FORMS = 4000;

class TooMuch extends Error {}

/** null where the body does what cannot be compared: it imports, it makes commands. */
export function effectsOf(
  { born, entry, watched }: Pick<Follow, 'born' | 'entry' | 'watched'>,
  items: readonly Item[],
  end: End,
  skipped: Skipped,
): string | null {
  const said: string[] = [];
  const made = { objects: false };
  const { form, formOfState, formOfStreams } = formsSince(born, end.moment.streams, made);
  const isOuter = ({ born: since }: Born) => since === undefined || since <= born;
  const idOf = (object: object) => identity(object);
  const seedsText = ({ key, value }: { readonly key: unknown; readonly value: unknown }) =>
    `${idOf(key as object)} ${(value as { readonly event: SeedEvent }[]).map(({ event }) => idOf(event))}`;
  let waiting: { readonly object: Instance; readonly reach: string }[] = [];
  let comparable = true;
  const ignored = (node: object) => skipped.made.has(node) || skipped.isGone(node as never);
  const visit = (item: Item): void => {
    switch (item.kind) {
      case 'set':
        if (item.table === 'seeds') said.push(`seeds ${seedsText(item)}`);
        else if (item.table !== null) comparable = false;
        else if (isOuter(item.map as Born))
          said.push(`set ${idOf(item.map)} ${item.key} ${form(item.value as Value | undefined)}`);
        break;
      case 'splice':
        if (item.table === 'waiting') {
          for (const one of item.removed) {
            const at = waiting.indexOf(one as never);
            if (at < 0) comparable = false;
            else waiting.splice(at, 1);
          }
          waiting.push(...(item.added as typeof waiting));
        } else if (item.table === 'defined') {
          if (!skipped.endless) said.push(`defined ${(item.added as Value[]).map(form)}`);
        } else if (item.table === 'options') said.push(`options ${(item.added as OptionRecord[]).map(idOf)}`);
        else if (item.table !== null) comparable = false;
        else if (isOuter(item.owner)) {
          const added = item.added.map((one) =>
            (one as Value).tag ? form(one as Value) : pending(one as Pending),
          );
          said.push(`list ${idOf(item.list)} ${item.at} ${item.removed.length} ${added}`);
        }
        break;
      case 'flag':
        if (isOuter(item.object as Born)) said.push(`flag ${idOf(item.object)}`);
        break;
      case 'entered':
        if (item.first && !skipped.endless && !ignored(item.def)) said.push(`entered ${idOf(item.def)}`);
        break;
      case 'left':
        comparable = false;
        break;
      case 'seen':
        if (item.added && !ignored(item.node) && !skipped.isPrivate(item.node))
          said.push(`seen ${idOf(item.node)} ${item.said}`);
        break;
      case 'visited':
        if (!ignored(item.def) && !skipped.isPrivate(item.def)) {
          const { count, value, changed, self } = item.made;
          const states = [...changed].map(
            ([part, state]) => `${part === null ? '' : holder(part)}=${formOfState(state)}`,
          );
          const key = withoutLater(item.key, born);
          said.push(
            `visited ${idOf(item.def)} ${key} ${count} ${form(value)} ${states} ${form(self ?? undefined)}`,
          );
        }
        break;
      case 'follow':
        item.told.forEach(visit);
        break;
      case 'event':
      case 'recalled':
      case 'around':
      case 'option':
    }
  };
  const holder = (part: string | Instance) => (typeof part === 'string' ? part : form(part));
  const pending = (one: Pending) => formOfPending(one, form);
  try {
    items.forEach(visit);
    if (!comparable) return null;
    waiting = waiting.filter(({ object }) => !object.used);
    if (!skipped.endless)
      for (const { object, reach } of waiting) said.push(`waits ${reach} ${form(object)}`);
    said.push(`returns ${form(end.value)}`, formOfStreams());
    // What goes on elsewhere cannot be another object than what waits.
    const holders = [...end.moment.streams.keys()];
    const generators = holders.some((one) => typeof one !== 'string' && one.born > born);
    if (skipped.endless && (made.objects || generators)) return null;
    const { moment } = end;
    if (moment.exited) said.push('exited');
    for (const key of ['startMethod', 'fromTorch', 'atGuard', 'guardNode', 'main'] as const)
      if (moment[key] !== entry[key]) return null;
    if (watched) {
      said.push(`decided ${[...end.decided].sort()}`);
      const constants = new Set<string>();
      const { writes, from, to } = end.wrote;
      for (const { map, key, old } of writes.slice(from, to))
        if (!isOuter(map as Born) && (old?.tag === 'const' || map.get(key)?.tag === 'const'))
          constants.add(key);
      said.push(`constants ${[...constants].sort()}`);
    }
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
  return said.join('\n');
}

function siteText({ module, node }: Site): string {
  return `${identity(node)}@${module.file}`;
}

function formOfPending(one: Pending, form: (value: Value | undefined) => string): string {
  const { stream, role, api, from, site, path, inside, done } = one;
  const where = `${siteText(site)} ${path.map(siteText)} ${inside === null ? '' : identity(inside)}`;
  return `pending ${stream} ${role} ${api} ${form(from ?? undefined)} ${where} ${done}`;
}

/** Texts of values: what was made since is told by what it is, all else by which it is. */
function formsSince(born: number, streams: Streams, made: { objects: boolean }) {
  const ids = new Map<object, number>();
  let left = MOST_FORMS;

  const fresh = (object: object & Born, key: object, tell: () => string): string => {
    if (object.born === undefined || object.born <= born) return `@${identity(key)}`;
    const known = ids.get(key);
    if (known !== undefined) return `#${known}`;
    ids.set(key, ids.size);
    return `#${ids.size - 1}{${tell()}}`;
  };
  const entries = (map: ReadonlyMap<string, Value> & Born): string =>
    fresh(map, map, () => [...map].map(([name, value]) => `${name}:${form(value)}`).join());
  const table = (map: ReadonlyMap<string, Value>): string =>
    [...map].map(([name, value]) => `${name}:${form(value)}`).join();
  const scopeText = ({ variables }: Scope & { readonly variables: Born }): string => {
    if ((variables.born ?? 0) > born) made.objects = true;
    return entries(variables as Map<string, Value>);
  };
  const nodeText = (node: object | null | undefined): string => (node == null ? '' : String(identity(node)));

  function taintText(taint: Taint | undefined): string {
    if (taint === undefined) return '';
    const { entropy, options, hardware } = taint;
    const source =
      entropy === null
        ? ''
        : `${entropy.source} ${entropy.origin === null ? '' : siteText(entropy.origin)} ${entropy.stream}`;
    return `~${source} ${options.map(identity)} ${hardware}`;
  }

  function argumentText({ positional, keywords, open, nodes }: Arguments): string {
    const places = `${nodes.positional.map(nodeText)} ${[...nodes.keywords].map(([name, node]) => name + nodeText(node))}`;
    return `${positional.map(form)} ${table(keywords)} ${open} ${places}`;
  }

  function form(value: Value | undefined): string {
    left -= 1;
    if (left < 0) throw new TooMuch();
    if (value === undefined) return '';
    return formByTag(value) + taintText(value.taint);
  }

  function formByTag(value: Value): string {
    switch (value.tag) {
      case 'const':
        return `${typeof value.value} ${JSON.stringify(value.value)}`;
      case 'unknown':
        return `? ${value.known} ${value.starts}`;
      case 'library':
        return value.self === undefined ? value.path : `${value.path} of ${form(value.self)}`;
      case 'module':
        return `module ${identity(value)}`;
      case 'function':
        return functionText(value);
      case 'class':
        return `class ${identity(value.def)} ${entries(value.attributes)} ${value.bases.map(form)} ${value.dataclass}`;
      case 'partial':
        return `partial ${form(value.callee)} ${argumentText(value.args)}`;
      case 'union':
        return `one of ${value.members.map(form)}`;
      case 'dict':
        return `dict ${entries(value.entries)} ${value.complete}`;
      case 'sequence':
        return fresh(value, value, () => `${value.items.map(form)} ${value.complete}`);
      case 'instance':
        return fresh(value, value, () => {
          made.objects = true;
          const { class: cls, type, attributes, held, pending, used } = value;
          const kind = `${cls === null ? '' : form(cls)} ${type} ${used}`;
          const state = streams.get(value);
          const waits = pending.map((one) => formOfPending(one, form));
          return `${kind} ${entries(attributes)} ${held.map(form)} ${waits} ${state === undefined ? '' : formOfState(state)}`;
        });
    }
  }

  function functionText(fn: Value & { tag: 'function' }): string {
    const { def, module, scope, defaults, self, owner, decorators, setter } = fn;
    const own = `${identity(def as FunctionDef | Lambda)} ${module.file} ${scopeText(scope)} ${table(defaults)}`;
    return `function ${own} ${form(self)} ${owner === undefined ? '' : identity(owner.def)} ${decorators.map(form)} ${form(setter)}`;
  }

  function formOfState(state: PartState): string {
    if (state.tag === 'unknown') return `unknown ${state.why}`;
    if (state.tag === 'unseeded')
      return state.lost === undefined ? 'unseeded' : `lost ${identity(state.lost)}`;
    return `${state.tag} ${identity(state.by)}`;
  }

  /** States of what was made inside are told with it, where anything leads to it. */
  function formOfStreams(): string {
    const told: string[] = [];
    for (const [part, state] of streams)
      if (typeof part === 'string' || part.born <= born)
        told.push(`${typeof part === 'string' ? part : identity(part)}=${formOfState(state)}`);
    return `streams ${told}`;
  }

  return { form, formOfState, formOfStreams };
}
