// Streams of other frameworks and what provably belongs to a library: environments and spaces, frames, datasets, JAX keys.

import { describe, expect, test } from 'vitest';
import { draws, expectations, interpret, rowOf } from './interpret.ts';

const scripts: Record<string, string> = {
  'a seeded reset governs later resets, and not the spaces': `
import gymnasium as gym
env = gym.wrappers.RecordEpisodeStatistics(gym.make("CartPole-v1"))
state, _ = env.reset(seed=1)
action = env.action_space.sample()  #: gym.space unseeded
state, _ = env.reset()  #: gym seeded @4
env.action_space.seed(1)
env.action_space.sample()  #: gym.space seeded @7`,
  'a thunk of a vector of environments seeds the space that they share': `
import gymnasium as gym
def thunk():
    env = gym.make("CartPole-v1")
    env.action_space.seed(3)
    return env
envs = gym.vector.SyncVectorEnv([thunk])
envs.reset(seed=3)
envs.single_action_space.sample()  #: gym.space seeded @5`,
  'the first interface of gym': `
import gym
env = gym.make("Pendulum-v0")
env.seed(0)
env.reset()  #: gym seeded @4
space = gym.spaces.Discrete(2)
space.sample()  #: gym.space unseeded`,
  'a space with its seed': `
from gymnasium import spaces
box = spaces.Box(0, 1, seed=4)
box.sample()  #: gym.space seeded @3`,
  'a seed of Stable-Baselines3 reaches its environment': `
import gymnasium as gym
from stable_baselines3 import PPO
env = gym.make("CartPole-v1")
model = PPO("MlpPolicy", env, seed=1)
env.reset()  #: gym seeded @5`,
  'columns and selections of a frame are pandas too': `
import pandas as pd
df = pd.read_csv("a.csv")
df["x"].sample(3)  #: numpy unseeded
df[df.x > 0].iloc[:5].sample(3)  #: numpy unseeded
df.groupby("x")["y"].sample(1)  #: numpy unseeded
df.x.sample(3)`,
  'datasets, their splits, and streams of them': `
from datasets import load_dataset
data = load_dataset("imdb")
data["train"].shuffle()  #: numpy unseeded
data["train"].train_test_split(0.1, seed=1)["train"].shuffle(seed=2)
stream = load_dataset("c4", split="train", streaming=True)
stream.shuffle()`,
  'options of unknown content may hold the seed': `
import json
from sklearn.model_selection import train_test_split
options = json.load(open("o.json"))
train_test_split([1, 2], **options)
train_test_split([1, 2], **{"test_size": 1})  #: numpy unseeded`,
  'frameworks with a stream of their own': `
import cupy as cp
import dask.array as da
import mlx.core as mx
import paddle
cp.random.rand(2)  #: cupy unseeded
da.random.random(4)  #: dask unseeded
mx.random.normal((2,))  #: mlx unseeded
mx.random.normal((2,), key=mx.random.key(0))
paddle.seed(1)
paddle.rand([2])  #: paddle seeded @10`,
};

test.each(Object.entries(scripts))('%s', (_name, code) => {
  expect(draws(interpret(code))).toEqual(expectations(code));
});

/** Rows of calls that use up a key which was used up before, as `row after earlier row`. */
function spentTwice(code: string): string[] {
  return interpret(code).events.flatMap((event) =>
    event.kind === 'call' && event.spent !== null ? [`${rowOf(event.site)} after ${rowOf(event.spent)}`] : [],
  );
}

describe('a JAX key that is used up twice', () => {
  test.each([
    ['by two samplers', 'k = random.key(0)\nrandom.normal(k)\nrandom.uniform(k)', ['4 after 3']],
    [
      'by a sampler and a split',
      'k = random.key(0)\nrandom.normal(k)\na, b = random.split(k)',
      ['4 after 3'],
    ],
    [
      'in a function that gets it',
      'def draw(key):\n    return random.normal(key)\nk = random.PRNGKey(0)\nx = random.uniform(k)\ndraw(k)',
      ['3 after 5'],
    ],
    [
      'as an item of a split',
      'k = random.split(random.key(0), 3)\nrandom.normal(k[1])\nrandom.normal(k[1])',
      ['4 after 3'],
    ],
    [
      'by a Flax module that draws from what it is called with',
      'from flax import linen as nn\nclass Net(nn.Module):\n    @nn.compact\n    def __call__(self, x, key):\n        return x + random.normal(key)\nk = random.key(0)\na, b = random.split(k)\nNet().init(a, 0.0, b)\nrandom.split(b)',
      ['10 after 6'],
    ],
  ])('%s', (_why, code, expected) => {
    expect(spentTwice(`from jax import random\n${code}\n`)).toEqual(expected);
  });

  test.each([
    [
      'a fresh one each time',
      'k = random.key(0)\nk, a = random.split(k)\nrandom.normal(a)\nk, a = random.split(k)\nrandom.normal(a)',
    ],
    [
      'folded in',
      'k = random.key(0)\nfor i in range(3):\n    random.normal(random.fold_in(k, i))\nrandom.normal(random.fold_in(k, 9))',
    ],
    [
      'in two branches',
      'import sys\nk = random.key(0)\nif len(sys.argv) > 1:\n    x = random.normal(k)\nelse:\n    x = random.uniform(k)',
    ],
    [
      'after a branch that may not have used it',
      'import sys\nk = random.key(0)\nif len(sys.argv) > 1:\n    k2 = random.normal(k)\nrandom.uniform(k)',
    ],
    [
      'keys that come one after the other',
      'ks = iter(random.split(random.key(0), 4))\nrandom.normal(next(ks))\nk = next(ks)\nrandom.normal(k)\nk = next(ks)\nrandom.normal(k)',
    ],
    [
      'keys that a method makes anew',
      'class Keys:\n    def __init__(self, seed):\n        self.key = random.key(seed)\n        self.count = 0\n    def make(self):\n        self.count += 1\n        return random.fold_in(self.key, self.count)\nkeys = Keys(0)\na = keys.make()\nrandom.normal(a)\nb = keys.make()\nrandom.normal(b)',
    ],
    [
      'a number of keys that is not known',
      'import sys\nks = random.split(random.key(0), int(sys.argv[1]))\nrandom.normal(ks[0])\nrandom.normal(ks[0])',
    ],
  ])('not: %s', (_why, code) => {
    expect(spentTwice(`from jax import random\n${code}\n`)).toEqual([]);
  });
});
