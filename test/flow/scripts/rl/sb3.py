import numpy as np
from stable_baselines3 import PPO
from stable_baselines3.common.env_util import make_vec_env

env = make_vec_env("CartPole-v1", n_envs=4, seed=0)
model = PPO("MlpPolicy", env, verbose=1, seed=0)
noise = np.random.rand(3)  #: numpy seeded @6
model.learn(total_timesteps=1000)
