"""One run from start to end: starts the script, pumps its output, tells progress, and writes the status last."""

from __future__ import annotations

import errno
import json
import os
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import time
from typing import Any, Optional

from . import files, handover, layers, processes, status
from .output import CappedLog
from .progress import Progress

TICK_S = 0.05
TERM_GRACE_S = 4.0  # a cancelled script that ignores SIGTERM is gone within 7 s
LEFTOVER_GRACE_S = 1.0
WIND_DOWN_S = 0.4  # resource trackers and workers end by themselves soon after the script
LIMIT_GRACE_S = 20.0  # after the step limit a script may save, log and join its threads
CHUNK = 1 << 18


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: supervise.py RUN_DIRECTORY", file=sys.stderr)
        return 2
    directory = os.path.abspath(arguments[0])
    with open(os.path.join(directory, "run.json"), encoding="utf-8") as file:
        plan = json.load(file)
    return Run(directory, plan).go()


def emit(event: dict[str, Any]) -> None:
    """A runner that is gone reads nothing; its end of our standard input tells us."""
    try:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain about the same pipe once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class Run:
    def __init__(self, directory: str, plan: dict[str, Any]) -> None:
        self.directory = directory
        self.plan = plan
        self.pid = 0
        self.wait_status: Optional[int] = None
        self.ended_by: Optional[str] = None
        self.started = time.monotonic()
        self.stdin_open = True

    def go(self) -> int:
        _own_session()
        processes.become_subreaper()
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        for name in ("trace", "progress"):
            os.mkdir(os.path.join(self.directory, name), 0o700)
        self.progress = Progress(os.path.join(self.directory, "progress"))
        oom_before = status.oom_kills()
        before = files.Snapshot(self.plan.get("roots") or [], self.directory)
        if self.plan.get("start_from"):
            handover.lay_out(self.plan["start_from"], self.directory, self.plan["keep"])
        self.logs = {name: CappedLog(os.path.join(self.directory, f"{name}.log")) for name in ("stdout", "stderr")}
        self.started = time.monotonic()
        try:
            child = self._start()
        except OSError as error:
            return self._finish({"kind": "not-started", "code": None, "signal": None, "message": _why(error)}, 0)
        self.pid = child.pid
        emit({"event": "started", "pid": child.pid})
        self._watch(child)
        survivors = self._clean_up()
        self._drain(child)
        child.returncode = 0  # reaped here, so that Popen does not wait for it again
        report = files.settle(self.directory, self.plan.get("keep"), before, self.plan.get("leave"))
        unwritten = self._write("files.json", report)
        for text in report.get("not_handed_over", []):
            emit({"event": "notice", "text": f"the next run does not find {text}"})
        oom = oom_before is not None and (status.oom_kills() or 0) > oom_before
        end = status.describe_end(
            self.wait_status or 0,
            self.ended_by,
            self.progress.ends(),
            status.read_json(os.path.join(self.directory, "exception.json")),
            oom,
        )
        trouble = status.read_json(os.path.join(self.directory, "trouble.json"))
        end["trouble"] = f"{trouble['where']}: {trouble['message']}" if trouble else unwritten
        for text in status.read_lines(os.path.join(self.directory, "notices.jsonl")):
            emit({"event": "notice", "text": text})
        return self._finish(end, survivors)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = dict(os.environ)
        environment.update(self.plan.get("env") or {})
        boot = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "samerun_tracer", "boot")
        inherited = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = boot + (os.pathsep + inherited if inherited else "")
        environment["SAMERUN_RUN"] = self.directory
        environment[processes.TOKEN_NAME] = self.plan.get("token") or ""
        pins = self.plan.get("pins") or {}
        if "hashseed" in pins:
            environment["PYTHONHASHSEED"] = str(pins["hashseed"])
        argv = list(self.plan["argv"])
        if any(map(pins.get, ("watch_order", "sorted_order", "stable_id"))) and self.plan.get("script"):
            # Only a `__main__` that we compile can be watched; the module emulates how Python starts a script.
            at = argv.index(self.plan["script"]) if self.plan["script"] in argv else 1
            argv.insert(at, os.path.join(os.path.dirname(boot), "order_main.py"))
        options: dict[str, Any] = {
            "cwd": self.plan.get("cwd") or None,
            "env": environment,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "start_new_session": True,
            "restore_signals": True,
        }
        if self.plan.get("layers"):
            found = layers.plan(self.directory, self.plan.get("roots") or [], self.plan.get("layers_beneath"))
            if found:
                try:
                    return subprocess.Popen(
                        argv, preexec_fn=lambda: layers.enter(found, self.directory, options["cwd"]), **options
                    )
                except subprocess.SubprocessError:
                    # The kernel does not permit it: copies are kept instead.
                    shutil.rmtree(os.path.join(self.directory, "layers"))
        return subprocess.Popen(argv, **options)

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        """Until the script has ended or must end."""
        selector = selectors.DefaultSelector()
        for name in ("stdout", "stderr"):
            stream = getattr(child, name)
            os.set_blocking(stream.fileno(), False)
            selector.register(stream.fileno(), selectors.EVENT_READ, name)
        try:
            selector.register(0, selectors.EVENT_READ, "stdin")
        except (PermissionError, ValueError):
            # Standard input is a plain file: there is no end of a pipe to wait for.
            self.stdin_open = False
        self.selector = selector
        timeout = self.plan.get("timeout_s")
        while True:
            self._pump(TICK_S)
            self._reap()
            for event in self.progress.poll():
                emit(event)
            if self.wait_status is not None or self.ended_by:
                return
            if timeout is not None and time.monotonic() - self.started > timeout:
                self.ended_by = "timeout"
            elif self.progress.limit_since and time.monotonic() - self.progress.limit_since > LIMIT_GRACE_S:
                self.ended_by = "step-limit"

    def _pump(self, wait_s: float) -> None:
        for key, _ in self.selector.select(wait_s):
            try:
                data = os.read(key.fd, CHUNK)
            except BlockingIOError:
                continue
            if key.data == "stdin":
                if not data:
                    self.selector.unregister(0)
                    self.stdin_open = False
                    self.ended_by = self.ended_by or "cancelled"
            elif data:
                self.logs[key.data].write(data)
            else:
                self.selector.unregister(key.fd)

    def _reap(self) -> None:
        while True:
            try:
                pid, wait_status, _ = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.pid:
                self.wait_status = wait_status

    def _clean_up(self) -> int:
        """Ends what is left; counts it as survivors only where the script had ended by itself."""
        token = self.plan.get("token") or ""
        if self.wait_status is None:
            processes.end_all(token, TERM_GRACE_S, self._tick)
            return 0
        deadline = time.monotonic() + WIND_DOWN_S
        while time.monotonic() < deadline and processes.living(token):
            self._tick()
        return processes.end_all(token, LEFTOVER_GRACE_S, self._tick)

    def _tick(self) -> None:
        # A script that is being ended may block on a full pipe: keep pumping.
        self._pump(0.01)
        self._reap()

    def _drain(self, child: subprocess.Popen[bytes]) -> None:
        self._reap()
        deadline = time.monotonic() + 5.0
        while time.monotonic() < deadline:
            open_streams = [key for key in self.selector.get_map().values() if key.data != "stdin"]
            if not open_streams:
                break
            before = self.logs["stdout"].total + self.logs["stderr"].total
            self._pump(0.05)
            # A stranger may hold the other end open; what was written is in the pipe by now.
            if before == self.logs["stdout"].total + self.logs["stderr"].total:
                break
        self.selector.close()
        for stream in (child.stdout, child.stderr):
            if stream:
                stream.close()

    def _finish(self, end: dict[str, Any], survivors: int) -> int:
        for event in self.progress.poll(final=True):
            emit(event)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        for name, log in self.logs.items():
            log.close()
            end[f"{name}_bytes"] = log.total
            end[f"{name}_left_out"] = log.left_out
            if log.failure:
                emit({"event": "notice", "text": f"{name} could not be kept: {log.failure}"})
        end["wall_s"] = round(time.monotonic() - self.started, 3)
        end["cpu_s"] = round(usage.ru_utime + usage.ru_stime, 3)
        end["survivors"] = survivors
        end["steps"] = self.progress.steps
        unwritten = self._write("status.json", end)
        if unwritten:
            end["trouble"] = end.get("trouble") or unwritten
        emit({"event": "ended", **end})
        return 0

    def _write(self, name: str, value: dict[str, Any]) -> Optional[str]:
        """Why it could not be written, as on a full disk: the run is told of all the same."""
        try:
            status.write_json(os.path.join(self.directory, name), value)
        except OSError as error:
            return f"{name} could not be written: {error.strerror}"
        return None

    def _on_signal(self, number: int, frame: Any) -> None:
        self.ended_by = self.ended_by or "cancelled"


def _own_session() -> None:
    """A terminal's Ctrl-C reaches the runner, which closes our input; it must not end us before the clean-up."""
    try:
        os.setsid()
    except PermissionError:
        # Already a session leader, as when the runner starts us detached.
        return


def _why(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return f"not found: {error.filename}"
    return f"{error.strerror}: {error.filename}"
