// One parsed file, ready for interpretation and for rules: its statements, comments, and places.

import type { Span } from '../finding.ts';
import type { Located, Stmt, Unit } from './ast.ts';
import type { Skipped } from './limits.ts';
import type { LoweredText } from './lower.ts';

export interface Comment {
  readonly cell: number | null;
  /** Offsets in the file's (or cell's) text, `#` included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a notebook's code cell as it is linted: magics are masked by spaces, offsets kept. */
export interface Cell {
  readonly index: number;
  readonly text: string;
}

export interface Module {
  readonly file: string;
  /** The text of a plain file; '' for a notebook, whose texts are in `cells`. */
  readonly text: string;
  readonly cells: readonly Cell[] | null;
  readonly units: readonly Unit[];
  readonly comments: readonly Comment[];
  /** IPython's own lines in a notebook (`!pip install …`), which its masked text no longer has. */
  readonly commands?: readonly Comment[];
  /** Where the text does not parse, outermost first. */
  readonly errors: readonly Span[];
  /** Why the file was not parsed, if it goes beyond a limit: then it has no units. */
  readonly skipped?: Skipped | null;
}

export function statements(module: Module): Stmt[] {
  return module.units.map((unit) => unit.body);
}

export function spanOf(module: Module, node: Located): Span {
  return {
    file: module.file,
    cell: node.unit.cell,
    start: node.unit.start + node.start,
    end: node.unit.start + node.end,
  };
}

const spoken = new Map<string, WeakMap<Unit, boolean>>();

/** Whether the source has a word anywhere, comments and strings included: a quick look before a slow one. */
export function speaksOf(module: Module, word: RegExp): boolean {
  const known = spoken.get(word.source) ?? new WeakMap<Unit, boolean>();
  spoken.set(word.source, known);
  return module.units.some((unit) => {
    const found = known.get(unit) ?? word.test(unit.text);
    known.set(unit, found);
    return found;
  });
}

/** The text that spans of this cell point into. */
export function textOf(module: Module, cell: number | null): string {
  return cell === null ? module.text : (module.cells?.find((c) => c.index === cell)?.text ?? '');
}

/** What one parsed text contributes to its module. */
export function partsOf(
  file: string,
  cell: number | null,
  text: string,
  parsed: Omit<LoweredText, 'damaged'>,
): Pick<Module, 'units' | 'comments' | 'errors'> {
  return {
    units: parsed.lowered.map((one) => one.unit),
    comments: parsed.comments.map(({ start, end }) => ({ cell, start, end, text: text.slice(start, end) })),
    errors: parsed.errors.map(({ start, end }) => ({ file, cell, start, end })),
  };
}
