"""Runs a hook right after the script has imported a module; imports nothing that the script does not import."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Callable, Optional, Sequence

if TYPE_CHECKING:
    import importlib.machinery

from . import trouble

Hook = Callable[[ModuleType], None]


def begin(hooks: dict[str, Hook]) -> None:
    """Modules that Python itself has loaded by now are hooked at once."""
    waiting = {}
    for name, hook in hooks.items():
        if name in sys.modules:
            trouble.guarded(f"hook {name}", hook, sys.modules[name])
        else:
            waiting[name] = hook
    sys.meta_path.insert(0, _Finder(waiting))  # type: ignore[arg-type]


class _Finder:
    """No subclass of `importlib.abc`: that one loads `tempfile` and `random`, before the script asks for them."""

    def __init__(self, waiting: dict[str, Hook]) -> None:
        self._waiting = waiting

    def find_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        hook = self._waiting.pop(name, None)
        if hook is None:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find is not None and finder is not self else None
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = _Loader(spec.loader, hook)
                return spec
        # Not installed: the script may try again after it has changed the path.
        self._waiting[name] = hook
        return None


class _Loader:
    """Stands in for a module's loader until the module has run; then the module shows its own loader again."""

    def __init__(self, loader: Any, hook: Hook) -> None:
        self._loader = loader
        self._hook = hook

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Optional[ModuleType]:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        trouble.guarded(f"hook {module.__name__}", self._hook, sys.modules.get(module.__name__, module))
