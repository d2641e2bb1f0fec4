# === split first
import jax

key = jax.random.key(0)
a = jax.random.normal(key)
b = jax.random.uniform(key)  #! information unsafe
# --- fixed
import jax

key = jax.random.key(0)
key, subkey = jax.random.split(key)
a = jax.random.normal(subkey)
b = jax.random.uniform(key)  #! information unsafe
# === in each turn of a loop
import jax

key = jax.random.key(0)
for i in range(3):
    x = jax.random.normal(key)  #! information unsafe
for i in range(3):
    key, sub = jax.random.split(key)  #! information unsafe
    x = jax.random.normal(sub)
for key in keys:
    x = jax.random.normal(key)
# === a network and its copy
import jax
from flax import linen as nn


class Net(nn.Module):
    pass


net = Net()
key = jax.random.key(0)
a = net.init(key, 1)
b = net.init(key, 1)
# === made for each call
import jax

a = jax.random.normal(jax.random.key(0))
b = jax.random.normal(jax.random.key(0))
