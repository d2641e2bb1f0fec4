// Gives an Optuna study the sampler that it has by default, with a seed.

import type { Fix } from '../finding.ts';
import { argumentOf } from '../python/arguments.ts';
import type { Call } from '../python/ast.ts';
import type { RuleContext } from '../rules/rule.ts';
import { nameOf } from './bindings.ts';
import { bindingsFor } from './context.ts';
import { setKeyword } from './keyword.ts';
import { seedText } from './seed-value.ts';

/** Null where the file has no name for the sampler. */
export function samplerFix(context: RuleContext, call: Call): Fix | null {
  const { module } = context;
  // With several directions the default is another one.
  const kind = argumentOf(call, 'directions') === undefined ? 'TPESampler' : 'NSGAIISampler';
  const bindings = bindingsFor(module);
  const direct = nameOf(bindings, `optuna.samplers.${kind}`);
  const whole = nameOf(bindings, 'optuna');
  const samplers = nameOf(bindings, 'optuna.samplers');
  const name =
    direct ??
    (samplers === undefined ? undefined : `${samplers}.${kind}`) ??
    (whole === undefined ? undefined : `${whole}.samplers.${kind}`);
  if (name === undefined) return null;
  const text = `${name}(seed=${seedText(context, call)})`;
  const edit = setKeyword(module, call, 'sampler', text);
  return edit === null ? null : { title: `Give it \`sampler=${text}\``, safe: true, edits: [edit] };
}
