"""Announces the files that torch writes from C++, where Python sees no opening."""

from __future__ import annotations

import functools
import os
from typing import Any

from .. import trouble
from . import files


def patch(torch: Any) -> None:
    kind = torch.serialization._open_zipfile_writer_file
    original = kind.__init__

    @functools.wraps(original)
    def __init__(self: Any, name: Any, *arguments: Any, **options: Any) -> None:
        if isinstance(name, (str, bytes, os.PathLike)):
            trouble.guarded("torch.save", files.written, os.fspath(name))
        original(self, name, *arguments, **options)

    kind.__init__ = __init__
