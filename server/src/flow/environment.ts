// `os.environ` as a value: what is in it is not known here, and some of it tells the rank.

import { constant, join, type Taint, tainted, unknown, type Value } from './values.ts';

const LAUNCH = new Set([
  'RANK',
  'LOCAL_RANK',
  'WORLD_SIZE',
  'LOCAL_WORLD_SIZE',
  'NODE_RANK',
  'SLURM_PROCID',
  'SLURM_LOCALID',
  'SLURM_NTASKS',
]);
const launched: Taint = { entropy: null, options: [], hardware: true };

/** The value of `os.environ[name]`; undefined if the container is something else. */
export function environmentVariable(container: Value, name: Value | undefined): Value | undefined {
  if (container.tag !== 'library' || container.path !== 'os.environ') return undefined;
  return variable(name);
}

/** `os.environ.get(name, fallback)` and `os.getenv`. */
export function variableOr(name: Value | undefined, fallback: Value | undefined): Value {
  const value = variable(name);
  if (fallback === undefined) return join(value, constant(null));
  return join(value, fallback);
}

function variable(name: Value | undefined): Value {
  return name?.tag === 'const' && typeof name.value === 'string' && LAUNCH.has(name.value)
    ? tainted(launched)
    : unknown;
}
