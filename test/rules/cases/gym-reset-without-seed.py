# === the first reset
import gymnasium as gym

env = gym.make("CartPole-v1")
env.reset()  #! warning safe
env.reset()
# --- fixed
import gymnasium as gym

env = gym.make("CartPole-v1")
env.reset(seed=1024)  #! warning safe
env.reset()
# === environment and space are apart
import gymnasium as gym

env = gym.make("CartPole-v1")
env.reset()  #! warning safe
env.action_space.sample()  #! warning safe
# === for its shape alone
import gymnasium as gym
import numpy as np

env = gym.make("CartPole-v1")
a = env.action_space.sample().shape
b = env.action_space.sample().dtype
c = np.zeros_like(env.action_space.sample())
d = network.init(key, env.action_space.sample())
e = len(env.action_space.sample())
f = type(env.action_space.sample())
# === for itself
import gymnasium as gym

env = gym.make("CartPole-v1")
a = load(env.action_space.sample())  #! warning safe
# === an attribute of a sample that is not its shape
import gymnasium as gym

env = gym.make("CartPole-v1")
a = env.action_space.sample().mean()  #! warning safe
# === an agent seeds it
import gymnasium as gym
from stable_baselines3 import PPO

env = gym.make("CartPole-v1")
env.reset()
model = PPO("MlpPolicy", env)
# === an environment of the script's own
import gymnasium as gym


class Env(gym.Env):
    def reset(self, seed=None):
        super().reset(seed=seed)
        return 0


Env().reset()
# === an agent is watched
import gymnasium as gym

env = gym.make("CartPole-v1", render_mode="human")
for episode in range(3):
    env.reset()  #! hint safe
    for step in range(10):
        env.render()
# === rendered now and then, by another, outside of the loop
import gymnasium as gym

env = gym.make("CartPole-v1", render_mode="human")
for episode in range(3):
    env.reset()  #! warning safe
    if episode > 1:
        env.render()
    other.render()
env.render()
# === rendered outside of a loop
import gymnasium as gym

env = gym.make("CartPole-v1", render_mode="human")
env.reset()  #! warning safe
env.render()
# === rendered while training
import gymnasium as gym
import torch

model = torch.nn.Linear(1, 1)
env = gym.make("CartPole-v1", render_mode="human")
for episode in range(3):
    env.reset()  #! warning safe
    env.render()
    model(torch.ones(1)).sum().backward()
# === a file that only defines
import gymnasium as gym


def make():
    env = gym.make("CartPole-v1")
    env.reset()
    return env
