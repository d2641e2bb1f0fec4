"""Notes torch's seeds, and its draws by putting a thin kernel before each one that draws (level steps)."""

from __future__ import annotations

import functools
import sys
import warnings
from types import FrameType
from typing import Any, Callable, Optional

from .. import format as fmt
from .. import places, settings, trouble
from ..hashing import MASK, hash_object
from ..record import recorder, thread
from . import questions, torch_values

# CPU kernels with the tag `nondeterministic_seeded` (a test holds this list against torch's own tags).
KERNELS = (
    "bernoulli.out bernoulli_.Tensor bernoulli_.float binomial cauchy_ exponential_ geometric_ log_normal_ "
    "multinomial multinomial.out native_dropout normal.Tensor_Tensor normal.Tensor_Tensor_out normal.Tensor_float "
    "normal.Tensor_float_out normal.float_Tensor normal.float_Tensor_out normal_ poisson random_ random_.from "
    "random_.to randperm.generator_out rrelu_with_noise rrelu_with_noise.out rrelu_with_noise_ uniform_ "
    "_sample_dirichlet _standard_gamma"
).split()
# Tagged, but a choice between implementations or a wrapper of another draw.
NO_DRAW = {"aten::_fused_sdp_choice", "aten::dropout", "aten::_scaled_dot_product_flash_attention_for_cpu"}

_keep: list[Any] = []  # a library of kernels works as long as it lives


def state_hash(generator: Any) -> int:
    """Of the generator's whole state; on a device seed and offset are the state."""
    if generator.device.type == "cpu":
        state = generator.get_state()
        return torch_values.hash_bytes(torch_values.memory(state.data_ptr(), state.numel()))
    offset = generator.get_offset() if hasattr(generator, "get_offset") else 0
    return hash((generator.initial_seed(), offset)) & MASK


def generator_of(torch: Any, arguments: Any, options: dict[str, Any]) -> tuple[Any, bool]:
    """The generator that an op draws from, and whether the script handed it in."""
    generator = options.get("generator")
    device = options.get("device")
    for value in arguments:
        if isinstance(value, torch.Generator):
            generator = value
        elif device is None and isinstance(value, torch.Tensor):
            device = value.device
    if generator is not None:
        return generator, generator is not torch.default_generator
    device = torch.device(device) if isinstance(device, str) else device
    if device is not None and device.type == "cuda":
        return torch.cuda.default_generators[device.index or 0], False
    return torch.default_generator, False


def draw_name(generator: Any, explicit: bool, op: str) -> int:
    stream = "torch.Generator" if explicit else "torch" if generator.device.type == "cpu" else "torch.cuda"
    return recorder.name(f"{stream}:{op.rpartition('::')[2]}")


def patch_seeds(torch: Any) -> None:
    pinned = settings.pinned_seed("torch")
    if pinned is not None:
        torch.manual_seed(pinned)
    for name in ("manual_seed", "seed", "set_rng_state"):
        _wrap((torch, torch.random), name, lambda torch: torch.default_generator, "torch")
    # What nobody has seeded began with a number of the system's, and a script may hand that on.
    torch.initial_seed = torch.random.initial_seed = questions.question("torch.initial_seed", torch.initial_seed)
    for name in ("manual_seed", "manual_seed_all", "seed", "seed_all", "set_rng_state", "set_rng_state_all"):
        modules = (torch.cuda, torch.cuda.random)
        _wrap(modules, name, _cuda_generator, "torch.cuda")


def _cuda_generator(torch: Any) -> Any:
    """None before the device is in use: asking would start it."""
    if not torch.cuda.is_initialized():
        return None
    return torch.cuda.default_generators[torch.cuda.current_device()]


def _wrap(modules: tuple[Any, ...], name: str, generator: Callable[[Any], Any], stream: str) -> None:
    original = getattr(modules[0], name, None)
    if original is None:
        return

    @functools.wraps(original)
    def seed(*arguments: Any, **options: Any) -> Any:
        entropy = name in ("seed", "seed_all")
        frame = sys._getframe().f_back
        pinned = settings.pinned_entropy_seed(stream, frame) if entropy else None
        before = trouble.guarded(name, _state, generator) if "state" in name else None
        if "manual" in name:
            arguments = (*map(settings.other_seed, arguments[:1]), *arguments[1:])
            options = {key: settings.other_seed(value) for key, value in options.items()}
        outer, thread.seeding = thread.seeding, True
        try:
            if pinned is not None:
                result = getattr(modules[0], name.replace("seed", "manual_seed"))(pinned)
            else:
                result = original(*arguments, **options)
        finally:
            thread.seeding = outer
        if not thread.busy:
            value = None if entropy else arguments[0] if arguments else next(iter(options.values()), None)
            trouble.guarded(f"{stream}.{name}", _seeded, stream, name, generator, value, entropy, before, frame)
        return result

    for module in modules:
        if getattr(module, name, None) is original:
            setattr(module, name, seed)


