# === SR703 TensorFlow
import tensorflow as tf
x = tf.random.normal([2])
y = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing sets: two runs get other numbers.
#>   3: `tf.random.normal` draws later
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 TensorFlow, late
import tensorflow as tf
x = tf.random.normal([2])
tf.random.set_seed(1)
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing has set by then: two runs get other numbers.
#>   3: set only here
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 TensorFlow, not taken
import tensorflow as tf
if 1 > 2:
    tf.random.set_seed(1)
x = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing has set by then: two runs get other numbers.
#>   3: set on a path that is not taken
#> On a GPU, TensorFlow adds in another order in each run unless `tf.config.experimental.enable_op_determinism()` is called.
# === SR703 Keras
import keras
model = keras.Sequential([keras.layers.Dense(2)])
model.build((1, 2))
#> `keras.layers.Dense` draws its weights from Keras's seed generator, which nothing sets: two runs get other numbers.
# === SR703 TensorFlow, deterministic
import tensorflow as tf
tf.config.experimental.enable_op_determinism()
x = tf.random.normal([2])
#> `tf.random.normal` draws from TensorFlow's global seed, which nothing sets: two runs get other numbers.
# === SR711 CuPy
import cupy as cp
cp.random.rand(2)
cp.random.rand(3)
cp.random.rand(4)
cp.random.rand(5)
#> `cp.random.rand` draws from CuPy's own generator, which nothing seeds: two runs get other numbers.
#>   3: `cp.random.rand` draws later
#>   4: `cp.random.rand` draws later
# === SR706 an environment
import gymnasium as gym
env = gym.make("x")
env.reset()
env.reset()
env.action_space.sample()
#> Nothing seeds this environment, and no global seed reaches it: give the first `reset` a seed.
#>   4: drawn from later
#> This space is sampled by a generator of its own, which neither a global seed nor `reset(seed=…)` reaches: call its `seed` first.
# === SR707 an agent
from stable_baselines3 import PPO
model = PPO("MlpPolicy", "CartPole-v1")
#> `PPO` gets no `seed=`: its networks, its environment and its exploration differ in each run.
# === SR705 a key
import jax
key = jax.random.key(0)
a = jax.random.normal(key)
b = jax.random.uniform(key)
for i in range(3):
    c = jax.random.normal(key)
#> `key` was used up before: this gives the same numbers again. Split it first.
#>   3: first used here
#> `key` was used up before: this gives the same numbers again. Split it first.
#>   3: first used here
# === SR704 pipelines
import tensorflow as tf
a = tf.data.Dataset.range(9).shuffle(9)
b = a.shuffle(9)
#> `a.shuffle` shuffles by TensorFlow's global seed, which nothing sets: two runs see another order.
#>   2: `Dataset.shuffle` shuffles later
