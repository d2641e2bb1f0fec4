// Which argument of a call gives it a seed of its own, so that it no longer draws from a global stream.

import { lookup } from './lookup.ts';

export interface SeedArgument {
  readonly keyword: string;
  /** Where it stands when it is passed by position, or null. */
  readonly position: number | null;
}

const NAME = /^(?:seed|random_state|rng)$/;

export function seedArgument(api: string): SeedArgument | null {
  const draw = lookup(api)?.draw;
  const keyword = draw?.unless.find((name) => NAME.test(name));
  return draw === undefined || keyword === undefined ? null : { keyword, position: draw.position };
}

/** Draws only under an argument that the call has: a solver, an option. */
export function isConditional(api: string): boolean {
  const draw = lookup(api)?.draw;
  return draw?.role === 'estimator' && draw.requires !== undefined;
}
