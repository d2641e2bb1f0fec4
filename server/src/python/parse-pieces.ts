// Parses a text piece by piece: pieces that an earlier parse knows are taken over, and an error spoils its own piece alone.

import type { Lowered, LoweredText } from './lower.ts';
import { parseMended, parsePiece } from './mend.ts';
import type { Budget, Python } from './parser.ts';
import { pieceStarts } from './pieces.ts';
import { grammarText } from './source.ts';
import type { Piece } from './walk.ts';

/** A piece of the text and its parse, with offsets relative to the piece. */
export interface KeptPiece {
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
  const source = grammarText(text);
  const starts = pieceStarts(source);
  const known = byText(old);
  const bounds = (index: number): Piece => ({
    start: starts[index] as number,
    end: starts[index + 1] ?? text.length,
  });
  const cut = ({ start, end }: Piece) => ({ source: source.slice(start, end), text: text.slice(start, end) });
  const pieces: KeptPiece[] = [];
  for (let at = 0; at < starts.length; ) {
    const own = bounds(at);
    const same = known.get(text.slice(own.start, own.end))?.pop();
    if (same !== undefined) {
      pieces.push(same);
      at += 1;
      continue;
    }
    let next = at + 1;
    while (next < starts.length && !known.has(text.slice(bounds(next).start, bounds(next).end))) next += 1;
    const run = Array.from({ length: next - at }, (_, index) => bounds(at + index));
    const together = parsePiece(python, cut({ start: own.start, end: bounds(next - 1).end }), cell, budget);
    if ('why' in together) return together;
    const apart = shared(together, run);
    for (const [index, piece] of run.entries()) {
      const parsed = apart?.[index] ?? parseMended(python, cut(piece), cell, budget);
      if ('why' in parsed) return parsed;
      pieces.push({ text: text.slice(piece.start, piece.end), parsed });
    }
    at = next;
  }
  return joined(pieces);
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
