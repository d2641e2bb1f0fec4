// Which bodies of a run an edit makes stale.

import type { FunctionDef } from '../python/ast.ts';
import type { Follow, Item } from './history.ts';

/** What is to be followed again: bodies that are not what they were, and all that those lie in. */
export interface Stale {
  readonly changed: Set<Follow>;
  readonly all: Set<Follow>;
}

export function staleIn(run: readonly Item[], functions: ReadonlySet<FunctionDef>): Stale {
  const stale: Stale = { changed: new Set(), all: new Set() };
  const isChanged = (def: object) => functions.has(def as FunctionDef);
  const look = (items: readonly Item[]): void => {
    for (const item of items) {
      if (item.kind !== 'follow') continue;
      const around = item.items.some((inner) => inner.kind === 'around' && isChanged(inner.def));
      if (around || isChanged(item.fn.def)) stale.changed.add(item);
      else look(item.items);
      if (stale.changed.has(item) || item.items.some((inner) => stale.all.has(inner as Follow)))
        stale.all.add(item);
    }
  };
  look(run);
  return stale;
}
