"""Notes the batches that a DataLoader delivers, and gives each of its workers a trace of its own."""

from __future__ import annotations

import functools
import os
import sys
import weakref
from typing import Any

from .. import ends, places, settings, trouble
from .. import format as fmt
from ..record import recorder, thread
from . import arrivals, torch_values

_GENERATION = "SAMERUN_WORKERS"

_loaders: Any = weakref.WeakKeyDictionary()
_unordered: Any = weakref.WeakKeyDictionary()  # loaders that hand out batches as they come -> where they were made
_generation = 0
_original_loop: Any = None


def patch(torch: Any) -> None:
    global _original_loop
    import torch.utils.data._utils.fetch as fetch
    import torch.utils.data._utils.worker as worker
    import torch.utils.data.dataloader as dataloader

    _original_loop = worker._worker_loop
    worker._worker_loop = worker_loop
    _patch_loader(dataloader.DataLoader)
    _patch_iterator(dataloader._BaseDataLoaderIter)
    _patch_parallel(dataloader._MultiProcessingDataLoaderIter)
    kind = fetch._MapDatasetFetcher
    if settings.level == "ops":
        kind.fetch = _without_library_code(torch, kind.fetch)
    kind.fetch = _fetch(kind.fetch)
    kind = fetch._IterableDatasetFetcher
    kind.fetch = _fetch(kind.fetch)


def worker_loop(*arguments: Any, **options: Any) -> Any:
    """Runs in the worker. `spawn` finds it by its name, so it stays a plain function of this module."""
    names = _original_loop.__code__.co_varnames[: _original_loop.__code__.co_argcount]
    worker = dict(zip(names, arguments), **options).get("worker_id", 0)
    generation = os.environ.get(_GENERATION, "1")
    settings.process = f"worker{worker}" if generation == "1" else f"worker{worker}.{generation}"
    recorder.stem = f"r{settings.rank}.{settings.process}"
    try:
        return _original_loop(*arguments, **options)
    finally:
        ends.finish("completed")


def _patch_loader(kind: Any) -> None:
    init = kind.__init__

    @functools.wraps(init)
    def __init__(self: Any, *arguments: Any, **options: Any) -> None:
        init(self, *arguments, **options)
        if getattr(self, "in_order", True) or not self.num_workers:
            return
        frame = sys._getframe().f_back
        if settings.is_pinned("arrival", frame):
            self.in_order = True
        _unordered[self] = trouble.guarded("DataLoader", places.place_of, frame)

    kind.__init__ = __init__


def _patch_iterator(kind: Any) -> None:
    init, following = kind.__init__, kind.__next__

    @functools.wraps(init)
    def __init__(self: Any, loader: Any) -> None:
        self._samerun_loader = _loaders.setdefault(loader, len(_loaders) + 1)
        self._samerun_made = _unordered.get(loader)
        init(self, loader)

    @functools.wraps(following)
    def __next__(self: Any) -> Any:
        info = getattr(self, "_task_info", None)
        task = info.get(self._rcvd_idx) if info else None
        batch = following(self)
        trouble.guarded("batch", _note_batch, self, batch, task, sys._getframe().f_back)
        return batch

    kind.__init__ = __init__
    kind.__next__ = __next__


def _note_batch(iterator: Any, batch: Any, task: Any, frame: Any) -> None:
    if thread.busy:
        return
    made = getattr(iterator, "_samerun_made", None)
    if made is not None:
        number, worker = getattr(iterator, "_samerun_task", (0, -1))
        arrivals.note("DataLoader(in_order=False)", made, number)
        task = (worker,)
    tensor = torch_values.first_tensor(batch)
    recorder.emit(
        fmt.BATCH,
        recorder.name(f"DataLoader#{getattr(iterator, '_samerun_loader', 0)}"),
        places.place_of(frame),
        after=torch_values.tree(batch),
        sample=None if tensor is None else torch_values.first_number(tensor),
        extra=task[0] + 1 if task else 0,
        detail=torch_values.describe(tensor),
    )


def _patch_parallel(kind: Any) -> None:
    init, receive, get = kind.__init__, kind._try_get_data, kind._get_data

    @functools.wraps(init)
    def __init__(self: Any, loader: Any) -> None:
        global _generation
        _generation += 1
        os.environ[_GENERATION] = str(_generation)
        try:
            init(self, loader)
        finally:
            os.environ.pop(_GENERATION, None)

    @functools.wraps(receive)
    def _try_get_data(self: Any, *arguments: Any, **options: Any) -> Any:
        """Workers' parcels come in any order; only what is delivered counts."""
        before, thread.busy = thread.busy, True
        try:
            return receive(self, *arguments, **options)
        finally:
            thread.busy = before

    @functools.wraps(get)
    def _get_data(self: Any) -> Any:
        received = get(self)
        info = self._task_info.get(received[0])
        self._samerun_task = (received[0], info[0] if info else -1)
        return received

    kind.__init__ = __init__
    kind._try_get_data = _try_get_data
    kind._get_data = _get_data


def _without_library_code(torch: Any, original: Any) -> Any:
    """A batch that torch alone gathers from tensors is told by its hash, not by two ops a row that nobody wrote."""
    from torch.utils.data import Subset, TensorDataset, default_collate

    off, depth = torch._C._DisableTorchDispatch, torch._C._len_torch_dispatch_stack

    def library_alone(fetcher: Any) -> bool:
        dataset = fetcher.dataset
        while type(dataset) is Subset:
            dataset = dataset.dataset
        # A second mode is the script's own, and has to see everything.
        return type(dataset) is TensorDataset and fetcher.collate_fn is default_collate and depth() == 1

    @functools.wraps(original)
    def fetch(self: Any, indices: Any) -> Any:
        if not library_alone(self):
            return original(self, indices)
        guard = off()
        try:
            return original(self, indices)
        finally:
            del guard

    return fetch


def _fetch(original: Any) -> Any:
    @functools.wraps(original)
    def fetch(self: Any, indices: Any) -> Any:
        batch = original(self, indices)
        if settings.process.startswith("worker"):
            # A worker may be ended at any time after it has sent this.
            recorder.flush()
        return batch

    return fetch
