// Care where a call cannot be followed and may seed: then nothing is claimed about what was not seeded before.

import { perName } from '../catalogue/per-name.ts';
import { isKnownPackage, rootOf } from '../catalogue/roots.ts';
import type { Expr } from '../python/ast.ts';
import type { Machine } from './machine.ts';
import { recordFlag } from './record.ts';
import { GLOBAL_PARTS, stateOf, withPart } from './streams.ts';
import { isNone, truth } from './truth.ts';
import type { Arguments } from './values.ts';

const isOfKnownPackage = perName((path) => isKnownPackage(rootOf(path)));
const speaksOfSeeding = perName((name) => /seed|determinis|reproducib|set_rng|random_state/i.test(name));
const speaksOfDeterminism = perName((name) => /determinis|reproducib/i.test(name));
const KEYWORD = /^(seed|random_seed|manual_seed|global_seed)$/;

/** A call that cannot be followed and that speaks of seeding may have seeded anything: no claim is made after it. */
export function suspectSeeding(m: Machine, node: Expr, args: Arguments, path = ''): void {
  if (isOfKnownPackage(path)) return;
  const name = node.kind === 'Call' ? calledName(node.func) : path;
  const onUnknownObject = path.startsWith('?.');
  const named = speaksOfSeeding(onUnknownObject ? path.slice(2) : name);
  // `env.seed(0)`, `sampler.set_seed(…)`: an object seeds itself; what kind of object is not known here.
  const keyed =
    args.keywords.size > 0 &&
    [...args.keywords].some(([keyword, value]) => KEYWORD.test(keyword) && isNone(value) !== true);
  // It may set the flags of that name too: then their absence is not claimed.
  const deterministic = args.keywords.get('deterministic');
  if ((deterministic !== undefined && truth(deterministic) !== false) || speaksOfDeterminism(name)) {
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
