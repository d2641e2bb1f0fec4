"""Ops each element of whose result IEEE 754 or the op itself prescribes to the bit: what they give needs no hash.

They are a third of what a training step writes. Where such an op reads the same, it gives the same, in any order and by
any number of threads; so the hash of its result can follow from the hashes of what it read.
"""

from __future__ import annotations

from typing import Any

# Left out: sums with a factor `alpha`, which may be fused with the product; and what makes equal of different things,
# such as a product with zero or a comparison: there a difference ends, and the bytes say so.
EXACT = set("add.Tensor add.Scalar sub.Tensor sub.Scalar neg relu threshold_backward clone".split())
CAST = "_to_copy"


def is_exact(schema: Any) -> bool:
    """Of the op that this schema describes, or of the one that it does in place."""
    name = schema.name.partition("::")[2]
    name = name[:-1] if name.endswith("_") else name
    full = f"{name}.{schema.overload_name}" if schema.overload_name else name
    return schema.name.startswith("aten::") and (full in EXACT or full == CAST)


def applies(args: Any, kwargs: Any, result: Any) -> bool:
    """Whether this call is one of those: a cast is where both are floating-point numbers on one device."""
    kind = result.dtype
    return not kwargs or (
        kwargs.keys() == {"dtype"}
        and kind.is_floating_point
        and args[0].dtype.is_floating_point
        and args[0].device == result.device
    )
