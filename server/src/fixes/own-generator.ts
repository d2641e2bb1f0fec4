// Gives calls that draw a generator of their own: `generator=torch.Generator().manual_seed(SEED)`.

import type { Call } from '../python/ast.ts';
import type { Fix, RuleContext } from '../rules/rule.ts';
import { nameOf } from './bindings.ts';
import { bindingsFor } from './context.ts';
import { setKeyword } from './keyword.ts';
import { seedText } from './seed-value.ts';

/** Null where the file has no name for torch at its top level, or a call cannot be edited. */
export function ownGenerator(context: RuleContext, calls: readonly Call[]): Fix | null {
  const torch = nameOf(bindingsFor(context.module), 'torch');
  if (torch === undefined || calls.length === 0) return null;
  const edits = calls.map((call) =>
    setKeyword(
      context.module,
      call,
      'generator',
      `${torch}.Generator().manual_seed(${seedText(context, call)})`,
    ),
  );
  const whole = edits.flatMap((edit) => (edit === null ? [] : [edit]));
  return whole.length === edits.length
    ? { title: 'Give it a seeded generator of its own', safe: true, edits: whole }
    : null;
}
