// Seeds an environment of Gymnasium, or one of its spaces, before the run first draws from it.

import type { Fix } from '../finding.ts';
import type { DrawEvent, Site } from '../flow/events.ts';
import { sourceOf } from '../python/arguments.ts';
import type { Call, Expr } from '../python/ast.ts';
import { binds } from '../python/binds.ts';
import type { Module } from '../python/module.ts';
import { around, everyNode } from '../python/traverse.ts';
import type { RuleContext } from '../rules/rule.ts';
import { bindingsFor } from './context.ts';
import { insertBefore, outermostLoop } from './insert-before.ts';
import { setKeyword } from './keyword.ts';
import { isBefore, isRepeated } from './own-seed.ts';
import { seedText } from './seed-value.ts';

/** The seed in the first `reset`; one more reset before the loop where it stands in one, so that episodes still differ. */
export function seedEnvironment(context: RuleContext, { call, site, path }: DrawEvent): Fix | null {
  const { module } = context;
  if (call === null || site.module !== module) return null;
  const seed = seedText(context, call);
  const environment = ownerOf(call);
  const old = isFirstInterface(context, call);
  if (!isCalledOnce(module, [...path, site])) return null;
  if (!old && !isRepeated({ site, path })) {
    const edit = setKeyword(module, call, 'seed', seed);
    return edit === null ? null : { title: `Give this reset \`seed=${seed}\``, safe: true, edits: [edit] };
  }
  if (environment === null) return null;
  const line = old ? `${environment}.seed(${seed})` : `${environment}.reset(seed=${seed})`;
  return lineBefore(module, call, path, environment, line);
}

export function seedSpace(context: RuleContext, { call, site, path }: DrawEvent): Fix | null {
  if (call === null || site.module !== context.module) return null;
  const space = ownerOf(call);
  if (space === null || !isCalledOnce(context.module, [...path, site])) return null;
  return lineBefore(context.module, call, path, space, `${space}.seed(${seedText(context, call)})`);
}

/** Null where the line would run more than once, or before what it names is there. */
function lineBefore(
  module: Module,
  call: Call,
  path: DrawEvent['path'],
  owner: string,
  line: string,
): Fix | null {
  if (path.some(({ node }) => outermostLoop(node) !== null)) return null;
  const loop = outermostLoop(call);
  const root = owner.split('.', 1)[0] ?? owner;
  if (loop !== null && binds(loop, root)) return null;
  const edit = insertBefore(module, loop ?? call, line);
  return edit === null ? null : { title: `Insert \`${line}\``, safe: true, edits: [edit] };
}

/** Whether the functions on the way are each called from one place: what is seeded in them is seeded once. */
function isCalledOnce(module: Module, sites: readonly Site[]): boolean {
  const names = sites.flatMap(({ node }) => {
    const fn = around(node).find((outer) => outer.kind === 'FunctionDef');
    return fn?.kind === 'FunctionDef' ? [fn.name] : [];
  });
  return names.every((name) => callsOfName(module, name) <= 1);
}

function callsOfName(module: Module, name: string): number {
  return everyNode(module).filter((node) => {
    if (node.kind !== 'Call') return false;
    const { func } = node;
    return func.kind === 'Name' ? func.id === name : func.kind === 'Attribute' && func.attr === name;
  }).length;
}

/** `env` of `env.reset()`, where it is a plain chain of names. */
function ownerOf({ func }: Call): string | null {
  return func.kind === 'Attribute' && isChain(func.value) ? sourceOf(func.value) : null;
}

function isChain(expr: Expr): boolean {
  return expr.kind === 'Name' || (expr.kind === 'Attribute' && isChain(expr.value));
}

/** gym before 0.26: `reset` hands back the state alone and takes no seed. */
export function isFirstInterface({ module, project }: RuleContext, call: Call): boolean {
  const roots = [...bindingsFor(module).imported.values()].map((path) => path.split('.', 1)[0]);
  if (roots.includes('gymnasium') || !roots.includes('gym')) return false;
  const version = project.version('gym');
  if (version !== undefined) return isBefore(version, 0, 26);
  const [statement] = around(call);
  const target = statement?.kind === 'Assign' ? statement.targets[0] : undefined;
  return target?.kind !== 'Tuple';
}
