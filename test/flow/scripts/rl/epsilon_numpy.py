import gymnasium as gym
import numpy as np

env = gym.make("FrozenLake-v1")
rng = np.random.default_rng(0)
Q = np.zeros((16, 4))
obs, info = env.reset(seed=42)
for episode in range(100):
    obs, info = env.reset()  #: gym seeded @7
    if rng.random() < 0.1:  #: numpy.Generator seeded @5
        a = env.action_space.sample()  #: gym.space unseeded
    else:
        a = np.argmax(Q[obs])
    env.step(a)
