"""Hashes bytes exactly, each bit at its position: by xxh3 where installed, else a weighted sum in numpy, else zlib."""

from __future__ import annotations

import sys
import zlib
from typing import Any, Callable

MASK = (1 << 64) - 1
_SMALL = 4096  # below this many bytes zlib is quicker than four numpy calls
_BLOCK = 16384  # words: 128 KiB, so that the passes over a block stay in the cache
_STEP = 0x9E3779B97F4A7C15


def splitmix(count: int) -> list[int]:
    """Odd 64-bit weights from a fixed sequence; no generator of the script's is touched."""
    weights, state = [], 0
    for _ in range(count):
        state = (state + _STEP) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        weights.append((z ^ (z >> 31)) | 1)
    return weights


def zlib_hash(data: Any) -> int:
    """Two checksums of different kinds make 64 bits."""
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def make_weighted(numpy: Any) -> Callable[[Any], int]:
    """A hash of any contiguous buffer: each word is spread, weighted by its position, and summed, modulo 2**64.

    The spread (`x ^ x >> 33`, a bijection) keeps flips of the topmost bits from cancelling against each other. By 33,
    not 32: both halves of a word may be floats, and the flips of their two signs would meet in one bit.
    """
    weights = numpy.array(splitmix(_BLOCK), dtype=numpy.uint64)
    shift = numpy.uint64(33)
    right_shift, xor, dot = numpy.right_shift, numpy.bitwise_xor, numpy.dot
    frombuffer, word = numpy.frombuffer, numpy.uint64
    scratch: list[Any] = []  # lent out, because numpy lets go of the interpreter lock between passes

    def weighted(data: Any) -> int:
        size = memoryview(data).nbytes
        if size <= _SMALL:
            return zlib.crc32(data) << 32 | zlib.adler32(data)
        count = size >> 3
        try:
            words = frombuffer(data, word, count)
        except ValueError:
            # An empty or read-only view of an odd shape: its bytes will do.
            data = bytes(data)
            words = frombuffer(data, word, count)
        buffer = scratch.pop() if scratch else numpy.empty(_BLOCK, dtype=word)
        result = size
        for start in range(0, count, _BLOCK):
            block = words[start : start + _BLOCK]
            length = block.size
            part = buffer if length == _BLOCK else buffer[:length]
            right_shift(block, shift, part)
            xor(part, block, part)
            result = (result * _STEP + int(dot(part, weights if length == _BLOCK else weights[:length]))) & MASK
        scratch.append(buffer)
        if size & 7:
            rest = memoryview(data).cast("B")[count << 3 :]
            result = (result * _STEP + zlib.crc32(rest)) & MASK
        return result

    return weighted


def choose() -> tuple[str, Callable[[Any], int]]:
    """The quickest hash that this environment has; numpy only if the script has imported it."""
    try:
        import xxhash

        return "xxh3", xxhash.xxh3_64_intdigest
    except ImportError:
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            return "weighted", make_weighted(numpy)
        return "zlib", zlib_hash


def hash_text(text: str) -> int:
    return zlib_hash(text.encode("utf-8", "surrogatepass"))


def hash_object(value: Any) -> int:
    """A hash by value of plain Python data; objects whose text holds an address count by their type only."""
    kind = type(value)
    if kind in (int, float, bool, complex, type(None), str):
        return hash_text(f"{kind.__name__}:{value!r}")
    if kind is bytes or kind is bytearray:
        return zlib_hash(value) ^ 0xB
    if isinstance(value, (list, tuple)):
        return hash_text(f"list:{[hash_object(item) for item in value]}")
    if isinstance(value, dict):
        return hash_text(f"dict:{[(hash_object(k), hash_object(v)) for k, v in value.items()]}")
    if isinstance(value, (set, frozenset)):
        return hash_text(f"set:{sorted(hash_object(item) for item in value)}")
    text = repr(value)
    return hash_text(f"{kind.__qualname__}" if " at 0x" in text else f"{kind.__qualname__}:{text}")
