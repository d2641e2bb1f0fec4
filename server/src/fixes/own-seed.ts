// Gives calls that draw from a global stream a seed of their own: `random_state=`, `seed=`, `rng=`.

import { canonical } from '../catalogue/canonical.ts';
import { lookup } from '../catalogue/lookup.ts';
import { type SeedArgument, seedArgument } from '../catalogue/seed-argument.ts';
import type { Edit, Fix } from '../finding.ts';
import type { DrawEvent } from '../flow/events.ts';
import type { Call } from '../python/ast.ts';
import { loopAround } from '../python/loops.ts';
import type { RuleContext } from '../rules/rule.ts';
import { pathOf } from './bindings.ts';
import { bindingsFor } from './context.ts';
import { setKeyword } from './keyword.ts';
import { seedText } from './seed-value.ts';
import { replaceBy } from './set-value.ts';

/** One edit a call; null where one of them cannot take it, or would then draw the same numbers again and again. */
export function ownSeeds(context: RuleContext, draws: readonly DrawEvent[]): Fix | null {
  const edits = new Map<Call, Edit>();
  const named = new Set<string>();
  for (const draw of draws) {
    const given = argumentFor(context, draw.api);
    const { call } = draw;
    if (given === null || call === null || draw.site.module !== context.module) return null;
    if (!isCallOf(context, call, draw.api)) return null;
    // Estimators of a loop are fitted with one seed; its splits and samples are meant to vary.
    if (draw.role !== 'estimator' && isRepeated(draw)) return null;
    const edit = seedEdit(context, call, given);
    if (edit === null) return null;
    edits.set(call, edit);
    named.add(`${given.keyword}=${seedText(context, call)}`);
  }
  const [first] = named;
  if (first === undefined) return null;
  const title =
    edits.size === 1
      ? `Give it \`${first}\``
      : `Give each of the ${edits.size} a seed of its own: \`${first}\``;
  return { title, safe: true, edits: [...edits.values()] };
}

/** SciPy had other names for it before 1.15: the last one in the catalogue. */
function argumentFor({ project }: RuleContext, api: string): SeedArgument | null {
  const given = seedArgument(api);
  if (given?.keyword !== 'rng' || !isBefore(project.version('scipy'), 1, 15)) return given;
  const older = lookup(api)?.draw?.unless.at(-1);
  return older === undefined ? given : { ...given, keyword: older };
}

export function ownKeyword(context: RuleContext, api: string): string {
  return argumentFor(context, api)?.keyword ?? 'seed';
}

/** Whether a version that the project pins comes before this one; unknown is current. */
export function isBefore(version: string | undefined, major: number, minor: number): boolean {
  const [first = 0, second = 0] = (version ?? '').split('.').map(Number);
  return version !== undefined && (first < major || (first === major && second < minor));
}

export function seedEdit(context: RuleContext, call: Call, { keyword, position }: SeedArgument): Edit | null {
  const placed = position === null ? undefined : call.args[position];
  if (call.keywords.some(({ name }) => name === null) || call.args.some((arg) => arg.kind === 'Starred'))
    return null;
  if (placed !== undefined && !call.unit.broken)
    return replaceBy(context.module, placed, seedText(context, call));
  return setKeyword(context.module, call, keyword, seedText(context, call));
}

/** Whether the call is written with the name of what draws, rather than being a `map` or a subclass that leads there. */
function isCallOf({ module }: RuleContext, call: Call, api: string): boolean {
  const path = pathOf(bindingsFor(module), call.func);
  const name = path !== undefined ? canonical(path) : call.func.kind === 'Attribute' ? call.func.attr : '';
  return name.slice(name.lastIndexOf('.') + 1) === api.slice(api.lastIndexOf('.') + 1);
}

/** Whether the run comes by more than once: a fixed seed would then repeat what is meant to vary. */
export function isRepeated(draw: Pick<DrawEvent, 'site' | 'path'>): boolean {
  return [...draw.path, draw.site].some(({ node }) => loopAround(node) !== null);
}
