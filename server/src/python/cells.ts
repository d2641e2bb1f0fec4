// Parsing the code cells of a notebook, each on its own, into one module.

import { DEFAULT_BUDGET, type ParseOptions } from './document.ts';
import { beyondLimits } from './limits.ts';
import { type LoweredText, lower } from './lower.ts';
import { type Cell, type Module, partsOf } from './module.ts';
import type { Python } from './parser.ts';
import { grammarText, parseSource } from './source.ts';

/** Parsed cells, and what the next parse of them can use. No tree outlives its parse: a cell is small. */
export interface Cells {
  readonly module: Module;
  readonly kept: ReadonlyMap<number, { readonly text: string; readonly parsed: LoweredText }>;
}

/** Parses cells in their order; one with the index and text that it had in `old` is not parsed again. */
export function parseCells(
  python: Python,
  file: string,
  cells: readonly Cell[],
  options: ParseOptions = {},
  old: Cells | null = null,
): Cells {
  const deadline = performance.now() + (options.budget ?? DEFAULT_BUDGET);
  const kept = new Map<number, { text: string; parsed: LoweredText }>();
  const parts = [];
  for (const { index, text } of cells) {
    const known = old?.kept.get(index);
    const parsed = known?.text === text ? known.parsed : parseCell(python, index, text, deadline);
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
  deadline: number,
): LoweredText | { readonly why: string } {
  const skipped = beyondLimits(text);
  if (skipped !== null) return skipped;
  const result = parseSource(python, grammarText(text), null, Math.max(1, deadline - performance.now()));
  if (result.tree === null) return result;
  try {
    return lower(python, result.tree, text, index, []);
  } finally {
    result.tree.delete();
  }
}

function skippedCells(file: string, cells: readonly Cell[], why: string): Cells {
  const module: Module = { file, text: '', cells, units: [], comments: [], errors: [], skipped: { why } };
  return { module, kept: new Map() };
}
