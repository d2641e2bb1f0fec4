// Which bodies of a run an edit makes stale.

import type { FunctionDef } from '../python/ast.ts';
import { digest, digestOf } from './digest.ts';
import type { Follow, Item } from './history.ts';

/** What is to be followed again: bodies that are not what they were, and all that those lie in. */
export interface Stale {
  readonly changed: Set<Follow>;
  readonly all: Set<Follow>;
}

export function staleIn(run: readonly Item[], functions: ReadonlySet<FunctionDef>): Stale {
  const stale: Stale = { changed: new Set(), all: new Set() };
  const isChanged = (def: object) => functions.has(def as FunctionDef);
  const look = (bodies: readonly Follow[]): void => {
    for (const body of bodies) {
      const { follows, arounds } = digestOf(body);
      const around = [...functions].some((def) => arounds.has(def));
      if (around || isChanged(body.fn.def)) stale.changed.add(body);
      else look(follows);
      if (stale.changed.has(body) || follows.some((inner) => stale.all.has(inner))) stale.all.add(body);
    }
  };
  look(digest(run).follows);
  return stale;
}
