# === a training loop that splits its key once a step
import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state


class MLP(nn.Module):
    features: int = 64

    @nn.compact
    def __call__(self, x, train: bool):
        x = nn.relu(nn.Dense(self.features)(x))
        x = nn.Dropout(0.1, deterministic=not train)(x)
        return nn.Dense(10)(x)


@jax.jit
def train_step(state, batch, key):
    def loss_fn(params):
        logits = state.apply_fn(params, batch["x"], train=True, rngs={"dropout": key})
        return optax.softmax_cross_entropy_with_integer_labels(logits, batch["y"]).mean()

    grads = jax.grad(loss_fn)(state.params)
    return state.apply_gradients(grads=grads)


def main():
    key = jax.random.PRNGKey(0)
    key, init_key = jax.random.split(key)
    model = MLP()
    params = model.init(init_key, jnp.ones((1, 8)), train=False)
    state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=optax.adam(1e-3))
    for step in range(100):
        key, data_key, drop_key = jax.random.split(key, 3)
        batch = {"x": jax.random.normal(data_key, (32, 8)), "y": jnp.zeros(32, int)}
        state = train_step(state, batch, drop_key)


if __name__ == "__main__":
    main()

# === noise for generator and discriminator from one key
import jax

key = jax.random.key(42)
z_real = jax.random.normal(key, (16, 64))
z_fake = jax.random.normal(key, (16, 64))  #! SR705

# === the first key is the clock
import time

import jax

key = jax.random.PRNGKey(time.time_ns() % 2**32)  #! SR106
print(jax.random.uniform(key))

# === parameters of each layer from one key
from jax import random


def init_layers(key, sizes):
    params = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        params.append(random.normal(key, (n_in, n_out)))  #! SR705
    return params


init_layers(random.PRNGKey(1), [4, 8, 2])

# === parameters of each layer from keys of their own
from jax import random


def init_layers(key, sizes):
    keys = random.split(key, len(sizes))
    return [random.normal(k, (m, n)) for k, m, n in zip(keys, sizes[:-1], sizes[1:])]


init_layers(random.PRNGKey(1), [4, 8, 2])

# === random numbers of NumPy for data, keys for the rest
import jax
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(100, 3))
key = jax.random.key(0)
for epoch in range(3):
    order = jax.random.permutation(jax.random.fold_in(key, epoch), 100)
    x = x[order]

# === data of NumPy's global stream, which a key does not seed
import jax
import numpy as np

key = jax.random.key(0)
data = np.random.randn(100, 3)  #! SR102
weights = jax.random.normal(key, (3,))

# === equinox layers with keys of their own, and two with one
import equinox as eqx
import jax


def build(key):
    a, b = jax.random.split(key)
    return eqx.nn.Linear(2, 3, key=a), eqx.nn.Linear(3, 4, key=a)  #! SR705


build(jax.random.key(0))
# === Flax NNX with streams of keys, the data by TensorFlow
import functools

import jax
import jax.numpy as jnp
import numpy as np
import optax
import tensorflow_datasets as tfds
import tensorflow as tf
from flax import nnx

tf.random.set_seed(0)
train_ds = tfds.load("mnist", split="train")
train_ds = train_ds.map(lambda s: {"image": tf.cast(s["image"], tf.float32) / 255, "label": s["label"]})
train_ds = train_ds.repeat().shuffle(1024).batch(32, drop_remainder=True).take(1200).prefetch(1)


class CNN(nnx.Module):
    def __init__(self, *, rngs: nnx.Rngs):
        self.conv1 = nnx.Conv(1, 32, kernel_size=(3, 3), rngs=rngs)
        self.drop = nnx.Dropout(0.025, rngs=rngs)
        self.linear = nnx.Linear(3136, 10, rngs=rngs)

    def __call__(self, x):
        x = nnx.relu(self.drop(self.conv1(x)))
        return self.linear(x.reshape(x.shape[0], -1))


