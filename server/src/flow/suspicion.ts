// Care where a call cannot be followed and may seed: then nothing is claimed about what was not seeded before.

import { isKnownPackage, rootOf } from '../catalogue/roots.ts';
import type { Expr } from '../python/ast.ts';
import type { Machine } from './machine.ts';
import { recordFlag } from './record.ts';
import { GLOBAL_PARTS, stateOf, withPart } from './streams.ts';
import { isNone, truth } from './truth.ts';
import type { Arguments } from './values.ts';

const SEEDING_NAME = /seed|determinis|reproducib|set_rng|random_state/i;

/** A call that cannot be followed and that speaks of seeding may have seeded anything: no claim is made after it. */
export function suspectSeeding(m: Machine, node: Expr, args: Arguments, path = ''): void {
  if (isKnownPackage(rootOf(path))) return;
  const name = node.kind === 'Call' ? calledName(node.func) : path;
  const onUnknownObject = path.startsWith('?.');
  const named = SEEDING_NAME.test(onUnknownObject ? path.slice(2) : name);
  // `env.seed(0)`, `sampler.set_seed(…)`: an object seeds itself; what kind of object is not known here.
  const keyed =
    args.keywords.size > 0 &&
    [...args.keywords].some(
      ([keyword, value]) =>
        /^(seed|random_seed|manual_seed|global_seed)$/.test(keyword) && isNone(value) !== true,
    );
  // It may set the flags of that name too: then their absence is not claimed.
  const deterministic = args.keywords.get('deterministic');
  if (
    (deterministic !== undefined && truth(deterministic) !== false) ||
    /determinis|reproducib/i.test(name)
  ) {
    recordFlag(m, node, 'cudnn.deterministic', null, path);
    recordFlag(m, node, 'deterministic-algorithms', null, path);
  }
  if (named || (keyed && !onUnknownObject))
    obscure(m, `\`${name}\` may seed it, and its source is not known here`);
}

function calledName(func: Expr): string {
  return func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : '';
}

/** Something that cannot be followed may have seeded everything. */
function obscure(m: Machine, why: string): void {
  const objects = [...m.streams.keys()].filter((holder) => typeof holder === 'object');
  for (const holder of [...GLOBAL_PARTS, ...objects]) {
    const state = stateOf(m.streams, holder);
    if (state.tag !== 'seeded') m.streams = withPart(m.streams, holder, { tag: 'unknown', why });
  }
}
