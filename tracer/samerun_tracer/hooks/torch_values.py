"""Hashes tensors exactly, by their bytes, shape and dtype, and reads one number of them for people."""

from __future__ import annotations

import ctypes
import struct
import sys
from typing import Any, Callable, Optional

from .. import settings
from ..awaited import UNREADABLE, Awaited, Slot, mixed, value_of
from ..hashing import MASK, hash_object, splitmix
from .device_hash import Devices

torch: Any = None
hash_bytes: Callable[[Any], int] = settings.hash_bytes
dtype_codes: dict[Any, int] = {}
_readers: dict[Any, Callable[..., tuple[Any, ...]]] = {}
_plain_types: tuple[type, ...] = ()
_arrays: dict[int, Callable[[int], Any]] = {}
_quiet_parts: tuple[Any, ...] = ()
_weights: dict[Any, Any] = {}
devices: Any = None  # the slots of all devices that are no CPU


def begin(module: Any) -> None:
    global torch, hash_bytes, devices, _plain_types, _quiet_parts
    torch = module
    devices = Devices(module, quiet, weighted_on_device)
    settings.choose_hash()
    hash_bytes = settings.hash_function()
    kinds = [torch.Tensor, torch.nn.Parameter]
    if hasattr(torch.nn, "Buffer"):
        kinds.append(torch.nn.Buffer)
    _plain_types = tuple(kinds)
    names = sorted(name for name in dir(torch) if isinstance(getattr(torch, name), torch.dtype))
    for name in names:
        dtype_codes.setdefault(getattr(torch, name), hash_object(str(getattr(torch, name))))
    letters = {"float32": "f", "float64": "d", "float16": "e", "int64": "q", "int32": "i", "int16": "h", "uint8": "B"}
    letters.update(int8="b", bool="?")
    for name, letter in letters.items():
        _readers[getattr(torch, name)] = struct.Struct("=" + letter).unpack_from
    whole = struct.Struct("<f").unpack
    _readers[torch.bfloat16] = lambda data: whole(b"\0\0" + data[:2])
    parts = [torch.no_grad, torch._C._DisableTorchDispatch]
    parts.append(getattr(torch._C, "DisableTorchFunctionSubclass", None) or torch._C.DisableTorchFunction)
    _quiet_parts = tuple(parts)


def plain_types() -> tuple[type, ...]:
    """Of tensors that compute by torch's own rules."""
    return _plain_types


class quiet:
    """Inside, tensor operations are nobody's: no gradient, no mode of ours or of the script sees them."""

    def __enter__(self) -> None:
        self._parts = [part() for part in _quiet_parts]
        for part in self._parts:
            # A guard of C++ works from its making to its deletion.
            if hasattr(part, "__enter__"):
                part.__enter__()

    def __exit__(self, *_: object) -> None:
        while self._parts:
            part = self._parts.pop()
            if hasattr(part, "__exit__"):
                part.__exit__(None, None, None)
            del part


def memory(address: int, size: int) -> Any:
    """The bytes there, as a buffer, without a copy."""
    make = _arrays.get(size)
    if make is None:
        if len(_arrays) > 5000:
            _arrays.clear()
        make = _arrays[size] = (ctypes.c_char * size).from_address
    return make(address)


def content(tensor: Any) -> int:
    """The hash of what a tensor holds now; waits for a device to give it."""
    return value_of(held(tensor))


def held(tensor: Any) -> Any:
    """The hash of what a tensor holds; on a device an awaited one."""
    if (
        type(tensor) in _plain_types
        and tensor.layout is torch.strided
        and tensor.is_contiguous()
        and not (tensor.is_neg() or tensor.is_conj() or tensor.is_quantized)
    ):
        size = tensor.numel() * tensor.element_size()  # torch before 2.0 has no `nbytes`
        if not tensor.is_cpu:
            return _held_on_device(tensor, size)
        hashed = hash_bytes(memory(tensor.data_ptr(), size)) if size else 7
        return hash((hashed, tensor.shape, dtype_codes[tensor.dtype])) & MASK
    with quiet():
        return _held_slowly(tensor)


def _held_slowly(tensor: Any) -> Any:
    if type(tensor) not in _plain_types:
        # What a functional collective gives has no bytes before somebody waits for it, as the next op would.
        wait = getattr(tensor, "trigger_wait", None)
        inner = getattr(tensor, "_local_tensor", None) if wait is None else wait()
        if inner is None:
            return UNREADABLE if _is_wrapper(tensor) else held(tensor.as_subclass(torch.Tensor))
        return held(inner)
    if tensor.layout is not torch.strided:
        parts = _sparse_parts(tensor)
        return mixed(*[held(part) for part in parts], tensor.shape) if parts else UNREADABLE
    if tensor.is_meta:
        return hash((UNREADABLE, tensor.shape)) & MASK
    tensor = tensor.detach()
    if tensor.is_quantized:
        tensor = tensor.int_repr()
    tensor = tensor.resolve_conj().resolve_neg().contiguous()
    if tensor.is_cpu:
        return held(tensor)
    return _held_on_device(tensor, tensor.numel() * tensor.element_size())


