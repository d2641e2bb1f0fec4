// Match patterns, of which the names that they bind are kept, and which literals they ask for.

import { endOf, enter, identifier, MAX_DEPTH, next, startOf, type Walk } from './walk.ts';

/** Adds the names that the pattern under the current node binds, in order. */
export function captures(w: Walk, names: string[]): void {
  if (w.depth >= MAX_DEPTH) return;
  w.depth++;
  const { kinds } = w;
  let last = 0;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === kinds.dotted_name) bind(w, names, identifier(w, startOf(w), endOf(w)));
    else if (type === kinds.class_pattern) className(w, names);
    else if (type === kinds.keyword_pattern) keyword(w, names);
    else if (type === kinds.splat_pattern) splat(w, names);
    // The name after `as`; every other plain name of a pattern is a dotted name of one part.
    else if (type === kinds.identifier && last === kinds.as)
      bind(w, names, identifier(w, startOf(w), endOf(w)));
    else if (isCompound(w, type)) captures(w, names);
    last = type;
  }
  w.depth--;
}

function isCompound(w: Walk, type: number): boolean {
  const { kinds } = w;
  return (
    type === kinds.case_pattern ||
    type === kinds.as_pattern ||
    type === kinds.union_pattern ||
    type === kinds.list_pattern ||
    type === kinds.tuple_pattern ||
    type === kinds.dict_pattern
  );
}

function bind(w: Walk, names: string[], name: string): void {
  if (name !== '_' && name !== '' && !name.includes('.') && w.depth <= MAX_DEPTH) names.push(name);
}

/** The class of `Class(pattern)` is looked up, not bound; its arguments are patterns. */
function className(w: Walk, names: string[]): void {
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.case_pattern) captures(w, names);
  }
}

/** `name=pattern` binds what the pattern binds. */
function keyword(w: Walk, names: string[]): void {
  let key = true;
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (key && type === w.kinds.identifier) {
      key = false;
    } else if (type === w.kinds.dotted_name) {
      bind(w, names, identifier(w, startOf(w), endOf(w)));
    } else if (type === w.kinds.class_pattern) {
      className(w, names);
    } else if (isCompound(w, type)) {
      captures(w, names);
    }
  }
}

function splat(w: Walk, names: string[]): void {
  for (let type = enter(w); type !== 0; type = next(w)) {
    if (type === w.kinds.identifier) bind(w, names, identifier(w, startOf(w), endOf(w)));
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** What a pattern asks for, where it is a literal, several literals, or a bare name. */
export function meaning(pattern: string): {
  readonly values: readonly (string | number | boolean | null)[] | null;
  readonly always: boolean;
} {
  const text = pattern.trim();
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !CONSTANTS.has(text)) return { values: null, always: true };
  const values = text.split('|').map((part) => literal(part.trim()));
  const known = values.filter((value) => value !== undefined);
  return { values: known.length === values.length ? known : null, always: false };
}

function literal(text: string): string | number | boolean | null | undefined {
  const quoted = /^(?:"([^"\\|]*)"|'([^'\\|]*)')$/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  return CONSTANTS.get(text);
}
