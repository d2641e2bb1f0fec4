"""Says which task a worker of a pool of processes does, and when it has given its result back.

Which worker takes which task is chance, so what workers do is compared task by task. Under the pin `one_worker` a
pool has a single one.
"""

from __future__ import annotations

import functools
import sys
from types import ModuleType
from typing import Any, Optional

from .. import format as fmt
from .. import settings, trouble
from ..hashing import hash_object, hash_text
from ..record import recorder

MODULES = (
    "multiprocessing.pool",
    "concurrent.futures.process",
    "joblib.externals.loky.process_executor",
    "loky.process_executor",
)
# Beyond so many values a result is not looked through: that would cost as much as to compute it.
MOST_VALUES = 10_000

_pools = 0


def number(process: Any) -> None:
    """In the process that starts the worker: those of one pool share the queue that their tasks come from."""
    global _pools
    if not of_pool(process):
        return
    queue = vars(process._args[0])
    if "_samerun_pool" not in queue:
        _pools += 1
        queue["_samerun_pool"] = _pools, 0
    pool, workers = queue["_samerun_pool"]
    queue["_samerun_pool"] = pool, workers + 1
    process._samerun_name = f"pool{pool}{of(settings.process)}.{workers + 1}"


def of(owner: str) -> str:
    """What tells the children of other processes from those of the main one."""
    return "" if owner == "main" else "of" + owner.replace(".", "x")


def of_pool(process: Any) -> bool:
    return getattr(process._target, "__module__", None) in MODULES


def patch(module: ModuleType) -> None:
    name = "worker" if hasattr(module, "worker") else "_process_worker"
    original = getattr(module, name)
    # Batches of joblib are as large as the last ones were quick: their numbers stand for other work in each run.
    numbered = "loky" not in module.__name__

    @functools.wraps(original)
    def work(tasks: Any, results: Any, *arguments: Any, **options: Any) -> Any:
        trouble.guarded("pool", _watch, tasks, results, numbered)
        return original(tasks, results, *arguments, **options)

    setattr(module, name, work)
    if settings.pins.get("one_worker"):
        for kind in ("Pool", "ProcessPoolExecutor"):
            if hasattr(module, kind):
                _patch_size(getattr(module, kind))


def _patch_size(kind: Any) -> None:
    original = kind.__init__

    @functools.wraps(original)
    def __init__(self: Any, workers: Optional[int] = None, *arguments: Any, **options: Any) -> None:
        for name in ("processes", "max_workers"):
            options.pop(name, None)
        original(self, 1, *arguments, **options)

    kind.__init__ = __init__


def _watch(tasks: Any, results: Any, numbered: bool) -> None:
    # Queues of threads are written in C; what threads do is told apart by itself.
    if not hasattr(tasks, "__dict__") or not hasattr(results, "__dict__"):
        return
    get, put = tasks.get, results.put

    @functools.wraps(get)
    def taken(*arguments: Any, **options: Any) -> Any:
        task = get(*arguments, **options)
        trouble.guarded("pool", _begin, task, numbered)
        return task

    @functools.wraps(put)
    def given(result: Any) -> Any:
        trouble.guarded("pool", _end, result, numbered)
        return put(result)

    tasks.get, results.put = taken, given


def _begin(task: Any, numbered: bool) -> None:
    if task is not None:
        recorder.emit(fmt.TASK, recorder.name("begin"), before=_number(task) if numbered else 0)


def _end(result: Any, numbered: bool) -> None:
    """Written at once: a pool is often ended with its workers wherever they are."""
    if not isinstance(result, tuple) and not hasattr(result, "work_id"):
        return  # a worker says that it has ended
    value = result[2][1] if isinstance(result, tuple) else getattr(result, "result", None)
    hashed = content(value) if numbered and value is not None else None
    number = _number(result) if numbered else 0
    recorder.emit(fmt.TASK, recorder.name("end"), before=number, after=hashed or 0, extra=1)
    recorder.flush()


def _number(task: Any) -> int:
    """Of a task or of its result; from 1, as 0 says that it has none."""
    if isinstance(task, tuple):
        job, index = task[:2]
        return (job << 32) + (index or 0) + 1
    return int(task.work_id) + 1


def content(value: Any) -> Optional[int]:
    """A hash by value of what a task gives back; None where there is no telling, as of an object of the script's."""
    left = MOST_VALUES

    def of(value: Any) -> Optional[int]:
        nonlocal left
        left -= 1
        if left < 0:
            return None
        kind = type(value)
        if kind in (int, float, bool, complex, type(None), str, bytes):
            return hash_object(value)
        if kind in (list, tuple, dict):
            items = value.items() if kind is dict else value
            parts = []
            for item in items:
                part = of(item)
                if part is None:
                    return None
                parts.append(part)
            return hash_text(f"{kind.__name__}:{parts}")
        return _of_array(value)

    return of(value)


def _of_array(value: Any) -> Optional[int]:
    torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
    if torch is not None and isinstance(value, torch.Tensor):
        from . import torch_values

        return torch_values.content(value)
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        from . import numpy_random

        return numpy_random.fingerprint(numpy, numpy.asarray(value))
    return None
