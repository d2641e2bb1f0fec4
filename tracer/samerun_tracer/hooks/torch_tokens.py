"""Remembers what a storage holds, so that the bytes that an op wrote need no second hash when the next op reads them.

A token lives on the storage object and dies with it. It is dropped or renewed on every write that dispatch shows; bytes
that anybody else can write to are hashed at each reading, and every so many readings a token is held against the bytes.
"""

from __future__ import annotations

import functools
import zlib
from typing import Any, Optional

from .. import trouble
from ..hashing import MASK, hash_object
from . import torch_values, unset_memory
from .torch_values import content, dtype_codes, memory

UNWRITTEN = (1,)  # born without a value and never written as a whole; with the name of the op and its place
FOREIGN = (2,)  # not born from a traced op: until one has written all of it
SCRATCH = (0, 5)  # work space of a kernel, with bytes that nobody has set: always the same token
SHARED = (3,)  # memory that numpy, dlpack or another process has too: for good
EMPTY = 7
AUDIT_EVERY = 64

_NONE, _NAN, _GENERATOR = 11, 17, 13
_named: dict[Any, int] = {}
_reads = 0
_stale = 0
_Tensor: Any = None
_Parameter: Any = None
_strided: Any = None
_hash: Any = None
_readers: dict[Any, Any] = {}


def begin(torch: Any) -> None:
    global _Tensor, _Parameter, _strided, _hash, _readers
    _Tensor, _Parameter, _strided = torch.Tensor, torch.nn.Parameter, torch.strided
    _hash = torch_values.hash_bytes
    _readers = torch_values._readers
    for name in ("numpy", "__dlpack__", "share_memory_"):
        _hand_out(torch.Tensor, name)
    for name in ("from_numpy", "frombuffer", "from_dlpack", "as_tensor", "asarray"):
        if hasattr(torch, name):
            _take_in(torch, name)


def persistent(torch: Any) -> bool:
    """Whether this torch gives the same storage object each time, so that a token can stay on it."""
    tensor = torch.empty(0)
    tensor.untyped_storage()._samerun = UNWRITTEN
    return getattr(tensor.untyped_storage(), "_samerun", None) is UNWRITTEN


def identify(tensor: Any) -> int:
    """What a tensor holds: the token of its storage with its geometry, or its bytes where there is no token."""
    global _reads
    try:
        storage = tensor.untyped_storage()
    except AttributeError:
        return plain(tensor)
    except (RuntimeError, NotImplementedError):
        return content(tensor)
    try:
        token = storage._samerun
    except AttributeError:
        token = storage._samerun = FOREIGN
    if type(token) is int:
        _reads += 1
        if _reads >= AUDIT_EVERY:
            _reads = 0
            if _is_stale(tensor, storage, token):
                return content(tensor)
    elif token[0]:
        hashed = content(tensor)
        if len(token) == 3 and token[2]:
            unset_memory.note(token[1], token[2], hashed)
        return hashed
    return hash((token, tensor.storage_offset(), tensor.shape, tensor.stride()))


def _is_stale(tensor: Any, storage: Any, token: int) -> bool:
    global _stale
    size = storage.nbytes()
    if not tensor.is_cpu or not size or _hash(memory(storage.data_ptr(), size)) == token:
        return False
    storage._samerun = SHARED
    _stale += 1
    if _stale == 1:
        trouble.notice("some tensors were written to behind torch's back; they are hashed at each reading")
    return True


def learn(tensor: Any) -> tuple[int, Optional[float]]:
    """After a write: the hash of what a tensor holds now, its first element, and a fresh token on its storage."""
    try:
        storage = tensor.untyped_storage()
        size = storage.nbytes()
        if tensor.is_cpu and tensor.nbytes == size and not tensor.is_neg() and not tensor.is_conj():
            if size == 0:
                storage._samerun = EMPTY
                return hash((EMPTY, tensor.shape)), None
            contiguous = tensor.is_contiguous()
            if contiguous or (tensor.layout is _strided and 0 not in tensor.stride()):
                data = memory(storage.data_ptr(), size)
                token = _hash(data)
                if getattr(storage, "_samerun", None) is not SHARED:
                    storage._samerun = token
                dtype = tensor.dtype
                reader = _readers.get(dtype)
                sample = float(reader(data)[0]) if reader is not None else None
                geometry = dtype_codes[dtype] if contiguous else tensor.stride()
                return hash((token, tensor.shape, geometry)), sample
        return _learn_part(tensor, storage), None
    except (RuntimeError, NotImplementedError, AttributeError):
        return content(tensor) if isinstance(tensor, _Tensor) else plain(tensor), None


