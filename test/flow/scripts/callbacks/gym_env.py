import random

import gymnasium as gym
import numpy as np
from stable_baselines3 import PPO
from stable_baselines3.common.env_checker import check_env


class GridEnv(gym.Env):
    def __init__(self):
        self.action_space = gym.spaces.Discrete(2)

    def reset(self, seed=None, options=None):
        super().reset(seed=seed)
        self.position = self.np_random.integers(4)
        self.noise = random.random()  #: python unseeded; python seeded @26
        return self.position, {}

    def step(self, action):
        reward = np.random.normal()  #: numpy unseeded; numpy seeded @26
        return 0, reward, False, False, {}


env = GridEnv()
check_env(env)
model = PPO("MlpPolicy", env, seed=1)
model.learn(10)
