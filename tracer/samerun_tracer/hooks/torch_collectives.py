"""Notes what ranks exchange: what this one gave, and what it got, read only when the exchange has finished."""

from __future__ import annotations

import functools
import inspect
import sys
from typing import Any, Callable

from .. import format as fmt
from .. import places, trouble
from ..record import recorder, thread
from . import torch_tokens, torch_values

# Which arguments a function reads, and which it fills; by name, as older versions know fewer of them.
_TENSORS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "all_reduce": (("tensor",), ("tensor",)),
    "all_reduce_coalesced": (("tensors",), ("tensors",)),
    "reduce": (("tensor",), ("tensor",)),
    "broadcast": (("tensor",), ("tensor",)),
    "all_gather": (("tensor",), ("tensor_list",)),
    "all_gather_into_tensor": (("input_tensor",), ("output_tensor",)),
    "all_gather_single": (("input_tensor",), ("output_tensor",)),
    "all_gather_coalesced": (("input_tensor_list",), ("output_tensor_lists",)),
    "gather": (("tensor",), ("gather_list",)),
    "scatter": (("scatter_list",), ("tensor",)),
    "reduce_scatter": (("input_list",), ("output",)),
    "reduce_scatter_tensor": (("input",), ("output",)),
    "reduce_scatter_single": (("input",), ("output",)),
    "all_to_all": (("input_tensor_list",), ("output_tensor_list",)),
    "all_to_all_single": (("input",), ("output",)),
    "send": (("tensor",), ()),
    "isend": (("tensor",), ()),
    "recv": ((), ("tensor",)),
    "irecv": ((), ("tensor",)),
}
# These pickle objects and send the bytes, which may differ where the objects do not.
_OBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "all_gather_object": (("obj",), ("object_list",)),
    "gather_object": (("obj",), ("object_gather_list",)),
    "broadcast_object_list": (("object_list",), ("object_list",)),
    "scatter_object_list": (("scatter_object_input_list",), ("scatter_object_output_list",)),
    "recv_object_list": ((), ("object_list",)),
    "send_object_list": (("object_list",), ()),
}
# Of these one rank alone gives something, whatever the others hand in.
_FROM_ONE = ("broadcast", "broadcast_object_list", "scatter_object_list")
_pending: dict[int, tuple[Any, Callable[[Any], None]]] = {}  # by the handle's identity, which it keeps alive


def patch(module: Any) -> None:
    """`module` is `torch.distributed.distributed_c10d`, before anybody has copied names from it."""
    for name, (given, got) in _TENSORS.items():
        if hasattr(module, name):
            setattr(module, name, _exchange(name, getattr(module, name), given, got))
    for name, (given, got) in _OBJECTS.items():
        if hasattr(module, name):
            setattr(module, name, _exchange(name, getattr(module, name), given, got))
    kind = getattr(module, "Work", None)
    if kind is not None and hasattr(kind, "wait"):
        kind.wait = _wait(kind.wait)


def _exchange(name: str, original: Any, given: tuple[str, ...], got: tuple[str, ...]) -> Any:
    code = inspect.unwrap(original).__code__
    order = code.co_varnames[: code.co_argcount]
    # Objects travel as bytes in tensors, which are nobody's tensors.
    silent = name in _OBJECTS

    @functools.wraps(original)
    def exchange(*arguments: Any, **options: Any) -> Any:
        if thread.exchanging or thread.busy or recorder.closed:
            return original(*arguments, **options)
        values = dict(zip(order, arguments), **options)
        place = trouble.guarded(name, places.place_of, sys._getframe().f_back) or 0
        before = trouble.guarded(name, _given, name, values, given) if given else 0
        thread.exchanging, thread.busy = True, silent
        try:
            handle = original(*arguments, **options)
        finally:
            thread.exchanging = thread.busy = False
        results = [values.get(key) for key in got]

        def finished(frame: Any) -> None:
            trouble.guarded(name, _note, name, place or places.place_of(frame), before or 0, results)

        if handle is not None and hasattr(handle, "wait"):
            _pending[id(handle)] = (handle, finished)
        else:
            finished(None)
        return handle

    return exchange


def _wait(original: Any) -> Any:
    @functools.wraps(original)
    def wait(self: Any, *arguments: Any, **options: Any) -> Any:
        result = original(self, *arguments, **options)
        found = _pending.pop(id(self), None)
        if found is not None:
            found[1](sys._getframe().f_back)
        return result

    return wait


def _given(name: str, values: dict[str, Any], keys: tuple[str, ...]) -> Any:
    if name in _FROM_ONE and not _is_source(values):
        return 0
    return _hash([values.get(key) for key in keys])


def _is_source(values: dict[str, Any]) -> bool:
    distributed = sys.modules["torch.distributed"]
    if values.get("group_src") is not None:
        return bool(distributed.get_rank(values.get("group")) == values["group_src"])
    return bool(distributed.get_rank() == (values.get("src") or 0))


def _hash(values: list[Any]) -> Any:
    values = [value for value in values if value is not None]
    return torch_values.tree(values) if values else 0


def _note(name: str, place: int, before: int, results: list[Any]) -> None:
    first = torch_values.first_tensor(results)
    torch_tokens.mark(results, torch_tokens.FOREIGN)
    recorder.emit(
        fmt.OP,
        recorder.name(f"c10d::{name}"),
        place,
        before=before,
        after=_hash(results),
        sample=None if first is None else torch_values.first_number(first),
    )
