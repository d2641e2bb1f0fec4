// Parses a text piece by piece: pieces that an earlier parse knows are taken over, and an error spoils its own piece alone.

import { beyondNesting } from './limits.ts';
import type { Lowered, LoweredText } from './lower.ts';
import { type PieceText, parseMended, parsePiece } from './mend.ts';
import type { Budget, Python } from './parser.ts';
import { type Cut, cutsOf } from './pieces.ts';
import { grammarText } from './source.ts';
import type { Piece } from './walk.ts';

/** A piece of the text and its parse, with offsets relative to the piece. */
export interface KeptPiece extends Pick<Cut, 'settled'> {
  readonly text: string;
  readonly parsed: LoweredText;
}

export interface ParsedText extends Omit<LoweredText, 'damaged'> {
  readonly pieces: readonly KeptPiece[];
}

/**
 * Parses `text`. Pieces of `old` with the same text are used again,
 * their units only moved, so what was made of `old` must not be used any more.
 */
export function parsePieces(
  python: Python,
  text: string,
  cell: number | null,
  old: readonly KeptPiece[],
  budget: Budget,
): ParsedText | { readonly why: string } {
  const { head, from, tail } = unchanged(text, old);
  const { cuts, rest } = cutsUntil(text, from, tail);
  const known = byText(old.slice(head, rest));
  const textOf = ({ start, end }: Piece) => text.slice(start, end);
  const middle: KeptPiece[] = [];
  for (let at = 0; at < cuts.length; ) {
    const own = cuts[at] as Cut;
    const same = known.get(textOf(own))?.pop();
    if (same !== undefined) {
      middle.push(same);
      at += 1;
      continue;
    }
    let next = at + 1;
    while (next < cuts.length && !known.has(textOf(cuts[next] as Cut))) next += 1;
    const run = cuts.slice(at, next);
    const together = pieceText(textOf({ start: own.start, end: (run.at(-1) as Cut).end }));
    const first = beyondNesting(together.source) ?? parsePiece(python, together, cell, budget);
    if ('why' in first) return first;
    const apart = shared(first, run);
    for (const [index, piece] of run.entries()) {
      const single = run.length === 1 ? first : undefined;
      const parsed = apart?.[index] ?? parseMended(python, pieceText(textOf(piece)), cell, budget, single);
      if ('why' in parsed) return parsed;
      middle.push({ text: textOf(piece), parsed, settled: piece.settled });
    }
    at = next;
  }
  return joined([...old.slice(0, head), ...middle, ...old.slice(rest)]);
}

function pieceText(text: string): PieceText {
  return { source: grammarText(text), text };
}

/** What of the old pieces still stands at the start of a text, and at its end. */
interface Unchanged {
  /** So many pieces are the first ones of this text too. */
  readonly head: number;
  /** Where they end. */
  readonly from: number;
  /** Indexes of pieces by the places from which the rest of the text is what it was from there. */
  readonly tail: ReadonlyMap<number, number>;
}

/** Where a piece ends does not depend on what stands before it, and if it is settled, on nothing after the next one. */
function unchanged(text: string, old: readonly KeptPiece[]): Unchanged {
  let head = 0;
  let from = 0;
  let at = 0;
  let before: KeptPiece | null = null;
  for (const piece of old) {
    if (!standsAt(text, piece, at)) break;
    if (before !== null) {
      if (!before.settled) break;
      head += 1;
      from = at;
    }
    at += piece.text.length;
    before = piece;
  }
  const tail = new Map<number, number>();
  let end = text.length;
  // The first piece of a text begins with its comments, and is told by that from a later one.
  for (let index = old.length - 1; index > 0; index -= 1) {
    const piece = old[index] as KeptPiece;
    const start = end - piece.text.length;
    if (start < from || !standsAt(text, piece, start)) break;
    tail.set(start, index);
    end = start;
  }
  return { head, from, tail };
}

/** A comparison of two strings is faster than `startsWith`, which goes by characters. */
function standsAt(text: string, piece: KeptPiece, start: number): boolean {
  return text.slice(start, start + piece.text.length) === piece.text;
}

/** The pieces from a place on, until the rest is as it was: from which old piece on that is. */
function cutsUntil(text: string, from: number, tail: Unchanged['tail']): { cuts: Cut[]; rest: number } {
  const cuts: Cut[] = [];
  let rest = from > 0 ? tail.get(from) : undefined;
  if (rest !== undefined) return { cuts, rest };
  for (const cut of cutsOf(text, from)) {
    cuts.push(cut);
    rest = tail.get(cut.end);
    if (rest !== undefined) return { cuts, rest };
  }
  return { cuts, rest: Number.POSITIVE_INFINITY };
}

/** Pieces by text, each to be taken once; from the end, so that equal ones keep their order. */
function byText(old: readonly KeptPiece[]): Map<string, KeptPiece[]> {
  const known = new Map<string, KeptPiece[]>();
  for (let index = old.length - 1; index >= 0; index -= 1) {
    const piece = old[index] as KeptPiece;
    const same = known.get(piece.text);
    if (same === undefined) known.set(piece.text, [piece]);
    else same.push(piece);
  }
  return known;
}

/** The parse of several pieces as one of each; null where that cannot be told apart, because there is an error. */
function shared(together: LoweredText, run: readonly Piece[]): LoweredText[] | null {
  if (together.damaged) return null;
  const base = run[0]?.start ?? 0;
  const units = taker(together.lowered);
  const comments = taker(together.comments);
  const errors = taker(together.errors);
  const apart = run.map((piece, index) => {
    const start = piece.start - base;
    const end = piece.end - base;
    // What is missing at the end of the text begins where the text ends.
    const until = index + 1 < run.length ? end : Number.POSITIVE_INFINITY;
    const moved = (one: Piece): Piece => ({ start: one.start - start, end: one.end - start });
    return {
      size: end - start,
      damaged: false,
      lowered: units(until).map((one) => ({ unit: one.unit, start: one.start - start })),
      comments: comments(until).map(moved),
      errors: errors(until).map(moved),
    };
  });
  const fits = apart.every(({ size, lowered }) =>
    lowered.every(({ unit, start }) => start + unit.text.length <= size),
  );
  return fits ? apart : null;
}

/** Gives, call by call, what starts before an offset and was not given before. */
function taker<T extends { readonly start: number }>(all: readonly T[]): (end: number) => readonly T[] {
  let next = 0;
  return (end) => {
    const first = next;
    while (next < all.length && (all[next] as T).start < end) next += 1;
    return all.slice(first, next);
  };
}

function joined(pieces: readonly KeptPiece[]): ParsedText {
  const lowered: Lowered[] = [];
  const comments: Piece[] = [];
  const errors: Piece[] = [];
  let base = 0;
  for (const { text, parsed } of pieces) {
    for (const one of parsed.lowered) {
      one.unit.start = base + one.start;
      lowered.push({ unit: one.unit, start: one.unit.start });
    }
    for (const { start, end } of parsed.comments) comments.push({ start: base + start, end: base + end });
    for (const { start, end } of parsed.errors) errors.push({ start: base + start, end: base + end });
    base += text.length;
  }
  return { lowered, comments, errors, pieces };
}