def _held_on_device(tensor: Any, size: int) -> Any:
    if size == 0 or devices.capturing or tensor.is_meta:
        if devices.capturing:
            devices.capturing.note_read(tensor)
        return hash((UNREADABLE, tensor.shape)) & MASK
    slot = devices.put(tensor, _readers.get(tensor.dtype))
    return Awaited((slot, hash((tensor.shape, dtype_codes[tensor.dtype]))))


def _is_wrapper(tensor: Any) -> bool:
    """A subclass that computes by its own rules may hold no bytes of its own."""
    own = getattr(type(tensor), "__torch_dispatch__", None)
    return own is not None and own is not torch._C._disabled_torch_dispatch_impl


def _sparse_parts(tensor: Any) -> list[Any]:
    if tensor.layout is torch.sparse_coo:
        return [tensor._indices(), tensor._values()]
    if tensor.layout in (torch.sparse_csr, getattr(torch, "sparse_bsr", None)):
        return [tensor.crow_indices(), tensor.col_indices(), tensor.values()]
    if tensor.layout in (getattr(torch, "sparse_csc", None), getattr(torch, "sparse_bsc", None)):
        return [tensor.ccol_indices(), tensor.row_indices(), tensor.values()]
    return []


def weighted_on_device(tensor: Any, block: int = 4096) -> Any:
    """The weighted sum of `hashing`, computed where the tensor lives: a tensor of one number."""
    views = {1: torch.int8, 2: torch.int16, 4: torch.int32, 8: torch.int64, 16: torch.int64}
    words = tensor.reshape(-1)
    if words.is_complex():
        words = torch.view_as_real(words).reshape(-1)
    words = words.view(torch.uint8) if words.dtype is torch.bool else words
    wide = words.element_size() >= 8
    words = words.view(views[words.element_size()]).to(torch.int64)
    weights = _weights.get(tensor.device)
    if weights is None:
        signed = [value - (1 << 64) if value >> 63 else value for value in splitmix(block)]
        weights = _weights[tensor.device] = torch.tensor(signed, dtype=torch.int64, device=tensor.device)
    if wide:
        # A shift of signed numbers copies the sign; the mask takes the copies away.
        words = words ^ ((words >> 33) & 0x7FFFFFFF)
    whole = words.numel() // block * block
    total = (words[whole:] * weights[: words.numel() - whole]).sum()
    if whole:
        rows = (words[:whole].view(-1, block) * weights).sum(1)
        order = torch.arange(1, rows.numel() + 1, dtype=torch.int64, device=tensor.device)
        total = (
            total * 0x1E3779B97F4A7C15 + ((rows ^ ((rows >> 33) & 0x7FFFFFFF)) * (order * 0x1E3779B97F4A7C15 | 1)).sum()
        )
    return total


def first_number(tensor: Any) -> Any:
    """The first element, on a device the slot that will tell it; None where it has no plain form."""
    reader = _readers.get(tensor.dtype)
    if reader is None or type(tensor) not in _plain_types or tensor.layout is not torch.strided or tensor.numel() == 0:
        return None
    if tensor.is_cpu:
        return float(reader(memory(tensor.data_ptr(), tensor.element_size()))[0])
    return _first_on_device(tensor)


def _first_on_device(tensor: Any) -> Optional[Slot]:
    """Of what was hashed the device sent it along; else one number is worth asking for."""
    token = getattr(tensor.untyped_storage(), "_samerun", None) if hasattr(tensor, "untyped_storage") else None
    if type(token) is Slot and tensor.storage_offset() == 0:
        return token
    found = held(tensor) if tensor.numel() == 1 else None
    return found[0] if type(found) is Awaited and type(found[0]) is Slot else None


def sample_of(hashed: Any) -> Optional[Slot]:
    """What a device will tell of the first element of what was hashed whole there."""
    slot = hashed[0] if type(hashed) is Awaited else None
    return slot if type(slot) is Slot and slot.reader is not None else None


def reading(tensor: Any, identify: Callable[[Any], Any]) -> tuple[Any, Any]:
    """The hash of a tensor, and its first element."""
    found = identify(tensor)
    if type(found) is not Awaited:
        return found, first_number(tensor)
    slot = found[0]
    told = type(slot) is Slot and slot.reader is not None and tensor.storage_offset() == 0
    return found, slot if told else None


def tree(value: Any, identify: Callable[[Any], Any] = held) -> Any:
    """The hash of a batch or an output: tensors, arrays and plain data in any nesting."""
    if isinstance(value, torch.Tensor):
        return identify(value)
    if isinstance(value, dict):
        return mixed(*[mixed(hash_object(key), tree(item, identify)) for key, item in value.items()])
    if isinstance(value, (list, tuple)):
        return mixed(*[tree(item, identify) for item in value])
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        from .numpy_random import fingerprint

        return fingerprint(numpy, value) or hash_object(str(value))
    if type(value) in (int, float, bool, str, bytes, complex, type(None)):
        return hash_object(value)
    inner = getattr(value, "__dict__", None)
    return tree(dict(inner), identify) if inner else hash_object(value)


def first_tensor(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value
    items = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for item in items:
        found = first_tensor(item)
        if found is not None:
            return found
    return None


def describe(tensor: Any) -> Optional[dict[str, str]]:
    if tensor is None:
        return None
    return {"shape": str(list(tensor.shape)), "dtype": str(tensor.dtype).rpartition(".")[2]}
