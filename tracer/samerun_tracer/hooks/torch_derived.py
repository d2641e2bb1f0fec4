"""Tokens for what follows from what was read: made of the tokens and hashes of that, so that no bytes are read.

A token is faithful if it was made, from bytes that were read, by what keeps different bytes apart.
"""

from __future__ import annotations

from typing import Any

from ..awaited import Awaited, Derived, Slot
from . import torch_values
from .torch_tokens import SHARED, SMALL, identify, learn
from .torch_values import held


def by_content(tensor: Any) -> Any:
    """What a result of a step holds: by its bytes also where its token would tell apart what may be equal."""
    try:
        storage = tensor.untyped_storage()
    except (RuntimeError, NotImplementedError):
        return held(tensor)  # a layout without one storage
    token = getattr(storage, "_samerun", None)
    if type(token) is int:
        return hash((token, tensor.storage_offset(), tensor.shape, tensor.stride()))
    return identify(tensor) if is_faithful(token) else held(tensor)


def is_faithful(token: Any) -> bool:
    """Whether other tokens of its kind mean other bytes, but for what rounding makes equal."""
    kind = type(token)
    if kind is int or kind is Slot:
        return True
    return token.faithful if kind is Derived else kind is tuple and token[0] == 0 and len(token) == 3


def derive(tensor: Any, code: int, before: Any, faithful: bool = False) -> tuple[Any, Any]:
    """After an op that left no choice: a token made of what it read, so that its bytes need not be read.

    `learn` where that would be no dearer, or where the op did not write all that the storage holds.
    """
    storage = _owned(tensor)
    return learn(tensor) if storage is None else _settled(tensor, storage, (code, before), faithful)


def rescaled(tensor: Any, code: int, factor: Any) -> tuple[Any, Any]:
    """After an op that multiplied all of a tensor, in place, by one number: its old token tells it, and the number."""
    storage = _owned(tensor)
    old = None if storage is None else getattr(storage, "_samerun", None)
    if type(old) is int or type(old) is Slot or type(old) is Derived or (type(old) is tuple and old[0] == 0):
        return _settled(tensor, storage, (code, old, factor), is_faithful(old))
    return learn(tensor)


def _owned(tensor: Any) -> Any:
    """The storage, where a token may tell what the tensor holds and nothing else is in there."""
    if type(tensor) not in torch_values.plain_types() or tensor.layout is not torch_values.torch.strided:
        return None
    storage = tensor.untyped_storage()
    size = storage.nbytes()
    if tensor.nbytes != size or (size <= SMALL and tensor.is_cpu) or tensor.is_meta:
        return None
    devices = torch_values.devices
    if devices.captured or devices.capturing or getattr(storage, "_samerun", None) is SHARED:
        return None
    return storage


def _settled(tensor: Any, storage: Any, parts: tuple[Any, ...], faithful: bool) -> tuple[Any, Any]:
    if not tensor.is_cpu or any(type(part) is Awaited or type(part) is Slot or type(part) is Derived for part in parts):
        token: Any = Derived(parts, faithful)
        storage._samerun = token
        return Awaited((token, hash((tensor.shape, tensor.stride())))), None
    token = storage._samerun = (0, hash(parts), True) if faithful else (0, hash(parts))
    return hash((token, tensor.shape, tensor.stride())), torch_values.first_number(tensor)
