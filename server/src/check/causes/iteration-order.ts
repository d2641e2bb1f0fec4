// Cause: the order of a set, or what `hash()` and `id()` answer: Python randomises it in each process, or it follows addresses.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';

/** Always a guess: only pinning the hash seed tells, and a watched run then finds the line. */
export function iterationOrder(context: CauseContext): Hypothesis | null {
  return context.hashRandomised ? setOrder(divergencePlace(context)) : null;
}

export function setOrder(place: number): Hypothesis {
  return {
    class: 'iteration-order',
    place,
    rule: 'SR502',
    label: 'order of a set',
    explanation:
      'A set of strings is iterated in another order in each process, because Python randomises the hash of strings, ' +
      'and that order reaches the computation.',
    advice: 'Iterate over `sorted(…)` instead.',
    pins: { hashseed: 0 },
    guess: true,
  };
}

/** Of objects without a hash of their own; which sets are, only a watched run tells. */
export function addressOrder(place: number, by: 'address' | 'alike'): Hypothesis {
  return {
    class: 'iteration-order',
    place,
    rule: null,
    label: 'order of a set of objects',
    explanation:
      'A set of objects without a hash of their own is iterated in the order of their addresses in memory, which are ' +
      `other ones in each process, and that order ${
        by === 'address'
          ? 'reaches the computation.'
          : 'may reach the computation; no run can confirm it, because nothing in these objects tells one from another.'
      }`,
    advice:
      'Keep them in a list, or in a dict, which keeps the order of insertion; or sort them by something they hold.',
    pins: null,
    guess: false,
  };
}

/** Of text the hash is salted; of an object without a hash of its own it is the address. */
export function hashValue(place: number, of: 'text' | 'address' = 'text'): Hypothesis {
  const text = of === 'text';
  return {
    class: 'iteration-order',
    place,
    rule: text ? 'SR503' : 'SR505',
    label: 'value of hash()',
    explanation: text
      ? '`hash()` of a string is another number in each process, because Python randomises it, and that number reaches ' +
        'the computation.'
      : '`hash()` of an object without a hash of its own follows its address in memory, which is another one in each ' +
        'process, and that number reaches the computation.',
    advice: text
      ? 'Use a stable digest instead, for example `zlib.crc32(text.encode())`.'
      : 'Use something that the object holds, or the order in which the objects were made.',
    pins: text ? { hashseed: 0 } : null,
    guess: text,
  };
}

export function idValue(place: number): Hypothesis {
  return {
    class: 'iteration-order',
    place,
    rule: 'SR505',
    label: 'value of id()',
    explanation:
      '`id()` is the address of an object in memory, which is another one in each process, and that number reaches ' +
      'the computation.',
    advice: 'Use something that the object holds, or the order in which the objects were made.',
    pins: null,
    guess: false,
  };
}

export function addressText(place: number): Hypothesis {
  return {
    ...idValue(place),
    label: 'an address in text',
    explanation:
      'The text of an object that defines none of its own holds its address in memory (`<… object at 0x…>`), which is ' +
      'another one in each process, and that text reaches the computation.',
    advice: 'Give its class a `__repr__` that tells what it holds, or use a name instead.',
  };
}
