"""Notes JAX's keys, the draws made outside of `jit`, and at the end the arrays that the script holds by name."""

from __future__ import annotations

import functools
import sys
from typing import Any, Callable, Iterator

from .. import ends, places, trouble
from ..record import recorder, thread
from . import arrays, tensorflow_random

_KEYS = ("PRNGKey", "key")
_DRAWS = (
    "normal uniform bernoulli categorical randint permutation choice truncated_normal gamma beta exponential gumbel "
    "laplace poisson dirichlet bits cauchy rademacher multivariate_normal split fold_in"
).split()
MOST_LEAVES = 20_000
MOST_NAMES = 2_000


def patch(jax: Any) -> None:
    random = jax.random
    for name in _KEYS:
        if hasattr(random, name):
            setattr(random, name, _key(name, getattr(random, name)))
    for name in _DRAWS:
        if hasattr(random, name):
            setattr(random, name, _draw(jax, name, getattr(random, name)))
    ends.before_end.append(lambda: arrays.note_parameters(_held(jax), 0))


def _key(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def key(seed: Any, *arguments: Any, **options: Any) -> Any:
        result = original(seed, *arguments, **options)
        if type(seed) is int:
            frame = sys._getframe().f_back
            trouble.guarded(f"jax:{name}", tensorflow_random.note_seed, f"jax:{name}", seed, frame)
        return result

    return key


def _draw(jax: Any, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def draw(*arguments: Any, **options: Any) -> Any:
        outer, thread.busy = thread.busy, True
        try:
            value = original(*arguments, **options)
        finally:
            thread.busy = outer
        key = arguments[0] if arguments else options.get("key")
        # Inside of `jit` there is no value, only a stand-in for one.
        if not outer and not isinstance(value, jax.core.Tracer) and not isinstance(key, jax.core.Tracer):
            trouble.guarded(f"jax:{name}", _note, jax, name, key, value, sys._getframe().f_back)
        return value

    return draw


def _note(jax: Any, name: str, key: Any, value: Any, frame: Any) -> None:
    before = arrays.hash_and_sample(_plain(jax, key))[0]
    hashed, sample = arrays.hash_and_sample(_plain(jax, value))
    recorder.draw(recorder.name(f"jax:{name}"), places.place_of(frame), before, hashed, 0, sample)


def _plain(jax: Any, value: Any) -> Any:
    """The numbers of a typed key, which are hidden from numpy."""
    dtype = getattr(value, "dtype", None)
    typed = dtype is not None and hasattr(jax.dtypes, "prng_key") and jax.dtypes.issubdtype(dtype, jax.dtypes.prng_key)
    return jax.random.key_data(value) if typed else value


def _held(jax: Any) -> Iterator[tuple[str, Any]]:
    """Arrays below the script's own global names, in any nesting that JAX knows."""
    main = vars(sys.modules["__main__"])
    count = 0
    for name in sorted(main)[:MOST_NAMES]:
        if name.startswith("_") or callable(main[name]):
            continue
        leaves = jax.tree_util.tree_flatten_with_path(main[name])[0]
        for path, leaf in leaves:
            if isinstance(leaf, jax.Array) and not leaf.is_deleted():
                count += 1
                if count > MOST_LEAVES:
                    return
                yield f"{name}{jax.tree_util.keystr(path)}", _plain(jax, leaf)
