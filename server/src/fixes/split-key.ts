// Splits a random key of JAX before a call uses it up, so that what comes later has a fresh one.

import type { Fix } from '../finding.ts';
import type { Expr, Node } from '../python/ast.ts';
import { around, everyNode, inside } from '../python/traverse.ts';
import type { RuleContext } from '../rules/rule.ts';
import { nameOf } from './bindings.ts';
import { bindingsFor } from './context.ts';
import { insertBefore } from './insert-before.ts';
import { replaceBy } from './set-value.ts';

/** `first` is the call that uses the key first, `key` the expression by which it is used again. */
export function splitKey({ module }: RuleContext, first: Node, key: Expr): Fix | null {
  if (first.kind !== 'Call' || key.kind !== 'Name' || functionOf(first) !== functionOf(key)) return null;
  const used = [...first.args, ...first.keywords.map(({ value }) => value)].find(
    (arg) => arg.kind === 'Name' && arg.id === key.id,
  );
  const random = randomName(module);
  // In a comprehension there is no statement that runs once a turn.
  if (used === undefined || random === null || around(first).some(({ kind }) => COMPREHENSIONS.has(kind)))
    return null;
  const taken = new Set(everyNode(module).flatMap((node) => (node.kind === 'Name' ? [node.id] : [])));
  const fresh = ['subkey', `${key.id}_once`, `${key.id}_part`].find((name) => !taken.has(name));
  if (fresh === undefined) return null;
  const line = `${key.id}, ${fresh} = ${random}.split(${key.id})`;
  const edit = insertBefore(module, first, line);
  if (edit === null || inside(used).length > 0) return null;
  return { title: `Insert \`${line}\``, safe: false, edits: [edit, replaceBy(module, used, fresh)] };
}

const COMPREHENSIONS = new Set(['ListComp', 'SetComp', 'DictComp', 'Generator', 'Lambda']);

function functionOf(node: Node): Node | null {
  return around(node).find(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda') ?? null;
}

function randomName(module: RuleContext['module']): string | null {
  const bindings = bindingsFor(module);
  const direct = nameOf(bindings, 'jax.random');
  const whole = nameOf(bindings, 'jax');
  return direct ?? (whole === undefined ? null : `${whole}.random`);
}