def _learn_part(tensor: Any, storage: Any) -> int:
    """A write through a view, or on a device: the token tells of the old bytes and of the new."""
    hashed = content(tensor)
    old = getattr(storage, "_samerun", FOREIGN)
    if old is SHARED:
        return hashed
    if tensor.numel() * tensor.element_size() == storage.nbytes():
        storage._samerun = hashed if not tensor.is_cpu else (0, hashed)
    elif type(old) is int or old[0] == 0:
        geometry = (tensor.storage_offset(), tensor.shape, tensor.stride())
        storage._samerun = (0, hash((old, hashed, geometry)))
    return hashed


def mark(value: Any, marker: tuple[int, ...]) -> None:
    """For storages whose bytes say nothing yet; without ops there are no tokens to mark."""
    if _Tensor is None:
        return
    for tensor in value if isinstance(value, (list, tuple)) else (value,):
        if isinstance(tensor, (list, tuple)):
            mark(tensor, marker)
        elif isinstance(tensor, _Tensor):
            try:
                tensor.untyped_storage()._samerun = marker
            except (RuntimeError, NotImplementedError):
                continue  # a tensor without storage has no bytes to mark


def plain(value: Any) -> Any:
    """An argument by its value; `hash` of torch's own objects, of None and of NaN is by address."""
    kind = type(value)
    if kind is int or kind is bool:
        return value
    if kind is float:
        return value if value == value else _NAN
    if value is None:
        return _NONE
    if kind is list or kind is tuple:
        return hash(tuple([plain(item) for item in value]))
    if kind is str:
        return zlib.crc32(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, _Tensor):
        return identify(value)
    if kind is torch_values.torch.Generator:
        return _GENERATOR
    if kind is complex:
        return hash_object(value)
    try:
        known = _named.get(value)
        if known is None:
            known = _named[value] = hash_object(value)
        return known
    except TypeError:
        return hash_object(value)


def inputs(arguments: Any, options: dict[str, Any]) -> int:
    """One hash of everything that an op reads."""
    found = []
    add = found.append
    for value in arguments:
        kind = type(value)
        if kind is _Tensor or kind is _Parameter:
            add(identify(value))
        elif kind is int:
            add(value)
        else:
            add(plain(value))
    if options:
        for value in options.values():
            add(plain(value))
    return hash(tuple(found)) & MASK


def outputs(value: Any) -> tuple[int, Optional[float]]:
    """The hash of everything that an op gave or wrote, and the first element of the first tensor."""
    if type(value) is _Tensor or type(value) is _Parameter:
        return learn(value)
    if isinstance(value, (list, tuple)):
        found, sample = [], None
        for item in value:
            hashed, number = outputs(item)
            found.append(hashed)
            sample = number if sample is None else sample
        return hash(tuple(found)), sample
    if isinstance(value, _Tensor):
        return learn(value)
    return plain(value), None


def _hand_out(kind: Any, name: str) -> None:
    original = getattr(kind, name)

    @functools.wraps(original)
    def handed_out(self: Any, *arguments: Any, **options: Any) -> Any:
        mark(self, SHARED)
        return original(self, *arguments, **options)

    setattr(kind, name, handed_out)


def _take_in(module: Any, name: str) -> None:
    original = getattr(module, name)

    @functools.wraps(original)
    def taken_in(*arguments: Any, **options: Any) -> Any:
        result = original(*arguments, **options)
        try:
            storage = result.untyped_storage()
            if not hasattr(storage, "_samerun"):
                storage._samerun = SHARED
        except (RuntimeError, NotImplementedError):
            return result  # no storage, so no token either
        return result

    setattr(module, name, taken_in)
