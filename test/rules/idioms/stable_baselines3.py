# === no seed
from stable_baselines3 import PPO
from stable_baselines3.common.env_util import make_vec_env

env = make_vec_env("CartPole-v1", n_envs=4)
model = PPO("MlpPolicy", env, device="cpu")  #! SR707
model.learn(total_timesteps=25_000)

# === a seed for agent and environment
import gymnasium as gym
from stable_baselines3 import DQN

env = gym.make("CartPole-v1")
model = DQN("MlpPolicy", env, seed=0, device="cpu", verbose=1)
model.learn(10_000)
obs, _ = env.reset()
action = env.action_space.sample()

# === an agent that was trained before
import gymnasium as gym
from stable_baselines3 import SAC

model = SAC.load("sac_pendulum")
env = gym.make("Pendulum-v1")
obs, info = env.reset(seed=0)
model.predict(obs)

# === contributed agents
from sb3_contrib import RecurrentPPO

model = RecurrentPPO("MlpLstmPolicy", "CartPole-v1", device="cpu")  #! SR707
model.learn(5000)
