import gym
import numpy as np

env = gym.make("Pendulum-v0")
env.seed(3)
env.action_space.seed(3)
np.random.seed(3)
obs = env.reset()  #: gym seeded @5
for t in range(10):
    action = env.action_space.sample()  #: gym.space seeded @6
    obs, r, done, _ = env.step(action + 0.1 * np.random.randn())  #: numpy seeded @7
