// How far command-line options get: into a log, into a seed, or into a call that may do anything with them.

import { lookup } from '../catalogue/lookup.ts';
import { perName } from '../catalogue/per-name.ts';
import { NAMESPACE } from './attributes.ts';
import { countOption, type Machine, type OptionRecord } from './machine.ts';
import type { Arguments, Taint, Value } from './values.ts';

/** Reading an option for these tells nothing about what the script does with it. */
const HARMLESS =
  /^(builtins\.(print|str|repr|format|len)|logging\.|json\.dumps?$|yaml\.|pprint\.|wandb\.|rich\.|tabulate\.|loguru\.)|\.(info|debug|warning|log|add_hparams|log_hyperparams|write)$/;

const isHarmless = perName((path) => HARMLESS.test(path));
/** What seeds counts the option itself, and a table of the options is only another way to hold them. */
const isNoUse = perName((path) => path === 'builtins.vars' || lookup(path)?.seed !== undefined);

/** Options that go to a log are read without effect; those that go elsewhere, alone or whole, may have any. */
export function noteOptions(m: Machine, path: string, self: Value | undefined, args: Arguments): void {
  if (m.options.length === 0) return;
  // `args._get_kwargs()` hands all of them out.
  if (self?.tag === 'instance' && self.type === NAMESPACE) noteOption(m, path, self);
  for (const value of args.positional) noteOption(m, path, value);
  for (const value of args.keywords.values()) noteOption(m, path, value);
}

function noteOption(m: Machine, path: string, value: Value): void {
  const inside =
    value.tag === 'instance' ? value.attributes : value.tag === 'dict' ? value.entries : undefined;
  if (value.taint === undefined && inside === undefined) return;
  if (isHarmless(path)) {
    for (const record of recordsOf(m, value.taint)) countOption(m, record, 'harmless');
    return;
  }
  if (isNoUse(path)) return;
  for (const record of recordsOf(m, value.taint)) countOption(m, record, 'escaped');
  for (const item of inside?.values() ?? [])
    for (const record of recordsOf(m, item.taint)) countOption(m, record, 'escaped');
}

function recordsOf(m: Machine, taint: Taint | undefined): OptionRecord[] {
  const options = taint?.options ?? [];
  return options.length === 0 ? [] : m.options.filter(({ option }) => options.includes(option));
}
