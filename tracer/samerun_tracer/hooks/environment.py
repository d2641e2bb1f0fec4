"""Notes what a script asks the world around it: entropy, process ids, listings of folders (clocks: `clocks.py`).

An answer that differs is no divergence by itself: it is a suspect for one that follows.
"""

from __future__ import annotations

import functools
import itertools
import os
import sys
from types import FrameType, ModuleType
from typing import Any, Callable, Iterator, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..builtin import stand_in
from ..hashing import splitmix, zlib_hash
from ..record import recorder, thread
from . import questions

# By base name: a script of the user may well be called `urandom.py`.
_PASSED_ON = ("/random.py", "/secrets.py", "/uuid.py")
# Who lists folders for its own purposes: names for temporary files, modules to import.
_OWN_PURPOSE = ("tempfile.py", "<frozen importlib", "site.py", "pkgutil.py", "linecache.py", "importlib/metadata")
# Above every system's largest process id: a signal to it reaches nobody.
_NOBODY = 4_194_305
_LISTERS = {"glob.py": "glob.glob", "pathlib.py": "pathlib.Path.iterdir", "os.py": "os.walk", "shutil.py": "shutil"}


def begin() -> None:
    os.urandom = stand_in(os.urandom, _urandom(os.urandom))
    os.getpid = stand_in(os.getpid, _query("os.getpid", os.getpid, _NOBODY))
    os.listdir = stand_in(os.listdir, _listdir(os.listdir))
    os.scandir = stand_in(os.scandir, _scandir(os.scandir))


def patch_secrets(module: ModuleType) -> None:
    for name in ("token_bytes", "token_hex", "token_urlsafe", "randbelow"):
        setattr(module, name, _query("secrets", getattr(module, name)))


def patch_uuid(module: ModuleType) -> None:
    for name in ("uuid1", "uuid4"):
        setattr(module, name, _query(f"uuid.{name}", getattr(module, name)))


def patch_tempfile(module: ModuleType) -> None:
    """Names that it makes up; those that the script did not ask for by a call of its own stay as they are."""
    names = module._get_candidate_names  # type: ignore[attr-defined]
    made = itertools.count()

    @functools.wraps(names)
    def candidates() -> Any:
        if settings.pins.get("entropy") and settings.is_pinned("entropy", sys._getframe().f_back):
            return (f"{settings.rank}_{settings.process}_{number:06d}" for number in made)
        return names()

    module._get_candidate_names = candidates  # type: ignore[attr-defined]
    for name in ("mkdtemp", "mkstemp", "mktemp", "NamedTemporaryFile"):
        setattr(module, name, _made_up(f"tempfile.{name}", getattr(module, name)))


def _made_up(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def make(*arguments: Any, **options: Any) -> Any:
        made = original(*arguments, **options)
        frame = sys._getframe().f_back
        while places.file_of(frame).endswith("/tempfile.py"):
            frame = frame.f_back if frame is not None else None
        if questions.asked(frame):
            path = made[1] if isinstance(made, tuple) else getattr(made, "name", made)
            trouble.guarded(name, questions.note, name, frame, str(path))
        return made

    return make


def _query(name: str, original: Callable[..., Any], pinned: Any = None) -> Callable[..., Any]:
    """`pinned` is what an intervention answers; what asks `os.urandom` in turn needs none of its own."""

    @functools.wraps(original)
    def query(*arguments: Any, **options: Any) -> Any:
        value = original(*arguments, **options)
        frame = sys._getframe().f_back
        if questions.asked(frame):
            if pinned is not None and settings.is_pinned("entropy", frame):
                value = pinned
            trouble.guarded(name, questions.note, name, frame, value)
        return value

    return query


def _urandom(original: Callable[[int], bytes]) -> Callable[[int], bytes]:
    sequence = splitmix(4096) if settings.pins.get("entropy") else []
    at = 0

    @functools.wraps(original)
    def urandom(size: int) -> bytes:
        nonlocal at
        frame = sys._getframe().f_back
        direct = questions.asked(frame)
        while frame is not None and (
            places.file_of(frame).endswith(_PASSED_ON) or places.is_ours(places.file_of(frame))
        ):
            frame = frame.f_back
        pinned = sequence and not thread.seeding and places.is_user_frame(frame)
        if pinned and settings.is_pinned("entropy", frame):
            words = []
            for _ in range((size + 7) // 8):
                words.append(sequence[at % len(sequence)].to_bytes(8, "little"))
                at += 1
            value = b"".join(words)[:size]
        else:
            value = original(size)
        if direct:
            trouble.guarded("os.urandom", questions.note, "os.urandom", frame, value)
        return value

    return urandom


def _listed(default: str, frame: Optional[FrameType], names: list[str]) -> None:
    """Listings count wherever they are made for the user: by glob, pathlib or os.walk just as well."""
    name, at = default, frame
    while not places.is_user_frame(at):
        if at is None:
            return
        file = at.f_code.co_filename.replace(os.sep, "/")
        if any(part in file for part in _OWN_PURPOSE):
            return
        # Python freezes some of its modules: `<frozen os>`.
        module = os.path.basename(file).replace("<frozen ", "").replace(">", ".py")
        name = _LISTERS.get(module, name)
        if "/pathlib/" in file:
            name = _LISTERS["pathlib.py"]
        at = at.f_back
    recorder.emit(
        fmt.QUERY,
        recorder.name(name),
        places.place_of(at),
        before=zlib_hash("\0".join(sorted(names)).encode("utf-8", "surrogateescape")),
        after=zlib_hash("\0".join(names).encode("utf-8", "surrogateescape")),
        sample=float(len(names)),
    )


def _text(name: Any) -> str:
    return os.fsdecode(name)


def _listdir(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    @functools.wraps(original)
    def listdir(path: Any = None) -> list[Any]:
        names = original(path)
        if settings.is_pinned("sorted_listing", sys._getframe().f_back):
            names.sort()
        if not thread.busy:
            trouble.guarded(
                "os.listdir", _listed, "os.listdir", sys._getframe().f_back, [_text(name) for name in names]
            )
        return names

    return listdir


class _Listing:
    """What `os.scandir` gives, already read: an iterator that can be closed and used in a `with`."""

    def __init__(self, entries: list[Any]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Listing:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries = iter(())


def _scandir(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def scandir(path: Any = ".") -> Any:
        entries = original(path)
        frame = sys._getframe().f_back
        if thread.busy or places.user_frame(frame) is None:
            return entries
        with entries:
            read = list(entries)
        if settings.is_pinned("sorted_listing", frame):
            read.sort(key=lambda entry: entry.name)
        trouble.guarded("os.scandir", _listed, "os.scandir", frame, [_text(entry.name) for entry in read])
        return _Listing(read)

    return scandir
