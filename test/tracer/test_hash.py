"""What the hashes must see: order, signs, zeros of both signs, NaN payloads, dtype and shape, and nothing else."""

from __future__ import annotations

import random
from typing import Any

import numpy
import pytest
import torch
from samerun_tracer import hashing, settings
from samerun_tracer.hooks import torch_values

KINDS = [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int64, torch.complex64]
if hasattr(torch, "float8_e4m3fn"):  # since 2.1
    KINDS.append(torch.float8_e4m3fn)
HASHES = {"zlib": hashing.zlib_hash, "weighted": hashing.make_weighted(numpy)}


@pytest.fixture(params=["zlib", "weighted", "device"])
def identify(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each hash in turn; the sum for devices is computed on the CPU here."""
    torch_values.begin(torch)
    if request.param == "device":
        return lambda t: hash((on_device(t), t.shape, str(t.dtype)))
    monkeypatch.setattr(torch_values, "hash_bytes", HASHES[request.param])
    assert settings.hash_name() in ("weighted", "xxh3")
    return torch_values.content


def on_device(tensor: torch.Tensor) -> int:
    return int(torch_values.weighted_on_device(tensor.detach().contiguous())) if tensor.numel() else 7


def big(kind: torch.dtype = torch.float32, count: int = 48 * 48) -> torch.Tensor:
    generator = torch.Generator().manual_seed(5)
    return torch.randn(count, generator=generator).to(kind)


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16, torch.float16, torch.float64])
@pytest.mark.parametrize("count", [16, 48 * 48, 40_001])
def test_sees_what_matters(identify: Any, kind: torch.dtype, count: int) -> None:
    tensor = big(kind, count)
    rng = random.Random(7)
    views = {2: torch.int16, 4: torch.int32, 8: torch.int64}[tensor.element_size()]
    assert identify(tensor) == identify(tensor.clone())
    for _ in range(25):
        i, j = rng.sample(range(count), 2)
        flipped = tensor.clone()
        flipped[i] = -flipped[i]
        both = flipped.clone()
        both[j] = -both[j]
        ulp = tensor.clone()
        ulp.view(views)[i] ^= 1
        twice = ulp.clone()
        twice.view(views)[j] ^= 1
        swapped = tensor.clone()
        swapped[i], swapped[j] = tensor[j].clone(), tensor[i].clone()
        hashes = [identify(t) for t in (tensor, flipped, both, ulp, twice)]
        assert len(set(hashes)) == 5
        assert torch.equal(swapped, tensor) or identify(swapped) != identify(tensor)
    assert identify(tensor.flip(0)) != identify(tensor)
    assert identify(-tensor) != identify(tensor)


def test_zeros_nans_shapes_and_dtypes(identify: Any) -> None:
    def bits(*words: int) -> torch.Tensor:
        return torch.tensor(words, dtype=torch.int32).view(torch.float32)

    nan, other_nan = bits(0x7FC00000, 0), bits(0x7FC00001, 0)
    assert identify(nan) == identify(nan.clone())
    assert identify(nan) != identify(other_nan)
    assert identify(torch.zeros(8)) != identify(-torch.zeros(8))
    assert identify(torch.zeros(8)) != identify(torch.zeros(9))
    assert identify(torch.zeros(8)) != identify(torch.zeros(2, 4))
    assert identify(torch.zeros(8)) != identify(torch.zeros(8, dtype=torch.int32))
    assert identify(torch.ones(64)) != identify(torch.full((64,), 2.0))
    assert identify(torch.empty(0, 3)) == identify(torch.empty(0, 3))


@pytest.mark.parametrize("kind", KINDS)
def test_every_dtype(identify: Any, kind: torch.dtype) -> None:
    tensor = (big(count=999) > 0).to(kind) if kind is torch.bool else (big(count=999) * 50).to(kind)
    other = tensor.clone()
    other[500] = tensor[500] == 0
    assert identify(tensor) == identify(tensor.clone())
    assert identify(tensor) != identify(other)


def test_layout_does_not_matter_to_content(identify: Any) -> None:
    tensor = big().view(48, 48)
    assert identify(tensor.t()) == identify(tensor.t().contiguous())
    assert identify(tensor[::2, 1::3]) == identify(tensor[::2, 1::3].clone())
    assert identify(tensor[:, :1].expand(48, 9)) == identify(tensor[:, :1].expand(48, 9).contiguous())


def test_sparse_quantized_and_meta_have_a_hash() -> None:
    torch_values.begin(torch)
    sparse = torch.eye(4).to_sparse()
    assert torch_values.content(sparse) == torch_values.content(torch.eye(4).to_sparse())
    assert torch_values.content(sparse) != torch_values.content((2 * torch.eye(4)).to_sparse())
    assert torch_values.content(torch.empty(3, device="meta")) == torch_values.content(torch.empty(3, device="meta"))
    conjugate = torch.tensor([1 + 2j, 3 - 1j]).conj()
    assert torch_values.content(conjugate) == torch_values.content(conjugate.resolve_conj())


@pytest.mark.parametrize("size", [0, 1, 7, 8, 4095, 4096, 4097, 4104, 131072, 131073, 1 << 20])
def test_weighted_sees_each_byte_of_any_length(size: int) -> None:
    weighted = HASHES["weighted"]
    data = bytearray(random.Random(size).randbytes(size))
    before = weighted(bytes(data))
    assert weighted(bytes(data)) == before == weighted(bytearray(data))
    for at in {0, size // 2, size - 1} if size else ():
        data[at] ^= 128
        assert weighted(bytes(data)) != before
        data[at] ^= 128


def test_plain_data_is_hashed_by_value() -> None:
    assert hashing.hash_object([1, "a", None]) == hashing.hash_object([1, "a", None])
    assert hashing.hash_object({"a": 1}) != hashing.hash_object({"a": 1.0})
    assert hashing.hash_object(object()) == hashing.hash_object(object())
    assert hashing.hash_object({"x", "y", "z"}) == hashing.hash_object({"z", "y", "x"})
