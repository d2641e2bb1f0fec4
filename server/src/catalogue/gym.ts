// Gymnasium, and gym before it: an environment has a generator, and each of its spaces another that `reset(seed=…)` does not reach.

import type { Table } from './api.ts';
import { atCall, each, seeds } from './build.ts';

const ofEnvironment = { seed: seeds(['gym'], 'seed', 'nothing') };

export const gym: Table = {
  ...each('gymnasium', 'make make_vec vector.make', { returns: 'gymnasium.Env', fresh: true, watch: true }),
  'pettingzoo.make': { returns: 'gymnasium.Env', fresh: true, watch: true },
  ...each('gymnasium.vector', 'SyncVectorEnv AsyncVectorEnv', {
    returns: 'gymnasium.Env',
    calls: [0, 'env_fns'],
  }),
  'gymnasium.Env.reset': { draw: atCall('gym', 'environment', { unless: ['seed'] }), ...ofEnvironment },
  'gymnasium.Env.seed': ofEnvironment,
  ...each('gymnasium.Env', 'action_space single_action_space', { attribute: 'gymnasium.Space', fresh: true }),
  // Sampled for its shape: nothing is claimed of what is drawn.
  ...each('gymnasium.Env', 'observation_space single_observation_space', { attribute: 'gymnasium.Space' }),
  'gymnasium.Space.sample': { draw: atCall('gym.space', 'environment') },
  'gymnasium.Space.seed': { seed: seeds(['gym.space'], 'seed', 'nothing') },
};
