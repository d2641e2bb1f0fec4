// What calls and subscripts of a library's objects hand back, where the catalogue says so.

import type { ApiFact } from '../catalogue/api.ts';
import { lookup } from '../catalogue/lookup.ts';
import type { Machine } from './machine.ts';
import { argument } from './record.ts';
import { withPart } from './streams.ts';
import { type Arguments, type Instance, instance, members, sequence, type Value } from './values.ts';

/** A list of objects like the one that was made; of unknown length where the number is not known. */
export function manyOf(
  m: Machine,
  made: Instance,
  many: NonNullable<ApiFact['many']>,
  args: Arguments,
): Value {
  const wanted = argument(args, many.keyword, many.position);
  const count = wanted === undefined ? many.otherwise : countOf(wanted);
  const known = count !== undefined && Number.isInteger(count) && count > 0 && count <= 64;
  // What holds objects of the script is worth following however many there are.
  if (!known && made.held.length === 0) return sequence([], false);
  return sequence(Array.from({ length: known ? count : many.otherwise }, () => copyOf(m, made)));
}

function countOf(wanted: Value): number | undefined {
  if (wanted.tag === 'const') return Number(wanted.value);
  return wanted.tag === 'sequence' && wanted.complete ? wanted.items.length : undefined;
}

function copyOf(m: Machine, made: Instance): Instance {
  const copy = { ...instance(made.type, null, made.taint), held: [...made.held] };
  const state = m.streams.get(made);
  if (state !== undefined) m.streams = withPart(m.streams, copy, state);
  return copy;
}

/** The kind of the library's objects in a list, where they are of one kind. */
export function kindOf(list: Value | undefined): string | undefined {
  if (list?.tag !== 'sequence') return undefined;
  const [kind, ...others] = list.items.map((item) =>
    item.tag === 'instance' && item.class === null ? item.type : '',
  );
  return kind !== '' && others.every((other) => other === kind) ? kind : undefined;
}

/** `object[…]` of a library's object, where the catalogue says what kind of object that is. */
export function itemOfLibrary(container: Value): Value | undefined {
  const kinds = members(container).map((value) => {
    const type =
      value.tag === 'instance' && value.class === null
        ? value.type
        : value.tag === 'library' && value.self !== undefined
          ? value.path
          : '';
    return type === '' ? undefined : lookup(`${type}.__getitem__`)?.returns;
  });
  const [kind] = kinds;
  return kind !== undefined && kinds.every((other) => other === kind)
    ? instance(kind, null, container.taint)
    : undefined;
}
