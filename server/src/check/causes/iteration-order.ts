// Cause: the order of a set, or the value of `hash()`, which Python randomises in each process, or which follows addresses.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';

/** The line at or above the divergence that calls the built-in, 1-based; null where the file has none. */
export function hashLine(lines: string[], row: number): number | null {
  for (let at = Math.min(row, lines.length); at > 0; at--)
    if (/(?<![\w.])hash\s*\(/.test(lines[at - 1]!.replace(/#.*/, ''))) return at;
  return null;
}

/** Always a guess: only pinning the hash seed tells, and a watched run then finds the line. */
export function iterationOrder(context: CauseContext): Hypothesis | null {
  if (!context.hashRandomised) return null;
  const place = divergencePlace(context);
  return hashLine([context.line(place) ?? ''], 1) ? hashValue(place) : setOrder(place);
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

export function hashValue(place: number): Hypothesis {
  return {
    class: 'iteration-order',
    place,
    rule: 'SR503',
    label: 'value of hash()',
    explanation:
      '`hash()` of a string is another number in each process, because Python randomises it, and that number reaches ' +
      'the computation.',
    advice: 'Use a stable digest instead, for example `zlib.crc32(text.encode())`.',
    pins: { hashseed: 0 },
    guess: true,
  };
}
