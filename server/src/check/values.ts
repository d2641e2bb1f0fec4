// The two values of a mismatch as a person reads them: as few digits as tell them apart, else what they are.
import type { Mismatch } from './align/alignment.ts';
import type { Values } from './cause.ts';
import { baseName } from './causes/wording.ts';
import type { Dictionary } from './trace/dictionary.ts';
import { kinds, OP, SAMPLED, type TraceEvent } from './trace/event.ts';

export type Details = Map<number, Record<string, unknown>>;

export function valuesOf(mismatch: Mismatch, dictionary: Dictionary, details: [Details, Details]): Values {
  const { how, a, b } = mismatch;
  if (how === 'sequence') return { a: eventText(a, dictionary), b: eventText(b, dictionary) };
  if (!a || !b) return { a: null, b: null };
  const textA = detailText(details[0].get(a.index));
  const textB = detailText(details[1].get(b.index));
  if (textA !== null && textB !== null && textA !== textB) return { a: textA, b: textB };
  if (a.flags & SAMPLED && b.flags & SAMPLED && !Object.is(a.sample, b.sample))
    return apart(a.sample, b.sample);
  // The first element may well agree where the whole does not: the fingerprints then say that something differs.
  if (a.after !== b.after) return { a: fingerprint(a.after), b: fingerprint(b.after) };
  const what = a.kind === OP ? 'inputs' : 'state';
  return { a: `${what} ${fingerprint(a.before)}`, b: `${what} ${fingerprint(b.before)}` };
}

/** At least four digits, and as many as it takes to see a difference. */
export function apart(a: number, b: number): Values {
  for (let digits = 4; digits <= 17; digits++) {
    const [textA, textB] = [rounded(a, digits), rounded(b, digits)];
    if (textA !== textB) return { a: textA, b: textB };
  }
  return { a: String(a), b: String(b) };
}

function rounded(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  // Without an exponent: a time of day is read as one.
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1;
  return whole >= 6 && whole <= 15 ? value.toFixed(Math.max(0, digits - whole)) : value.toPrecision(digits);
}

function detailText(detail: Record<string, unknown> | undefined): string | null {
  const text = detail?.value ?? detail?.seed;
  return typeof text === 'string' ? text.slice(0, 120) : null;
}

function fingerprint(hash: bigint): string {
  return `#${hash.toString(16).padStart(16, '0').slice(0, 8)}`;
}

function eventText(event: TraceEvent | null, dictionary: Dictionary): string | null {
  if (!event) return null;
  const place = dictionary.place(event.place);
  const where = place ? ` at ${baseName(place.file)}:${place.row}` : '';
  return `${kinds[event.kind]} ${dictionary.name(event.name)}${where}`;
}
