"""Hashes what tensors of a device hold, there: one kernel reads the bytes once, and all hashes come back together."""

from __future__ import annotations

import os
import threading
from typing import Any, Callable, Optional

from .. import awaited, trouble
from ..awaited import UNREADABLE, Slot
from . import cuda_kernel

_SLOTS = 1 << 12  # of a block; two words each

Fallback = Callable[[Any], Any]  # a tensor's hash as a tensor of one number on its device, by torch's own ops


class Device:
    """The slots of one device, and the kernel that fills them."""

    def __init__(self, torch: Any, device: Any) -> None:
        self.torch = torch
        self.device = device
        self.kernel = cuda_kernel.load(torch, device.index) if device.type == "cuda" else None
        self.waiting: list[Slot] = []
        self.blocks: list[Any] = []
        self._addresses: list[int] = []

    def take(self, slot: Slot) -> int:
        """The address of the next free pair of words, which are zero: the hash and the head of what is hashed."""
        at = len(self.waiting)
        if at >> 12 == len(self.blocks):
            block = self.torch.zeros(2 * _SLOTS, dtype=self.torch.int64, device=self.device)
            self._wait()
            self.blocks.append(block)
            self._addresses.append(block.data_ptr())
        self.waiting.append(slot)
        return self._addresses[at >> 12] + ((at & (_SLOTS - 1)) << 4)

    def settle(self) -> None:
        """Reads all slots that were handed out, and makes them free."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        # Hashes may have been computed on several streams.
        self._wait()
        words: list[int] = []
        for start, block in zip(range(0, len(waiting), _SLOTS), self.blocks):
            used = block[: 2 * (len(waiting) - start)]
            words += used.tolist()
            used.zero_()
        self._wait()
        for slot, number, first in zip(waiting, words[::2], words[1::2]):
            slot.number, slot.first = number, first

    def _wait(self) -> None:
        if self.device.type == "cuda":
            self.torch.cuda.synchronize(self.device)


class Devices:
    """All devices of a process. Nothing is asked of a device by a forked child: it could not answer."""

    def __init__(self, torch: Any, quiet: Any, fallback: Fallback) -> None:
        self.busy = False  # whether anything was asked of a device
        self.capturing: Any = None  # while a CUDA graph is made, what it reads and writes: its kernels do not run yet
        self.captured = False  # a graph that was made writes, when it is replayed, to memory that no dispatch shows
        self._torch = torch
        self._quiet = quiet
        self._fallback = fallback
        self._devices: dict[Any, Device] = {}
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._held: Optional[list[Any]] = None
        awaited.settler = self.settle

    def put(self, tensor: Any, reader: Any) -> Slot:
        """Has the bytes of a tensor without gaps hashed, as they lie in memory at this point of its stream."""
        slot = Slot(reader)
        with self._lock:
            where = tensor.device
            device = self._devices.get(where) or self._begin(where)
            out = device.take(slot)
            kernel = device.kernel
            if kernel is None:
                with self._quiet():
                    self._compute(device, tensor)
                return slot
            address = tensor.data_ptr()
            if address & 15:
                with self._quiet():
                    tensor = tensor.clone()
                address = tensor.data_ptr()
            if self._held is None:
                kernel.launch(address, tensor.numel() * tensor.element_size(), out)
            else:
                self._held.append((kernel, address, tensor.numel() * tensor.element_size(), out, tensor))
        return slot

    def put_all(self, learn: Callable[[Any], Any], values: Any) -> Any:
        """What `learn` puts of these goes to the device in few launches; nothing may be written meanwhile."""
        with self._lock:
            if self._held is not None:
                return learn(values)
            held = self._held = []
            try:
                result = learn(values)
            finally:
                self._held = None
                kernels = {job[0] for job in held}
                for kernel in kernels:
                    kernel.launch_all([job for job in held if job[0] is kernel])
            return result

    def settle(self) -> bool:
        """Reads every slot; False while it must not be waited for a device."""
        if self._process != os.getpid():
            self._devices.clear()
            return True
        if self.capturing:
            return False
        with self._lock, self._quiet():
            for device in self._devices.values():
                waiting = device.waiting
                try:
                    device.settle()
                except RuntimeError as error:
                    # After an assertion on the device nothing comes back from it; the events stay.
                    trouble.notice(f"the device gave no more hashes: {error}".partition("\n")[0])
                    for slot in waiting:
                        slot.number = UNREADABLE
        return True

    def _begin(self, device: Any) -> Device:
        with self._quiet():
            found = self._devices[device] = Device(self._torch, device)
            self.busy = True
        return found

    def _compute(self, device: Device, tensor: Any) -> None:
        """Without a kernel: by some ops of torch's own."""
        at = len(device.waiting) - 1
        words = device.blocks[at >> 12][2 * (at & (_SLOTS - 1)) :]
        flat = tensor.detach().as_strided((tensor.numel(),), (1,))
        words[0] = self._fallback(flat)
        data = flat[: -(-8 // flat.element_size())].view(self._torch.uint8)[:8]
        words[1] = self._torch.nn.functional.pad(data, (0, 8 - data.numel())).view(self._torch.int64)[0]
