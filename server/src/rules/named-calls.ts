// The calls of a file with the qualified names that its imports give them, also those that the run does not reach.

import { canonical } from '../catalogue/canonical.ts';
import { type Bindings, pathOf } from '../fixes/bindings.ts';
import { bindingsFor } from '../fixes/context.ts';
import type { Call, Unit } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { nodesOf, perUnit } from '../python/traverse.ts';

export interface NamedCall {
  readonly call: Call;
  /** The catalogue's name for what is called. */
  readonly path: string;
}

const callsIn = perUnit((unit): readonly Call[] =>
  nodesOf(unit)
    .filter((node): node is Call => node.kind === 'Call')
    .sort((a, b) => a.start - b.start),
);

/** What calls are under the file's imports, kept for each statement while those stay the same. */
export function callsBy(find: (imports: Pick<Bindings, 'imported'>, call: Call) => string | undefined) {
  const known = new WeakMap<Bindings['imported'], WeakMap<Unit, readonly NamedCall[]>>();
  const found = new WeakMap<Module['units'], readonly NamedCall[]>();
  return (module: Module): readonly NamedCall[] => {
    const all = found.get(module.units);
    if (all !== undefined) return all;
    const { imported } = bindingsFor(module);
    const units = known.get(imported) ?? new WeakMap<Unit, readonly NamedCall[]>();
    known.set(imported, units);
    const calls = module.units.flatMap((unit) => {
      const kept = units.get(unit);
      if (kept !== undefined) return kept;
      const own = callsIn(unit).flatMap((call) => {
        const path = find({ imported }, call);
        return path === undefined ? [] : [{ call, path }];
      });
      units.set(unit, own);
      return own;
    });
    found.set(module.units, calls);
    return calls;
  };
}

/** In the order of the text. */
export const namedCalls = callsBy((imports, { func }) => {
  const path = pathOf(imports, func);
  return path === undefined ? undefined : canonical(path);
});