model = CNN(rngs=nnx.Rngs(0, params=1, dropout=2))
optimizer = nnx.Optimizer(model, optax.adamw(0.005, 0.9), wrt=nnx.Param)


def loss_fn(model, batch):
    logits = model(batch["image"])
    return optax.softmax_cross_entropy_with_integer_labels(logits, batch["label"]).mean()


@nnx.jit
def train_step(model, optimizer, batch):
    loss, grads = nnx.value_and_grad(loss_fn)(model, batch)
    optimizer.update(model, grads)
    return loss


for step, batch in enumerate(train_ds.as_numpy_iterator()):
    loss = train_step(model, optimizer, batch)
# === Flax Linen, keys split and folded
import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state


class MLP(nn.Module):
    @nn.compact
    def __call__(self, x, train: bool):
        x = nn.relu(nn.Dense(128)(x))
        x = nn.Dropout(0.5, deterministic=not train)(x)
        return nn.Dense(10)(x)


def create_state(rng, lr):
    model = MLP()
    params_rng, dropout_rng = jax.random.split(rng)
    variables = model.init({"params": params_rng, "dropout": dropout_rng}, jnp.ones((1, 784)), train=True)
    return train_state.TrainState.create(apply_fn=model.apply, params=variables["params"], tx=optax.adam(lr))


@jax.jit
def step(state, batch, key):
    dropout_key = jax.random.fold_in(key, state.step)

    def loss(params):
        logits = state.apply_fn({"params": params}, batch["x"], train=True, rngs={"dropout": dropout_key})
        return optax.softmax_cross_entropy_with_integer_labels(logits, batch["y"]).mean()

    value, grads = jax.value_and_grad(loss)(state.params)
    return state.apply_gradients(grads=grads), value


def main(seed=0):
    root = jax.random.key(seed)
    root, init_key, data_key, train_key = jax.random.split(root, 4)
    state = create_state(init_key, 1e-3)
    x = jax.random.normal(data_key, (1024, 784))
    y = jnp.zeros(1024, jnp.int32)
    for epoch in range(3):
        root, perm_key = jax.random.split(root)
        perm = jax.random.permutation(perm_key, 1024).reshape(-1, 64)
        for idx in perm:
            state, value = step(state, {"x": x[idx], "y": y[idx]}, train_key)
    return state


main()
# === Flax Linen, the first key from the clock
import time

import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state


class MLP(nn.Module):
    @nn.compact
    def __call__(self, x, train: bool):
        x = nn.relu(nn.Dense(128)(x))
        x = nn.Dropout(0.5, deterministic=not train)(x)
        return nn.Dense(10)(x)


def create_state(rng, lr):
    model = MLP()
    params_rng, dropout_rng = jax.random.split(rng)
    variables = model.init({"params": params_rng, "dropout": dropout_rng}, jnp.ones((1, 784)), train=True)
    return train_state.TrainState.create(apply_fn=model.apply, params=variables["params"], tx=optax.adam(lr))


@jax.jit
def step(state, batch, key):
    dropout_key = jax.random.fold_in(key, state.step)

    def loss(params):
        logits = state.apply_fn({"params": params}, batch["x"], train=True, rngs={"dropout": dropout_key})
        return optax.softmax_cross_entropy_with_integer_labels(logits, batch["y"]).mean()

    value, grads = jax.value_and_grad(loss)(state.params)
    return state.apply_gradients(grads=grads), value


def main(seed=0):
    root = jax.random.key(int(time.time()))  #! SR106
    root, init_key, data_key, train_key = jax.random.split(root, 4)
    state = create_state(init_key, 1e-3)
    x = jax.random.normal(data_key, (1024, 784))
    y = jnp.zeros(1024, jnp.int32)
    for epoch in range(3):
        root, perm_key = jax.random.split(root)
        perm = jax.random.permutation(perm_key, 1024).reshape(-1, 64)
        for idx in perm:
            state, value = step(state, {"x": x[idx], "y": y[idx]}, train_key)
    return state


main()
