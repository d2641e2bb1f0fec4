# === a random agent, nothing seeded
import gymnasium as gym

env = gym.make("LunarLander-v3", render_mode="rgb_array")
observation, info = env.reset()  #! SR706
for _ in range(1000):
    action = env.action_space.sample()  #! SR706
    observation, reward, terminated, truncated, info = env.step(action)
    if terminated or truncated:
        observation, info = env.reset()
env.close()

# === as its documentation has it, the space seeded too
import gymnasium as gym

env = gym.make("LunarLander-v3")
observation, info = env.reset(seed=42)
env.action_space.seed(42)
for _ in range(1000):
    observation, reward, terminated, truncated, info = env.step(env.action_space.sample())
    if terminated or truncated:
        observation, info = env.reset()

# === a vector of environments with seeds from an option
import argparse

import gymnasium as gym
import numpy as np
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()


def make_env(seed):
    def thunk():
        env = gym.wrappers.RecordEpisodeStatistics(gym.make("CartPole-v1"))
        env.action_space.seed(seed)
        return env

    return thunk


np.random.seed(args.seed)
torch.manual_seed(args.seed)
envs = gym.vector.SyncVectorEnv([make_env(args.seed + i) for i in range(4)])
obs, _ = envs.reset(seed=args.seed)
actions = np.array([envs.single_action_space.sample() for _ in range(4)])
policy = torch.nn.Linear(4, 2)

# === training and evaluation, the second environment forgotten nowhere
import gym

env = gym.make("Hopper-v2")
env.seed(0)
env.action_space.seed(0)
state, done = env.reset(), False
action = env.action_space.sample()

# === the environment in an agent's class
import gymnasium as gym
import numpy as np

np.random.seed(0)


class QLearner:
    def __init__(self, name):
        self.env = gym.make(name)
        self.table = np.zeros((16, 4))

    def run(self, episodes):
        for _ in range(episodes):
            state, _ = self.env.reset()  #! SR706
            if np.random.rand() < 0.1:
                action = self.env.action_space.sample()  #! SR706
            else:
                action = int(self.table[state].argmax())
            self.env.step(action)


QLearner("FrozenLake-v1").run(10)

# === an environment of one's own
import gymnasium as gym


class Grid(gym.Env):
    def __init__(self):
        self.action_space = gym.spaces.Discrete(4)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        return int(self.np_random.integers(10)), {}

    def step(self, action):
        return 0, 0.0, True, False, {}


env = Grid()
env.reset(seed=3)
env.reset()
# === a vector whose makers seed their spaces
import random
from collections import deque

import gymnasium as gym
import numpy as np
import torch
from torch import nn

SEED = 1
random.seed(SEED)
np.random.seed(SEED)
torch.manual_seed(SEED)
torch.backends.cudnn.deterministic = True


def make_env(env_id, seed, idx):
    def thunk():
        env = gym.make(env_id)
        env = gym.wrappers.RecordEpisodeStatistics(env)
        env.action_space.seed(seed)
        return env

    return thunk


envs = gym.vector.SyncVectorEnv([make_env("CartPole-v1", SEED + i, i) for i in range(2)])
envs.single_action_space.seed(SEED)
q = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
target = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
target.load_state_dict(q.state_dict())
opt = torch.optim.Adam(q.parameters())
buffer = deque(maxlen=10000)
obs, _ = envs.reset(seed=SEED)
for step in range(10000):
    if random.random() < max(0.05, 1 - step / 5000):
        actions = np.array([envs.single_action_space.sample() for _ in range(envs.num_envs)])
    else:
        actions = q(torch.Tensor(obs)).argmax(1).numpy()
    nxt, r, term, trunc, infos = envs.step(actions)
    buffer.extend(zip(obs, actions, r, nxt, term))
    obs = nxt
    if step > 1000 and step % 4 == 0:
        batch = random.sample(buffer, 64)
        s = torch.as_tensor(np.stack([b[0] for b in batch]))
        loss = q(s).pow(2).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
# === a vector that is never given a seed
import random
from collections import deque

import gymnasium as gym
import numpy as np
import torch
from torch import nn

SEED = 1
random.seed(SEED)
np.random.seed(SEED)
torch.manual_seed(SEED)
torch.backends.cudnn.deterministic = True


def make_env(env_id, seed, idx):
    def thunk():
        env = gym.make(env_id)
        env = gym.wrappers.RecordEpisodeStatistics(env)
        env.action_space.seed(seed)
        return env

    return thunk


envs = gym.vector.SyncVectorEnv([make_env("CartPole-v1", SEED + i, i) for i in range(2)])
envs.single_action_space.seed(SEED)
q = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
target = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
target.load_state_dict(q.state_dict())
opt = torch.optim.Adam(q.parameters())
buffer = deque(maxlen=10000)
obs, _ = envs.reset()  #! SR706
for step in range(10000):
    if random.random() < max(0.05, 1 - step / 5000):
        actions = np.array([envs.single_action_space.sample() for _ in range(envs.num_envs)])
    else:
        actions = q(torch.Tensor(obs)).argmax(1).numpy()
    nxt, r, term, trunc, infos = envs.step(actions)
    buffer.extend(zip(obs, actions, r, nxt, term))
    obs = nxt
    if step > 1000 and step % 4 == 0:
        batch = random.sample(buffer, 64)
        s = torch.as_tensor(np.stack([b[0] for b in batch]))
        loss = q(s).pow(2).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
# === PettingZoo, agents with spaces of their own
from pettingzoo.butterfly import pistonball_v6

env = pistonball_v6.parallel_env(render_mode=None)
observations, infos = env.reset(seed=42)
for agent in env.possible_agents:
    env.action_space(agent).seed(42)
while env.agents:
    actions = {agent: env.action_space(agent).sample() for agent in env.agents}
    observations, rewards, terminations, truncations, infos = env.step(actions)
env.close()
# === PettingZoo without a seed
from pettingzoo.butterfly import pistonball_v6

env = pistonball_v6.parallel_env(render_mode=None)
observations, infos = env.reset()  #! SR706
for agent in env.possible_agents:
    env.action_space(agent).seed(42)
while env.agents:
    actions = {agent: env.action_space(agent).sample() for agent in env.agents}
    observations, rewards, terminations, truncations, infos = env.step(actions)
env.close()
