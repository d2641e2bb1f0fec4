"""Hashes what a CUDA tensor holds by one kernel that reads its bytes once; of them only eight come back."""

from __future__ import annotations

from typing import Any, Callable, Optional

from ..hashing import MASK

# Each half of sixteen bytes is mixed with its position by the finalizer of splitmix64, and all are added modulo 2**64:
# in whatever order threads do that, the sum is the same.
_SOURCE = """
__device__ __forceinline__ unsigned long long mixed(unsigned long long x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

extern "C" __global__ void samerun_hash(const unsigned char* bytes, int pairs, int rest, unsigned long long* out) {
  const unsigned long long step = 0x9E3779B97F4A7C15ULL;
  const ulonglong2* words = reinterpret_cast<const ulonglong2*>(bytes);
  unsigned long long sum = 0;
  const long long stride = (long long)gridDim.x * blockDim.x;
  const long long self = (long long)blockIdx.x * blockDim.x + threadIdx.x;
  for (long long i = self; i < pairs; i += stride) {
    const ulonglong2 pair = words[i];
    const unsigned long long place = (unsigned long long)(2 * i + 1) * step;
    sum += mixed(mixed(pair.x ^ place) + place) + mixed(mixed(pair.y ^ (place + step)) + place + step);
  }
  if (self < rest) {
    const unsigned long long place = (unsigned long long)(2 * (long long)pairs + 1 + self) * step;
    sum += mixed(mixed(bytes[16 * (long long)pairs + self] ^ place) - place);
  }
  for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffffu, sum, offset);
  if ((threadIdx.x & 31) == 0 && sum != 0) atomicAdd(out, sum);
}
"""
_STEP = 0x9E3779B97F4A7C15
_THREADS = 256
_MOST_BLOCKS = 2048
_SLOTS = 4096
_MOST_BYTES = 1 << 34  # the kernel counts pairs of words in 31 bits

Hash = Callable[[Any], Optional[int]]


def make(torch: Any) -> Optional[Hash]:
    """Gives a contiguous tensor's hash, or None where the kernel cannot read it; None if torch compiles no kernels."""
    compile_kernel = getattr(torch.cuda, "_compile_kernel", None)
    if compile_kernel is None:
        return None
    kernels: dict[int, Any] = {}
    slots: dict[int, list[Any]] = {}

    def prepared(index: int) -> Any:
        if index not in kernels:
            try:
                with torch.cuda.device(index):
                    kernels[index] = compile_kernel(_SOURCE, "samerun_hash")
            except (RuntimeError, OSError):
                # No compiler library, or one that does not know this GPU: several kernels of torch's do it then.
                kernels[index] = None
        return kernels[index]

    def slot(index: int) -> Any:
        """Eight bytes that are zero."""
        free = slots.get(index)
        if not free:
            block = torch.zeros(_SLOTS, dtype=torch.int64, device=f"cuda:{index}")
            free = slots[index] = list(block.unbind())
        return free.pop()

    def hashed(tensor: Any) -> Optional[int]:
        size = tensor.numel() * tensor.element_size()
        index = tensor.device.index
        kernel = prepared(index) if size < _MOST_BYTES else None
        # A capture records kernels and runs none: there is nothing to read yet.
        if kernel is None or torch.cuda.is_current_stream_capturing():
            return None
        if tensor.data_ptr() & 15:
            tensor = tensor.clone()
        pairs, rest = size >> 4, size & 15
        blocks = min(_MOST_BLOCKS, max(1, -(-pairs // (4 * _THREADS))))
        out = slot(index)
        with torch.cuda.device(index):
            kernel(grid=(blocks, 1, 1), block=(_THREADS, 1, 1), args=[tensor, pairs, rest, out])
        return (int(out.item()) + size * _STEP) & MASK

    return hashed
