// What calls and subscripts of a library's objects hand back, where the catalogue says so.

import type { ApiFact } from '../catalogue/api.ts';
import { lookup } from '../catalogue/lookup.ts';
import { argument } from './record.ts';
import { type Arguments, instance, members, sequence, type Value } from './values.ts';

/** A list of new objects; of unknown length where the number is not known. */
export function manyOf(type: string, many: NonNullable<ApiFact['many']>, args: Arguments): Value {
  const wanted = argument(args, many.keyword, many.position);
  const count = wanted === undefined ? many.otherwise : wanted.tag === 'const' ? Number(wanted.value) : 0;
  const known = Number.isInteger(count) && count > 0 && count <= 64;
  return known ? sequence(Array.from({ length: count }, () => instance(type))) : sequence([], false);
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
