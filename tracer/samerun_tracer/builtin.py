"""Stand-ins for functions of C: a class may hold one as an attribute, and it is pickled by name, as the function is."""

from __future__ import annotations

import functools
import importlib
from types import FunctionType
from typing import Any, Callable


class _StandIn:
    """A plain function would be bound to the object that it is called through: `class Timer: clock = time.time`."""

    def __reduce__(self) -> tuple[Any, ...]:
        wrapped = vars(self)["__wrapped__"]
        # Nothing of ours is named in the pickle, so that it can be read without a tracer.
        return getattr, (_Module(wrapped.__module__), wrapped.__name__)

    def __repr__(self) -> str:
        return repr(vars(self)["__wrapped__"])


class _Module:
    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> tuple[Any, ...]:
        return importlib.import_module, (self.name,)


def stand_in(original: Callable[..., Any], function: Callable[..., Any]) -> Any:
    """`function` in place of `original`; one of Python's own functions may be replaced by another as it is."""
    if isinstance(original, FunctionType):
        return function
    # Through a static method no frame comes between the caller and the function, which looks for the user's line.
    kind = type(_StandIn.__name__, (_StandIn,), {"__call__": staticmethod(function)})
    return functools.update_wrapper(kind(), original)
