"""Ops that are known to add up in any order on some device, and the lines that have them inside of compiled code.

Many ops are noted as one there; where its result differs, the first of these lines is the one to look at.
"""

from __future__ import annotations

import re
from types import CodeType, FrameType
from typing import Any, Optional

from .. import places, trouble

# By name, without the underscore of what is done in place. Source: the notes on `torch.use_deterministic_algorithms`.
FORWARD = frozenset(
    "index_add index_copy index_put index_reduce put scatter scatter_add scatter_reduce bincount histc cumsum "
    "max_unpool2d max_unpool3d".split()
)
# By the backward pass of what the script calls.
BACKWARD = frozenset(
    "gather index_select getitem take take_along_dim repeat_interleave embedding embedding_bag interpolate grid_sample "
    "adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool2d avg_pool3d max_pool3d fractional_max_pool2d "
    "fractional_max_pool3d ctc_loss scaled_dot_product_attention".split()
)
# Kernels of backward passes have names of their own.
_KERNELS = re.compile(
    r"(upsample_\w+|grid_sampler_\w+|adaptive_\w+|avg_pool3d|max_pool3d_with_indices|fractional_max_pool\w+|"
    r"re\w+_pad\dd|embedding\w*|ctc_loss|scaled_dot_product_\w+_attention)_backward"
)
_LINE = re.compile(r'File "(.+?)", line (\d+), in (\S+)')

_compiled: dict[tuple[str, int, str], tuple[int, int]] = {}  # by function: the places to look at, forward and backward


def patch(module: Any) -> None:
    """`module` holds the graph that torch.compile makes of a function, before anything is compiled of it."""
    kind = getattr(module, "OutputGraph", None)
    original = getattr(kind, "call_user_compiler", None)
    if kind is None or original is None:
        return

    def call_user_compiler(self: Any, graph: Any, *arguments: Any, **options: Any) -> Any:
        trouble.guarded("torch.compile", _look_through, self, graph)
        return original(self, graph, *arguments, **options)

    kind.call_user_compiler = call_user_compiler


def is_unordered(op: str) -> bool:
    """Of an op by its full name, such as `aten::index_add.out`."""
    name = op.partition("::")[2].partition(".")[0].strip("_")
    return name in FORWARD or _KERNELS.fullmatch(name) is not None


def of_function(frame: Optional[FrameType]) -> tuple[int, int]:
    """Places inside of the compiled function that runs in `frame`, or that called it: forward, backward; 0 for none."""
    while frame is not None and _compiled:
        found = _compiled.get(_key(frame.f_code))
        if found is not None:
            return found
        frame = frame.f_back
    return 0, 0


def _key(code: CodeType) -> tuple[str, int, str]:
    return code.co_filename, code.co_firstlineno, code.co_name


def _look_through(output: Any, graph: Any) -> None:
    key = _key(output.root_tx.f_code)
    forward, backward = _compiled.get(key, (0, 0))
    for node in graph.graph.nodes:
        name = getattr(node.target, "__name__", str(node.target)).rpartition(".")[2].strip("_")
        if name in FORWARD:
            forward = forward or _place(node)
        elif name in BACKWARD:
            backward = backward or _place(node)
    if forward or backward:
        _compiled[key] = forward, backward


def _place(node: Any) -> int:
    for file, row, function in reversed(_LINE.findall(node.stack_trace or "")):
        if places.is_user_file(file):
            return places.place_at(file, int(row), function)
    return 0
