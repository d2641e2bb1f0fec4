// Environments of reinforcement learning: vectors of them, made by the script's own functions; whose generator a seed reaches.

import { perName } from '../catalogue/per-name.ts';
import type { Expr } from '../python/ast.ts';
import { callValue } from './calls.ts';
import type { Part } from './events.ts';
import { type Machine, put } from './machine.ts';
import { type Arguments, type Instance, instance, noArguments, type Value } from './values.ts';

const VECTOR =
  /^(?:gymnasium\.vector\.(?:\w+\.)*(?:Sync|Async)VectorEnv|stable_baselines3\.common\.vec_env\.(?:\w+\.)*(?:Dummy|Subproc)VecEnv)$/;

/** A vector of environments is taken for its first one, whose spaces it shows as its own. */
const isVector = perName((path) => VECTOR.test(path));

export function callEnvironment(m: Machine, path: string, args: Arguments, node: Expr): Value | undefined {
  if (!isVector(path)) return undefined;
  const makers = args.positional[0] ?? args.keywords.get('env_fns');
  const maker = makers?.tag === 'sequence' ? makers.items[0] : undefined;
  if (maker === undefined) return undefined;
  const made = callValue(m, maker, noArguments, node);
  return made.tag === 'instance' ? made : undefined;
}

/** The objects whose own generator a seeding call seeds: its owner, or the environments that an agent is given. */
export function seededObjects(m: Machine, part: Part, owner: Instance | null, args: Arguments): Instance[] {
  if (
    !part.startsWith('gym') ||
    owner === null ||
    owner.type.startsWith('gymnasium.') ||
    owner.class !== null
  )
    return owner === null ? [] : [owner];
  const given = [...args.positional, ...args.keywords.values()].filter(
    (value): value is Instance => value.tag === 'instance' && value.type.startsWith('gymnasium.'),
  );
  return part === 'gym' ? given : given.map((environment) => spaceOf(m, environment));
}

function spaceOf(m: Machine, environment: Instance): Instance {
  const known = environment.attributes.get('action_space');
  if (known?.tag === 'instance') return known;
  const made = instance('gymnasium.Space');
  put(m, environment.attributes, 'action_space', made);
  return made;
}
