// SR707: an agent of Stable-Baselines3 is made without a seed.

import { setKeyword } from '../../fixes/keyword.ts';
import { seedFixes } from '../../fixes/seed-block.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { causesOf } from '../../flow/causes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { isAgentCause, reportDraws, written } from '../words.ts';

export const sb3MissingSeed: Rule = {
  meta: {
    code: 'SR707',
    name: 'sb3-missing-seed',
    severity: 'warning',
    summary: 'an agent of Stable-Baselines3 without `seed=`',
    rationale:
      'With `seed=` the constructor seeds Python, NumPy and torch, the environment and its action space; without it none of them. A seed block reaches the networks, but not the environment: `seed=` is the whole cure.',
    defaultOn: true,
    fix: 'safe',
    sources: ['seeders.json (source read): stable_baselines3/common/base_class.py set_random_seed'],
    invalid: [
      {
        code: `
from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", device="cpu")  # <-
model.learn(total_timesteps=10_000)
`,
      },
      {
        code: `
import gymnasium as gym
import numpy as np
from stable_baselines3 import SAC

np.random.seed(0)
env = gym.make("Pendulum-v1")
model = SAC("MlpPolicy", env, device="cpu")  # <-
model.learn(1000)
observation, _ = env.reset()
`,
      },
    ],
    valid: [
      {
        why: 'a seed',
        code: `
from stable_baselines3 import DQN

model = DQN("MlpPolicy", "CartPole-v1", seed=3)
model.learn(1000)
`,
      },
      {
        why: 'seeded by hand',
        code: `
from stable_baselines3 import A2C
from stable_baselines3.common.utils import set_random_seed

set_random_seed(3)
model = A2C("MlpPolicy", "CartPole-v1")
model.learn(1000)
`,
      },
      {
        why: 'a trained agent is loaded',
        code: `
from stable_baselines3 import PPO

model = PPO.load("agent.zip")
`,
      },
      {
        why: 'options that may hold the seed',
        code: `
import json

from stable_baselines3 import TD3

model = TD3("MlpPolicy", "Pendulum-v1", **json.load(open("td3.json")))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const cause = causesOf(context.flow).find(isAgentCause);
    if (cause === undefined) return;
    const own = ownSeed(context, cause.first.call, cause.first.site.module === context.module);
    reportDraws(
      context,
      cause,
      `\`${written(cause.first)}\` gets no \`seed=\`: its networks, its environment and its exploration differ in each run.`,
      { fixes: () => [own, ...seedFixes(context)] },
    );
  },
};

function ownSeed(
  context: RuleContext,
  call: Parameters<typeof setKeyword>[1] | null,
  here: boolean,
): Fix | null {
  if (call === null || !here) return null;
  const seed = seedText(context, call);
  const edit = setKeyword(context.module, call, 'seed', seed);
  return edit === null ? null : { title: `Give it \`seed=${seed}\``, safe: true, edits: [edit] };
}
