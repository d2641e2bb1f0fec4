// Seeds from the script's own `--seed`: the call goes right after the options are parsed, if nothing is drawn before.

import { isSeedName } from '../flow/causes.ts';
import type { Option } from '../flow/events.ts';
import type { Stmt } from '../python/ast.ts';
import { placesOf } from './blocks.ts';
import { type FixContext, globalDraws } from './context.ts';
import { parsedOptions } from './parsed-options.ts';
import { isSeed } from './seed-value.ts';

export interface SeedCall {
  /** The expression to pass, such as `args.seed`. */
  readonly argument: string;
  /** The statement after which the call goes. */
  readonly after: Stmt;
}

/** Null without such an option, or where something is drawn before it is known. */
export function optionCall(context: FixContext): SeedCall | null {
  const { flow, module } = context;
  const option = flow.options.find(
    ({ option: one }) => isSeedName(one.name) && one.site.module === module && isSeed(one.default),
  );
  return option === undefined ? null : callWith(context, option.option);
}

export function callWith(context: FixContext, option: Option): SeedCall | null {
  const parsed = parsedOptions(context.module);
  if (parsed === null || !precedesDraws(context, parsed.statement)) return null;
  return { argument: `${parsed.name}.${option.name}`, after: parsed.statement };
}

/** Whether the run comes to every draw through a later statement of the same block. */
function precedesDraws(context: FixContext, statement: Stmt): boolean {
  const { module } = context;
  const own = placesOf(module, statement).at(-1);
  if (own === undefined) return false;
  return globalDraws(context).every((draw) =>
    [...draw.path, draw.site].some(
      (site) =>
        site.module === module &&
        placesOf(module, site.node).some((place) => place.block === own.block && place.index > own.index),
    ),
  );
}
