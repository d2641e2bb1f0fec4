// Cause: the order of a set, or the value of `hash()`, which Python randomises in each process.
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
