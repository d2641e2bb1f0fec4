"""Keras with the torch backend, JAX, and TensorFlow as far as they can be seen without their internals."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from samerun_tracer import format as fmt

from conftest import first_difference

KERAS = """
import os
os.environ["KERAS_BACKEND"] = "torch"
import hashlib, keras
import numpy as np
if {seeded}:
    keras.utils.set_random_seed(3)
data = np.random.default_rng(1)
x, y = data.normal(size=(32, 8)), data.integers(0, 3, 32)
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(3)])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile("adam", loss, metrics=["accuracy"])
model.fit(x, y, batch_size=8, epochs=2, verbose=0)
print(hashlib.sha256(b"".join(w.numpy().tobytes() for w in model.weights)).hexdigest())
"""
JAX = """
import hashlib, random, jax
import jax.numpy as jnp
import numpy as np
key = jax.random.key({seed})
first, second = jax.random.split(key)
x = jax.random.normal(first, (16, 4))
params = {"w": jax.random.normal(jax.random.PRNGKey(3), (4, 1)), "b": jnp.zeros(1)}
@jax.jit
def step(params, x, key):
    def loss(p):
        return jnp.mean((x @ p["w"] + p["b"] + 0.1 * jax.random.normal(key, (16, 1))) ** 2)
    value, slopes = jax.value_and_grad(loss)(params)
    return jax.tree.map(lambda p, g: p - 0.1 * g, params, slopes), value
for i in range(3):
    params, value = step(params, x, jax.random.fold_in(second, i))
print(float(value), hashlib.sha256(np.asarray(params["w"]).tobytes()).hexdigest())
"""
# The names and signatures of what is hooked; the real one is large, and was tried by hand.
TENSORFLOW = """
import types
import numpy as np
class Generator:
    def __init__(self, seed): self.bits = np.random.PCG64(seed)
    @classmethod
    def from_non_deterministic_state(cls): return cls(None)
    @classmethod
    def from_seed(cls, seed): return cls(seed)
    def normal(self, shape): return np.zeros(shape)
    uniform = uniform_full_int = truncated_normal = binomial = normal
random = types.SimpleNamespace(
    Generator=Generator, set_seed=lambda seed: None, normal=lambda shape, stddev=1.0: np.ones(shape))
def executing_eagerly(): return True
"""


def test_keras_fit_is_told_by_steps_logs_and_final_weights(
    clean_pair: Callable[..., Any], run: Callable[..., Any]
) -> None:
    source = KERAS.replace("{seeded}", "True")
    done = clean_pair(source, level="steps")
    assert done.status["steps"] == 8
    assert [e.name for e in done.events_of(fmt.STEP)] == ["Adam"] * 8
    logged = [(e.name, e.step) for e in done.events_of(fmt.METRIC)]
    assert logged[:2] == [("accuracy", 0), ("loss", 0)] or logged[:2] == [("loss", 0), ("accuracy", 0)]
    assert ("epoch loss", 4) in logged
    weights = done.events_of(fmt.PARAMETER)
    assert len(weights) == 4 and weights[0].name.endswith("/kernel")
    assert run(source, steps=3).status["kind"] == "step-limit"
    one, two = (run(KERAS.replace("{seeded}", "False")).trace() for _ in range(2))
    a, _ = first_difference(one, two)
    # Keras takes a seed for each layer from Python's stream.
    assert (a[2], a[3]) == ("python:randint", 10)


def test_jax_keys_draws_and_final_parameters(clean_pair: Callable[..., Any], run: Callable[..., Any]) -> None:
    done = clean_pair(JAX.replace("{seed}", "0"), level="steps")
    seeds = [(e.name, e.row, e.detail["seed"]) for e in done.events_of(fmt.SEED) if e.name.startswith("jax")]
    assert seeds == [("jax:key", 5, "0"), ("jax:PRNGKey", 8, "3")]
    draws = [(e.name, e.row, e.extra) for e in done.events_of(fmt.DRAW) if e.name.startswith("jax")]
    # What `step` draws within `jit` has no value outside of it.
    assert draws == [("jax:split", 6, 1), ("jax:normal", 7, 1), ("jax:normal", 8, 1), ("jax:fold_in", 16, 3)]
    held = {e.name for e in done.events_of(fmt.PARAMETER)}
    assert {"params['w']", "params['b']", "x", "value"} <= held
    one, two = (run(JAX.replace("{seed}", "random.getrandbits(31)")).trace() for _ in range(2))
    a, _ = first_difference(one, two)
    assert (a[2], a[3]) == ("python:getrandbits", 5)


def test_tensorflow_seeds_and_eager_draws(run: Callable[..., Any], tmp_path: Path) -> None:
    packages = tmp_path / "home" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "tensorflow.py").write_text(TENSORFLOW)
    source = """
        import sys; sys.path.insert(0, "site-packages")
        import tensorflow as tf
        tf.random.set_seed(7)
        x = tf.random.normal((2, 3))
        y = tf.random.Generator.from_seed(1).normal(2)
        z = tf.random.Generator.from_non_deterministic_state()
        print(type(z).__name__, z.bits.state["state"]["state"] == tf.random.Generator(5).bits.state["state"]["state"])
    """
    done = run(source)
    seeds = [(e.name, e.row, bool(e.flags & fmt.ENTROPY)) for e in done.events_of(fmt.SEED) if e.name.startswith("tf")]
    assert seeds == [("tf:set_seed", 4, False), ("tf.Generator:from_non_deterministic_state", 7, True)]
    draws = [(e.name, e.row, e.sample) for e in done.events_of(fmt.DRAW) if e.name.startswith("tf")]
    assert draws == [("tf:normal", 5, 1.0), ("tf.Generator:normal", 6, 0.0)]
    assert done.stdout == "Generator False\n"
    pinned = run(source, pins={"seed": {"stream": "tf.Generator", "value": 5}})
    assert pinned.stdout == "Generator True\n"
