// Parsing the code cells of a notebook, each on its own, into one module.

import { DEFAULT_BUDGET, type ParseOptions } from './document.ts';
import { beyondLimits } from './limits.ts';
import { type Cell, type Module, partsOf } from './module.ts';
import { type KeptPiece, type ParsedText, parsePieces } from './parse-pieces.ts';
import { type Budget, budgetOf, type Python } from './parser.ts';

/** Parsed cells, and what the next parse of them can use. */
export interface Cells {
  readonly module: Module;
  readonly kept: ReadonlyMap<number, { readonly text: string; readonly parsed: ParsedText }>;
}

/** Parses cells in their order; one with the index and text that it had in `old` is not parsed again. */
export function parseCells(
  python: Python,
  file: string,
  cells: readonly Cell[],
  options: ParseOptions = {},
  old: Cells | null = null,
): Cells {
  const budget = budgetOf(options.budget ?? DEFAULT_BUDGET);
  const kept = new Map<number, { text: string; parsed: ParsedText }>();
  const parts = [];
  for (const { index, text } of cells) {
    const known = old?.kept.get(index);
    const parsed =
      known?.text === text
        ? known.parsed
        : parseCell(python, index, text, known?.parsed.pieces ?? [], budget);
    if ('why' in parsed) return skippedCells(file, cells, `cell ${index + 1}: ${parsed.why}`);
    kept.set(index, { text, parsed });
    parts.push(partsOf(file, index, text, parsed));
  }
  const module: Module = {
    file,
    text: '',
    cells,
    units: parts.flatMap((part) => part.units),
    comments: parts.flatMap((part) => part.comments),
    errors: parts.flatMap((part) => part.errors),
    skipped: null,
  };
  return { module, kept };
}

function parseCell(
  python: Python,
  index: number,
  text: string,
  old: readonly KeptPiece[],
  budget: Budget,
): ParsedText | { readonly why: string } {
  return beyondLimits(text) ?? parsePieces(python, text, index, old, budget);
}

function skippedCells(file: string, cells: readonly Cell[], why: string): Cells {
  const module: Module = { file, text: '', cells, units: [], comments: [], errors: [], skipped: { why } };
  return { module, kept: new Map() };
}
