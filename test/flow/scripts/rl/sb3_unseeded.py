from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", verbose=1)  #: torch unseeded
model.learn(total_timesteps=1000)
