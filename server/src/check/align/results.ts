// Counts, while two traces are aligned, what a training comes to (gradients, parameters, losses, metrics) and whether all of it agrees.
import { GRADIENT, LOSS, METRIC, PARAMETER } from '../trace/event.ts';

export interface Results {
  /** How many agree, by kind. */
  same: Record<ResultKind, number>;
  /** Whether any differs, or is there in one run alone. */
  differ: boolean;
}

export type ResultKind = 'gradients' | 'parameters' | 'losses' | 'metrics';

export interface ResultCounter {
  /** Both runs had it. */
  pair(kind: number, equal: boolean): void;
  /** One run had it, and the other does not. */
  alone(kind: number): void;
  /** One run had it, in a thread of its own; `met` says that it is what the other run had set aside. */
  aside(kind: number, met: boolean): void;
  results(): Results;
}

const kindOf: Partial<Record<number, ResultKind>> = {
  [GRADIENT]: 'gradients',
  [PARAMETER]: 'parameters',
  [LOSS]: 'losses',
  [METRIC]: 'metrics',
};

export function createResults(): ResultCounter {
  const same: Results['same'] = { gradients: 0, parameters: 0, losses: 0, metrics: 0 };
  let differ = false;
  let waiting = 0;
  return {
    pair(kind, equal) {
      const result = kindOf[kind];
      if (result === undefined) return;
      if (equal) same[result]++;
      else differ = true;
    },
    alone(kind) {
      if (kindOf[kind] !== undefined) differ = true;
    },
    aside(kind, met) {
      const result = kindOf[kind];
      if (result === undefined) return;
      waiting += met ? -1 : 1;
      if (met) same[result]++;
    },
    results: () => ({ same, differ: differ || waiting > 0 }),
  };
}
