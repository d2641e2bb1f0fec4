"""Ops each element of whose result IEEE 754 or the op itself prescribes to the bit: what they give needs no hash.

They are most of what a training step writes. Where such an op reads the same, it gives the same, in any order and by
any number of threads; so the hash of its result can follow from the hashes of what it read.
"""

from __future__ import annotations

import math
import zlib
from typing import Any, Callable, Optional

from ..awaited import mixed
from . import torch_derived, torch_tokens, torch_values
from .torch_tokens import SMALL

Tell = Callable[[Any, Any, Any, Any], Any]  # from arguments, options, their hash and the result: its hash and a sample

# Left out: sums with a factor `alpha`, which may be fused with the product; and what makes equal of different things,
# such as a product with a mask or a comparison: there a difference ends, and the bytes say so.
EXACT = set("add.Tensor add.Scalar sub.Tensor sub.Scalar neg relu threshold_backward".split())
MOVED = set("clone cat stack select_backward slice_backward".split())
CAST = "_to_copy"
SCALED = set("mul.Tensor mul.Scalar div.Tensor div.Scalar".split())  # by one number that is not zero
# In place, each tensor of a list by the one number that is this argument.
SCALED_LISTS = {
    "_foreach_mul_.Scalar": 1,
    "_foreach_mul_.Tensor": 1,
    "_foreach_div_.Scalar": 1,
    "_foreach_div_.Tensor": 1,
    "_amp_foreach_non_finite_check_and_unscale_": 2,
}
# The first result follows from what was read and from the sums, which are the other results.
NORMS = set(
    "native_batch_norm _native_batch_norm_legit _native_batch_norm_legit.no_stats _batch_norm_with_update "
    "cudnn_batch_norm miopen_batch_norm native_layer_norm native_group_norm _fused_rms_norm".split()
)
NORMS_BACKWARD = set(
    "native_batch_norm_backward cudnn_batch_norm_backward miopen_batch_norm_backward batch_norm_backward".split()
)

_LAYOUT = {"memory_format"}


def teller(schema: Any) -> Optional[Tell]:
    """Of the op that this schema describes, in place or not; None where its bytes must be read."""
    space, _, name = schema.name.partition("::")
    if space != "aten":
        return None
    code = zlib.crc32(schema.name.encode())
    full = f"{name}.{schema.overload_name}" if schema.overload_name else name
    if full in SCALED_LISTS:
        return _lists(code, SCALED_LISTS[full])
    if full in NORMS:
        return _norm(code)
    if full in NORMS_BACKWARD:
        return _norm_backward(code)
    plain = full.replace("_.", ".") if "_." in full else full[:-1] if full.endswith("_") else full
    if plain in SCALED:
        return _scaled(code, plain != full)
    if plain in EXACT or plain in MOVED:
        return _exact(code)
    return _cast(code) if full == CAST else None


def _is_small(result: Any) -> bool:
    return result.is_cpu and result.numel() * result.element_size() <= SMALL


def _exact(code: int) -> Tell:
    def tell(_args: Any, kwargs: Any, before: Any, result: Any) -> Any:
        if _is_small(result) or (kwargs and not kwargs.keys() <= _LAYOUT):
            return torch_tokens.outputs(result)
        return torch_derived.derive(result, code, before)

    return tell


def _cast(code: int) -> Tell:
    """Between floating-point numbers on one device."""

    def tell(args: Any, kwargs: Any, before: Any, result: Any) -> Any:
        read = args[0]
        if (
            _is_small(result)
            or kwargs.keys() - _LAYOUT != {"dtype"}
            or not (result.dtype.is_floating_point and read.dtype.is_floating_point and read.device == result.device)
        ):
            return torch_tokens.outputs(result)
        return torch_derived.derive(result, code, before)

    return tell


def _scaled(code: int, in_place: bool) -> Tell:
    def tell(args: Any, kwargs: Any, before: Any, result: Any) -> Any:
        if _is_small(result) or kwargs or not _keeps_apart(args[1]):
            return torch_tokens.outputs(result)
        if in_place:
            return torch_derived.rescaled(result, code, torch_tokens.plain(args[1]))
        return torch_derived.derive(result, code, before)

    return tell


def _keeps_apart(factor: Any) -> bool:
    """Whether what is different stays so by it; assumed of a number on a device, which would have to be waited for."""
    if isinstance(factor, torch_values.torch.Tensor):
        if factor.numel() != 1:
            return False
        if not factor.is_cpu:
            return True
        factor = torch_values.first_number(factor)
    return isinstance(factor, (int, float)) and factor != 0 and math.isfinite(factor)


def _lists(code: int, at: int) -> Tell:
    def tell(args: Any, _kwargs: Any, _before: Any, _result: Any) -> Any:
        tensors, factor = args[0], args[at]
        if not _keeps_apart(factor):
            return torch_tokens.outputs([value for value in args if not isinstance(value, (int, float))])
        number = torch_tokens.plain(factor)
        told = [torch_derived.rescaled(tensor, code, number) for tensor in tensors]
        others = [torch_tokens.outputs(value)[0] for value in args[1:at]]
        return mixed(*[hashed for hashed, _ in told], *others), told[0][1] if told else None

    return tell


def _norm(code: int) -> Tell:
    def tell(_args: Any, _kwargs: Any, before: Any, result: Any) -> Any:
        sums, _ = torch_tokens.outputs(result[1:])
        if _is_small(result[0]):
            hashed, sample = torch_tokens.outputs(result[0])
        else:
            hashed, sample = torch_derived.derive(result[0], code, mixed(before, sums))
        return mixed(hashed, sums), sample

    return tell


def _norm_backward(code: int) -> Tell:
    """Its two sums over the batch are, but for a factor, the gradients of weight and bias."""

    def tell(_args: Any, _kwargs: Any, before: Any, result: Any) -> Any:
        gradient, *sums = result
        if gradient is None or any(one is None for one in sums) or _is_small(gradient):
            return torch_tokens.outputs(result)
        told, _ = torch_tokens.outputs(sums)
        hashed, sample = torch_derived.derive(gradient, code, mixed(before, told))
        return mixed(hashed, told), sample

    return tell
