"""The kernel that hashes memory of a CUDA device, and how it is launched: by the driver, in a few microseconds."""

from __future__ import annotations

import ctypes
import functools
import threading
from typing import Any, Optional

# Memory is cut into chunks of 16 KiB; each thread of a chunk chains four of its sixteen-byte words, and each chain is
# mixed with its position by the finalizer of splitmix64. All are added modulo 2**64: in whatever order, the sum is the
# same, and so it is for any number of blocks.
_SOURCE = """
typedef unsigned long long word;

__device__ __forceinline__ word mixed(word x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

__device__ __forceinline__ word chained(word sum, word x) {
  sum = (sum ^ x) * 0x9E3779B97F4A7C15ULL;
  return sum ^ (sum >> 32);
}

__device__ void hash_memory(const unsigned char* bytes, word size, word* out) {
  const ulonglong2* words = reinterpret_cast<const ulonglong2*>(bytes);
  const word pairs = size >> 4, chunks = (pairs + 1023) >> 10;
  word sum = 0;
  for (word chunk = blockIdx.x; chunk < chunks; chunk += gridDim.x) {
    const word first = (chunk << 10) + threadIdx.x;
    if (first >= pairs) continue;
    ulonglong2 read[4];
    #pragma unroll
    for (int j = 0; j < 4; j++) if (first + 256 * j < pairs) read[j] = words[first + 256 * j];
    word left = 0x243F6A8885A308D3ULL, right = 0x13198A2E03707344ULL;
    #pragma unroll
    for (int j = 0; j < 4; j++) if (first + 256 * j < pairs) {
      left = chained(left, read[j].x);
      right = chained(right, read[j].y);
    }
    sum += mixed(mixed(left ^ (first + 1) * 0xD1342543DE82EF95ULL) + right);
  }
  if (blockIdx.x == 0) {
    const word rest = (pairs << 4) + threadIdx.x;
    if (rest < size) sum += mixed(mixed(bytes[rest] ^ (rest + 1) * 0xDA942042E4DD58B5ULL) + size);
    if (threadIdx.x == 0) {
      word head = 0;
      for (int i = 0; i < 8 && i < size; i++) head |= (word)bytes[i] << 8 * i;
      out[1] = head;
    }
  }
  for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffffu, sum, offset);
  __shared__ word sums[8];
  if ((threadIdx.x & 31) == 0) sums[threadIdx.x >> 5] = sum;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int i = 1; i < 8; i++) sum += sums[i];
    if (sum != 0) atomicAdd(out, sum);
  }
}

extern "C" __global__ void __launch_bounds__(256) samerun_hash(const unsigned char* bytes, word size, word* out) {
  hash_memory(bytes, size, out);
}

struct Jobs { word address[128], size[128], out[128]; };

extern "C" __global__ void __launch_bounds__(256) samerun_hash_all(const Jobs jobs) {
  const int i = blockIdx.y;
  hash_memory((const unsigned char*)jobs.address[i], jobs.size[i], (word*)jobs.out[i]);
}
"""
_WARPS = 8
_CHUNK = 16384
_MOST_BLOCKS = 1056  # eight for each multiprocessor of a large GPU
_JOBS = 128


class _Jobs(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulonglong * _JOBS) for name in ("address", "size", "out")]


class _Arguments(threading.local):
    """What one thread hands to the driver: backward runs in threads of its own."""

    def __init__(self) -> None:
        self.address, self.size, self.out = (ctypes.c_ulonglong() for _ in range(3))
        self.table = _Jobs()
        self.of_one = (ctypes.c_void_p * 3)(*map(ctypes.addressof, (self.address, self.size, self.out)))
        self.of_all = (ctypes.c_void_p * 1)(ctypes.addressof(self.table))


class Kernel:
    """Hashes memory of one device on its current stream."""

    def __init__(self, torch: Any, index: int, launch: Any, one: Any, several: Any) -> None:
        self._index = index
        self._launch, self._one, self._all = launch, one, several
        self._arguments = _Arguments()
        self._stream_of = torch._C._cuda_getCurrentRawStream
        self._current = torch._C._cuda_getDevice
        self._on = functools.partial(torch.cuda.device, index)
        self._quick: Any = None
        self._quick = self._quick_launch(torch)

    def launch(self, address: int, size: int, out: int) -> None:
        """Adds the hash of `size` bytes, aligned to 16, to the word at `out`, and puts the first eight behind it."""
        blocks = min(_MOST_BLOCKS, -(-size // _CHUNK))
        if self._quick is not None and self._current() == self._index:
            stream = self._stream_of(self._index)
            self._quick(self._one.value, blocks, 1, 1, _WARPS, 0, "OKO", (address, size, out), stream)
            return
        arguments = self._arguments
        arguments.address.value, arguments.size.value, arguments.out.value = address, size, out
        self._start(self._one, blocks, 1, arguments.of_one)

    def launch_all(self, jobs: list[Any]) -> None:
        """The same for many, each a tuple that holds address, size and out from its second place on."""
        if len(jobs) == 1:
            return self.launch(*jobs[0][1:4])
        arguments = self._arguments
        table = arguments.table
        for start in range(0, len(jobs), _JOBS):
            part = jobs[start : start + _JOBS]
            count = len(part)
            _, addresses, sizes, outs, _ = zip(*part)
            table.address[:count], table.size[:count], table.out[:count] = addresses, sizes, outs
            blocks = min(_MOST_BLOCKS, -(-max(sizes) // _CHUNK), max(8, 4 * _MOST_BLOCKS // count))
            self._start(self._all, blocks, count, arguments.of_all)
        return None

    def _start(self, kernel: Any, blocks: int, jobs: int, arguments: Any) -> None:
        if self._current() != self._index:
            with self._on():
                return self._start(kernel, blocks, jobs, arguments)
        stream = self._stream_of(self._index)
        answer = self._launch(kernel, blocks, jobs, 1, 32 * _WARPS, 1, 1, 0, stream, arguments, None)
        if answer:
            raise RuntimeError(f"the hash kernel was not launched: CUDA error {answer}")
        return None

    def _quick_launch(self, torch: Any) -> Any:
        """torch's own launcher, half as dear as one through ctypes, where it is there and gives the same."""
        launch = getattr(getattr(torch._C, "_StaticCudaLauncher", None), "_launch_kernel", None)
        if launch is None:
            return None
        words = torch.arange(1, 9, dtype=torch.int64, device=f"cuda:{self._index}")
        address = words.data_ptr()
        self.launch(address, 32, address + 32)
        by_driver = words.tolist()[4:]
        self._quick = launch
        words[4:] = torch.arange(5, 9)
        try:
            self.launch(address, 32, address + 32)
            return launch if words.tolist()[4:] == by_driver else None
        except (RuntimeError, TypeError):
            return None


def load(torch: Any, index: int) -> Optional[Kernel]:
    """None where torch compiles no kernels for this device: torch's own ops compute a hash then."""
    compile_kernel = getattr(torch.cuda, "_compile_kernel", None)
    if compile_kernel is None or torch.version.hip:
        return None
    try:
        with torch.cuda.device(index):
            one, several = (compile_kernel(_SOURCE, name) for name in ("samerun_hash", "samerun_hash_all"))
        launch = ctypes.CDLL("libcuda.so.1").cuLaunchKernel
    except (RuntimeError, OSError):
        # No compiler library, or one that does not know this GPU.
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    launch.argtypes = [pointer, *[number] * 7, pointer, pointer, pointer]
    return Kernel(torch, index, launch, one.func, several.func)
