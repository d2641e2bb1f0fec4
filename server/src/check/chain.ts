// The way from the first divergence to the first loss or metric that differs, line by line; pure.
import type { Alignment, Mismatch } from './align/alignment.ts';
import { divergencePlace, type Values } from './cause.ts';
import { type Found, shownEvent } from './first-divergence.ts';
import type { Dictionary } from './trace/dictionary.ts';
import { kinds, LOSS, METRIC } from './trace/event.ts';

export interface ChainLink extends Values {
  filename: string;
  row: number;
  step: number;
  kind: string;
  name: string;
}

export interface Chain {
  links: ChainLink[];
  /** Lines between the last link but one and the last that are not listed. */
  leftOut: number;
}

const MOST_LINKS = 7;

/** `alignments` are those of the pair in which `found` was found. */
export function chainOf(
  found: Found,
  alignments: Alignment[],
  dictionary: Dictionary,
  show: (mismatch: Mismatch, alignment: Alignment) => Values,
): Chain {
  const { rank } = found.alignment.process;
  const main = alignments.find(({ process }) => process.name === 'main' && process.rank === rank);
  const start = found.alignment === main ? shownEvent(found.mismatch).index : -1;
  const later = (main?.marks ?? [])
    .filter(({ differing, shown }) => differing > 0 && shownEvent(shown).index > start)
    .sort((a, b) => shownEvent(a.shown).index - shownEvent(b.shown).index);
  const end = later.findIndex(({ kind }) => kind === LOSS || kind === METRIC);
  const until = end < 0 ? later : later.slice(0, end + 1);
  const links = [
    linkOf(found.mismatch, divergencePlace(found), dictionary, show(found.mismatch, found.alignment)),
    ...until.map(({ shown, place }) => linkOf(shown, place, dictionary, show(shown, main!))),
  ].filter((link) => link !== null);
  const leftOut = Math.max(0, links.length - MOST_LINKS);
  if (leftOut > 0) links.splice(MOST_LINKS - 1, leftOut);
  return { links, leftOut };
}

function linkOf(mismatch: Mismatch, place: number, dictionary: Dictionary, values: Values): ChainLink | null {
  const where = dictionary.place(place);
  const event = shownEvent(mismatch);
  return (
    where && {
      filename: where.file,
      row: where.row,
      step: event.step,
      kind: kinds[event.kind] ?? 'event',
      name: dictionary.name(event.name),
      ...values,
    }
  );
}
