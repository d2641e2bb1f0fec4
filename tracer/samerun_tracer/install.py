"""Puts the hooks into a process, once, before the first line of the script."""

from __future__ import annotations

import atexit
import json
import os
import sys
from typing import Any

from . import ends, imports, places, settings, step_times
from .hooks import (
    alarms,
    arrivals,
    children,
    clocks,
    environment,
    file_status,
    files,
    metrics,
    output,
    pools,
    process,
    python_random,
    serial,
    surroundings,
    threads,
    variables,
)
from .record import recorder

# Where Keras 3, Keras 2 and `tf_keras` keep their list of callbacks.
_KERAS = ("keras.src.callbacks.callback_list", "keras.src.callbacks", "keras.callbacks", "tf_keras.src.callbacks")


def begin(run_directory: str) -> None:
    with open(os.path.join(run_directory, "run.json"), encoding="utf-8") as file:
        plan = json.load(file)
    settings.begin(run_directory, plan)
    places.begin(settings.roots)
    rank, name = _who()
    settings.rank, settings.process = rank, name
    recorder.extra_header.update(
        platform="-".join(os.uname()[i] for i in (0, 2, 4)),
        level=settings.level,
        rank=rank,
        pins=settings.pins,
    )
    recorder.may_be_absent = name != "main"
    places.in_launcher = name == "launcher"
    recorder.open(run_directory, f"r{rank}.{name}")
    ends.begin()
    files.begin()
    process.begin()
    step_times.begin()
    if settings.level == "none":
        # What the script costs without a tracer is measured: nothing but its steps and its files is looked at.
        imports.begin({"torch": _later("torch_cost")})
        atexit.register(ends.at_exit)
        return
    threads.begin()
    clocks.begin()
    environment.begin()
    surroundings.begin()
    variables.begin()
    file_status.begin()
    arrivals.begin()
    children.begin()
    output.begin()
    imports.begin(
        {
            "random": python_random.patch,
            "numpy": _later("numpy_random"),
            "torch": _later("torch_start"),
            "torch.distributed.distributed_c10d": _later("torch_collectives"),
            "torch._dynamo.callback": _later("torch_compiling"),
            "torch._dynamo.output_graph": _later("unordered"),
            "torch._inductor.output_code": _later("torch_compile"),
            "torch._inductor.codecache": _later("torch_compile"),
            "tensorflow": _later("tensorflow_random"),
            "jax": _later("jax_random"),
            **dict.fromkeys(_KERAS, _later("keras")),
            **dict.fromkeys(metrics.LOGGERS, metrics.patch),
            "signal": alarms.patch,
            "secrets": environment.patch_secrets,
            "uuid": environment.patch_uuid,
            "datetime": clocks.patch_datetime,
            "resource": surroundings.patch_resource,
            "shutil": surroundings.patch_shutil,
            "socket": surroundings.patch_socket,
            "psutil": surroundings.patch_psutil,
            "subprocess": _patch_subprocess,
            "queue": arrivals.patch_queue,
            "multiprocessing.process": _patch_process,
            "multiprocessing.pool": _patch_pool,
            "multiprocessing.queues": arrivals.patch_queues,
            "multiprocessing.connection": _later("connections"),
            "pathlib": file_status.patch_pathlib,
            "tempfile": environment.patch_tempfile,
            **dict.fromkeys(pools.MODULES[1:], pools.patch),
            "concurrent.futures": arrivals.patch_futures,
            "asyncio": _later("asyncio_arrivals"),
        }
    )
    if settings.pins.get("serial_threads"):
        imports.begin({"concurrent.futures.thread": serial.patch_pool})
    if any(map(settings.pins.get, ("watch_order", "sorted_order", "stable_id"))):
        from . import order

        order.begin()
    if any(map(settings.pins.get, ("watch_order", "stable_hash", "stable_id"))):
        from .hooks import identity

        identity.begin()
    atexit.register(ends.at_exit)


def _patch_subprocess(module: Any) -> None:
    surroundings.patch_subprocess(module)
    arrivals.patch_subprocess(module)
    children.patch_subprocess(module)


def _patch_process(module: Any) -> None:
    process.patch_process(module)
    arrivals.patch_process(module)


def _patch_pool(module: Any) -> None:
    arrivals.patch_pool(module)
    pools.patch(module)


def _later(module: str) -> Any:
    """Hooks of libraries are themselves loaded only with the library."""

    def hook(target: Any) -> None:
        __import__(f"samerun_tracer.hooks.{module}")
        sys.modules[f"samerun_tracer.hooks.{module}"].patch(target)

    return hook


def _who() -> tuple[int, str]:
    """The rank and the name of this process: `main` once a rank, its launcher, or a child of one of them."""
    text = os.environ.get("RANK") or os.environ.get("SLURM_PROCID")
    rank = int(text) if text and text.isdigit() else 0
    owner = "SAMERUN_OWNER"
    if os.environ.get(owner) == (text or "none"):
        worker = settings.next_child()
        return rank, f"child{worker}"
    if text is None and _is_launcher(_command_line()):
        return 0, "launcher"
    os.environ[owner] = text or "none"
    return rank, "main"


def _is_launcher(words: list[str]) -> bool:
    """What this very process runs: `accelerate` may start a single rank that knows of no rank."""
    launchers = {"torchrun", "accelerate", "torch.distributed.run", "torch.distributed.launch", "deepspeed"}
    options = iter(words[1:])
    for word in options:
        if word == "-m":
            return next(options, "") in launchers
        if word in ("-X", "-W"):
            next(options, "")
        elif not word.startswith("-"):
            return os.path.basename(word) in launchers
    return False


def _command_line() -> list[str]:
    """`sys.argv` is not there yet, and `sys.orig_argv` is new in 3.10."""
    try:
        with open("/proc/self/cmdline", "rb") as file:
            return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    except OSError:
        return list(getattr(sys, "orig_argv", []))
