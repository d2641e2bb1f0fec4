# === its own seed
from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1")  #! warning safe safe
# --- fixed
from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", seed=1024)  #! warning safe safe
# === seeded
from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", seed=1)
