// Collects, while two traces are aligned, in which steps the outputs, gradients and parameters of each layer differ.
import { GRADIENT, MODULE, PARAMETER } from '../trace/event.ts';

export type SpreadKind = 'outputs' | 'gradients' | 'parameters';

export interface SpreadRow {
  kind: SpreadKind;
  /** The name's id: a module's path, or a parameter's. */
  name: number;
  /** One a column of steps: 0 nothing seen, 1 identical, 2 something differs. */
  cells: Uint8Array;
}

export interface Spread {
  stepsPerCell: number;
  /** In order of first appearance. */
  rows: SpreadRow[];
}

export interface SpreadCollector {
  note(kind: number, name: number, step: number, equal: boolean): void;
  spread(): Spread;
}

/** As many columns as a page shows side by side. */
const CELLS = 64;
const MAX_ROWS = 4000;

const kindOf: Partial<Record<number, SpreadKind>> = {
  [MODULE]: 'outputs',
  [GRADIENT]: 'gradients',
  [PARAMETER]: 'parameters',
};

export function createSpread(): SpreadCollector {
  const rows = new Map<number, SpreadRow>();
  let stepsPerCell = 1;

  /** A run that goes on: two columns become one. */
  function halve(): void {
    stepsPerCell *= 2;
    for (const { cells } of rows.values()) {
      for (let at = 0; at < CELLS / 2; at++) cells[at] = Math.max(cells[2 * at]!, cells[2 * at + 1]!);
      cells.fill(0, CELLS / 2);
    }
  }

  return {
    note(kind, name, step, equal) {
      const spreadKind = kindOf[kind];
      if (spreadKind === undefined) return;
      while (step >= stepsPerCell * CELLS) halve();
      const key = name * 32 + kind;
      let row = rows.get(key);
      if (!row) {
        if (rows.size >= MAX_ROWS) return;
        row = { kind: spreadKind, name, cells: new Uint8Array(CELLS) };
        rows.set(key, row);
      }
      const cell = Math.floor(step / stepsPerCell);
      if (row.cells[cell] !== 2) row.cells[cell] = equal ? 1 : 2;
    },
    spread: () => ({ stepsPerCell, rows: [...rows.values()] }),
  };
}
