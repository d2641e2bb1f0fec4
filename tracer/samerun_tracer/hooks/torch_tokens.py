"""Remembers what a storage holds, so that the bytes that an op wrote need no second hash when the next op reads them.

A token lives on the storage object and dies with it. It is dropped or renewed on every write that dispatch shows; bytes
that anybody else can write to are hashed at each reading, and every so many readings a token is held against the bytes.
"""

from __future__ import annotations

import functools
import zlib
from typing import Any

from .. import trouble
from ..awaited import MASK, Awaited, Derived, Slot, mixed
from ..hashing import hash_object
from . import torch_values, unset_memory
from .torch_values import dtype_codes, held, memory

UNWRITTEN = (1,)  # born without a value and never written as a whole; with the name of the op and its place
FOREIGN = (2,)  # not born from a traced op: until one has written all of it
SCRATCH = (0, 5)  # work space of a kernel, with bytes that nobody has set: always the same token
SHARED = (3,)  # memory that numpy, dlpack or another process has too: for good
EMPTY = 7
SMALL = 4096  # bytes that are hashed as quickly as anything else is done
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
_devices: Any = None


def begin(torch: Any) -> None:
    global _Tensor, _Parameter, _strided, _hash, _readers, _devices
    _Tensor, _Parameter, _strided = torch.Tensor, torch.nn.Parameter, torch.strided
    _hash = torch_values.hash_bytes
    _readers, _devices = torch_values._readers, torch_values.devices
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


def identify(tensor: Any) -> Any:
    """What a tensor holds: the token of its storage with its geometry, or its bytes where there is no token."""
    global _reads
    try:
        storage = tensor.untyped_storage()
    except AttributeError:
        return plain(tensor)
    except (RuntimeError, NotImplementedError):
        return held(tensor)
    try:
        token = storage._samerun
    except AttributeError:
        token = storage._samerun = FOREIGN
    if type(token) is int:
        _reads += 1
        if _reads >= AUDIT_EVERY:
            _reads = 0
            if _is_stale(tensor, storage, token):
                return held(tensor)
    elif type(token) is Slot or type(token) is Derived:
        if not _devices.captured:
            return Awaited((token, hash((tensor.storage_offset(), tensor.shape, tensor.stride()))))
        return held(tensor)
    elif token[0]:
        hashed = held(tensor)
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


def learn(tensor: Any) -> tuple[Any, Any]:
    """After a write: the hash of what a tensor holds now, its first element, and a fresh token on its storage."""
    try:
        storage = tensor.untyped_storage()
        size = storage.nbytes()
        if tensor.nbytes == size and not tensor.is_neg() and not tensor.is_conj():
            if size == 0:
                storage._samerun = EMPTY
                return hash((EMPTY, tensor.shape)), None
            contiguous = tensor.is_contiguous()
            if contiguous or (tensor.layout is _strided and 0 not in tensor.stride()):
                dtype = tensor.dtype
                geometry = dtype_codes[dtype] if contiguous else tensor.stride()
                reader = _readers.get(dtype)
                if not tensor.is_cpu:
                    return _learn_on_device(tensor, storage, reader, geometry)
                data = memory(storage.data_ptr(), size)
                token = _hash(data)
                if getattr(storage, "_samerun", None) is not SHARED:
                    storage._samerun = token
                sample = float(reader(data)[0]) if reader is not None else None
                return hash((token, tensor.shape, geometry)), sample
        return _learn_part(tensor, storage), None
    except (RuntimeError, NotImplementedError, AttributeError):
        return held(tensor) if isinstance(tensor, _Tensor) else plain(tensor), None


def _learn_on_device(tensor: Any, storage: Any, reader: Any, geometry: Any) -> tuple[Any, Any]:
    if tensor.is_meta or type(tensor) not in torch_values.plain_types():
        return held(tensor), None
    if _devices.capturing:
        storage._samerun = FOREIGN
        _devices.capturing.note_write(tensor)
        return held(tensor), None
    token = _devices.put(tensor, reader)
    if getattr(storage, "_samerun", None) is not SHARED:
        storage._samerun = token
    return Awaited((token, hash((tensor.shape, geometry)))), token if reader is not None else None


def _learn_part(tensor: Any, storage: Any) -> Any:
    """A write through a view: the token tells of the old bytes and of the new."""
    if _devices.capturing:
        _devices.capturing.note_write(tensor)
    hashed = held(tensor)
    old = getattr(storage, "_samerun", FOREIGN)
    if old is SHARED:
        return hashed
    if tensor.numel() * tensor.element_size() == storage.nbytes():
        storage._samerun = Derived(hashed) if type(hashed) is Awaited else (0, hashed)
    elif type(old) is int or type(old) is Slot or type(old) is Derived or old[0] == 0:
        geometry = (tensor.storage_offset(), tensor.shape, tensor.stride())
        if type(hashed) is Awaited or type(old) is Slot or type(old) is Derived:
            storage._samerun = Derived((old, hashed, hash(geometry)))
        else:
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
        return mixed(*[plain(item) for item in value])
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


def inputs(arguments: Any, options: dict[str, Any]) -> Any:
    """One hash of everything that an op reads."""
    found: list[Any] = []
    add = found.append
    awaits = False
    for value in (*arguments, *options.values()) if options else arguments:
        kind = type(value)
        if kind is _Tensor or kind is _Parameter:
            value = identify(value)
        elif kind is not int:
            value = plain(value)
        if type(value) is Awaited:
            awaits = True
            found += value
        else:
            add(value)
    return Awaited(found) if awaits else hash(tuple(found)) & MASK


def outputs(value: Any) -> tuple[Any, Any]:
    """The hash of everything that an op gave or wrote, and the first element of the first tensor."""
    if type(value) is _Tensor or type(value) is _Parameter:
        return learn(value)
    if isinstance(value, (list, tuple)):
        return _outputs_of(value) if not _devices.busy else _devices.put_all(_outputs_of, value)
    if isinstance(value, _Tensor):
        return learn(value)
    return plain(value), None


def _outputs_of(values: Any) -> tuple[Any, Any]:
    found, sample = [], None
    for item in values:
        hashed, number = learn(item) if type(item) is _Tensor or type(item) is _Parameter else outputs(item)
        found.append(hashed)
        sample = number if sample is None else sample
    return mixed(*found), sample


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