def _state(generator: Callable[[Any], Any]) -> int:
    found = generator(torch_values.torch)
    return 0 if found is None else state_hash(found)


def _seeded(
    stream: str,
    call: str,
    generator: Callable[[Any], Any],
    value: Any,
    entropy: bool,
    before: Any,
    frame: Optional[FrameType],
) -> None:
    """A restored state that is the present one, as after a library's own detour, is no event."""
    state = _state(generator)
    restored = "state" in call
    if restored and state == before:
        return
    sample = float(value) if type(value) is int and abs(value) < 1 << 63 else None
    recorder.emit(
        fmt.SEED,
        recorder.name(f"{stream}:{call}"),
        places.place_of(frame),
        after=state if restored else hash_object(value),
        flags=fmt.ENTROPY if entropy else fmt.LIBRARY if restored and not places.is_user_frame(frame) else 0,
        sample=sample,
        extra=state,
        detail=None if restored else {"seed": "entropy" if entropy else repr(value)[:80]},
    )


def trace_draws(torch: Any) -> None:
    """Without a dispatch mode: the other ops of the script run at full speed."""
    if not hasattr(torch.library, "get_kernel"):
        _trace_draws_by_mode(torch)
        return
    library = torch.library.Library("aten", "IMPL")
    _keep.append(library)
    keys = ("CPU", "CUDA") if torch.cuda.is_available() else ("CPU",)
    for full in KERNELS:
        packet, _, overload = full.partition(".")
        op = getattr(getattr(torch.ops.aten, packet), overload or "default")
        for key in keys:
            if not torch._C._dispatch_has_kernel_for_dispatch_key(f"aten::{full}", key):
                continue
            kernel = torch.library.get_kernel(op, key)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                library.impl(
                    full, _kernel(torch, f"aten::{packet}", kernel), key, with_keyset=True, allow_override=True
                )


def _kernel(torch: Any, name: str, kernel: Any) -> Callable[..., Any]:
    call = kernel.call_boxed
    state = thread

    def draw(keys: Any, *arguments: Any, **options: Any) -> Any:
        if state.busy or recorder.closed:
            return call(keys, *arguments, **options)
        note = trouble.guarded(name, before_draw, torch, name, arguments, options, sys._getframe().f_back)
        result = call(keys, *arguments, **options)
        if note is not None:
            trouble.guarded(name, after_draw, note, result)
        return result

    return draw


def before_draw(
    torch: Any, name: str, arguments: Any, options: dict[str, Any], frame: Optional[FrameType], place: int = 0
) -> tuple[Any, int, int, int, int]:
    """What is known before the draw: generator, flags, name, place, and the hash of its state."""
    generator, explicit = generator_of(torch, arguments, options)
    flags = fmt.EXPLICIT if explicit else places.benign(frame)
    return (
        generator,
        flags,
        draw_name(generator, explicit, name),
        place or places.place_of(frame),
        state_hash(generator),
    )


def after_draw(note: tuple[Any, int, int, int, int], result: Any) -> None:
    """No event where the state stayed: dropout with p=0, an empty tensor."""
    generator, flags, name, place, before = note
    after = state_hash(generator)
    if after != before:
        tensor = torch_values.first_tensor(result)
        sample = None if tensor is None else torch_values.first_number(tensor)
        recorder.draw(name, place, before, after, flags, sample)


def _trace_draws_by_mode(torch: Any) -> None:
    """For a torch that cannot hand out its own kernels: slower, the same events."""
    from torch.utils._python_dispatch import TorchDispatchMode

    from . import threads

    tag = torch.Tag.nondeterministic_seeded

    class Draws(TorchDispatchMode):
        @classmethod
        def is_infra_mode(cls) -> bool:
            """Under a mode that is not torch's own, older torches compile nothing."""
            return True

        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            kwargs = kwargs or {}
            name = getattr(getattr(func, "_schema", None), "name", "")
            # What an overload calls itself: its own frame would be one more in a traceback.
            op = getattr(func, "_op", func)
            if thread.busy or tag not in getattr(func, "tags", ()) or name in NO_DRAW:
                return op(*args, **kwargs)
            note = trouble.guarded(name, before_draw, torch, name, args, kwargs, sys._getframe().f_back)
            result = op(*args, **kwargs)
            if note is not None:
                trouble.guarded(name, after_draw, note, result)
            return result

    threads.around.append(Draws)
    mode = Draws()
    mode.__enter__()
    _keep.append(mode)
