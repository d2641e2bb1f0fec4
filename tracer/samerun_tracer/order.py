"""Compiles user modules so that each iteration over a set tells its order (the pins `watch_order`, `sorted_order`).

The order itself stays as it is, but for the lines that `sorted_order` names.
"""

from __future__ import annotations

import ast
import builtins
import importlib.machinery
import sys
from types import CodeType, ModuleType
from typing import Any, Optional, Sequence

from . import format as fmt
from . import order_text, places, settings, trouble
from .hashing import hash_object, hash_text
from .record import recorder, thread

NAME = "__samerun_order__"
KEPT = "__samerun_order_kept__"
TOLD = "__samerun_order_told__"
MOST_ELEMENTS = 10_000
# Functions and methods that iterate over their arguments, or tell them as text; `len`, `any`, `set` do not care about
# the order, and a name too many does no harm: whether a line matters is tried.
_FUNCTIONS = set(
    "list tuple enumerate iter zip map filter sum dict array tensor asarray fromkeys Series DataFrame fromiter deque "
    "Counter OrderedDict reduce chain from_iterable product cycle islice accumulate combinations permutations "
    "takewhile dropwhile starmap batched pairwise zip_longest imap imap_unordered str repr format join extend "
    "extendleft writelines".split()
)
# Those of Python's own that tell any object as text.
_TEXTS = set("str repr format".split())
# With a key, elements that it finds equal stay in the order in which they came.
_BY_KEY = set("sorted max min nlargest nsmallest".split())


def begin() -> None:
    setattr(builtins, NAME, ordered)
    setattr(builtins, KEPT, watched)
    setattr(builtins, TOLD, told)
    sys.meta_path.insert(0, _Finder())  # type: ignore[arg-type]


def ordered(value: Any, frame: Any = None) -> Any:
    """What is iterated over in place of `value`: the very same object, unless an intervention sorts it here."""
    if type(value) not in (set, frozenset) or thread.busy:
        return value
    frame = frame or sys._getframe().f_back
    watched(value, frame)
    if not settings.pins.get("sorted_order") or not settings.is_pinned("sorted_order", frame):
        return value
    try:
        return sorted(value)
    except TypeError:
        thread.busy = True
        try:
            return sorted(value, key=identity)
        finally:
            thread.busy = False


def watched(value: Any, frame: Any = None) -> Any:
    """Gives back the very object that it was given; notes its order where that is nobody's promise."""
    if type(value) in (set, frozenset) and not thread.busy:
        thread.busy = True
        try:
            trouble.guarded("order", _note, value, frame or sys._getframe().f_back)
        finally:
            thread.busy = False
    return value


def told(value: Any) -> Any:
    """What is told as text in place of `value`: the sets in it have an order, and it may show an address."""
    if type(value) in (set, frozenset):
        return ordered(value, sys._getframe().f_back)
    if thread.busy or order_text.is_plain(value):
        return value
    frame = sys._getframe().f_back
    for inner in trouble.guarded("order", lambda: list(order_text.sets_in(value))) or ():
        watched(inner, frame)
    return order_text.Text(value, frame)


def compiled(source: Any, file: str) -> CodeType:
    """The code of a user's file with its iterations watched; rows and everything else as before."""
    tree = compile(source, file, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    return compile(ast.fix_missing_locations(_Watch().visit(tree)), file, "exec", dont_inherit=True)


def identity(element: Any) -> int:
    """A hash by what an object is and holds, whatever its address; the same for objects that look alike."""
    if not is_by_address(element):
        return hash_object(element)
    if type(element) is tuple:
        return hash_text(f"tuple:{[identity(part) for part in element]}")
    kind = type(element)
    held = dict(getattr(element, "__dict__", None) or {})
    slots = getattr(kind, "__slots__", ())
    for slot in (slots,) if isinstance(slots, str) else slots:
        held[slot] = getattr(element, slot, None)
    named = [getattr(element, name, None) for name in ("__module__", "__qualname__")]
    return hash_text(f"{hash_object(element)}:{hash_object(named)}:{hash_object(held)}")


def is_by_address(element: Any) -> bool:
    """Whether its hash is its address, as of objects whose class defines none."""
    if type(element) is tuple:
        return any(is_by_address(part) for part in element)
    return type(element) not in (int, str) and hash(element) in (object.__hash__(element), id(element))


def _note(value: Any, frame: Any) -> None:
    elements = [element for element, _ in zip(value, range(MOST_ELEMENTS))]
    hashes = [identity(element) for element in elements]
    first = next((float(e) for e in value if type(e) in (int, float)), None)
    name = type(value).__name__
    if len(elements) > 1 and any(map(is_by_address, elements)):
        name += " by address"
        if len(set(hashes)) < len(hashes):
            name, hashes = f"{type(value).__name__} of like objects", [id(element) for element in elements]
    recorder.emit(
        fmt.ORDER,
        recorder.name(name),
        places.place_of(frame),
        before=hash_text(str(sorted(hashes))),
        after=hash_text(str(hashes)),
        extra=len(value),
        sample=first,
        detail={"value": ", ".join(repr(e)[:40] for e, _ in zip(value, range(5)))},
    )


class _Watch(ast.NodeTransformer):
    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.iter = _wrap(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if not node.is_async:
            node.iter = _wrap(node.iter)
        return node

    def _value(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        node.value = _wrap(node.value)
        return node

    visit_YieldFrom = _value

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self.generic_visit(node)
        node.value = _wrap(node.value, TOLD)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        return self._value(node) if isinstance(node.ctx, ast.Load) else self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        unpacked = any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets)
        return self._value(node) if unpacked else self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """Of a list: a set knows no `+=`."""
        return self._value(node) if isinstance(node.op, ast.Add) else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if isinstance(node.func, ast.Attribute) and name == "pop" and not node.args and not node.keywords:
            # A sorted copy would never become empty.
            node.func.value = _wrap(node.func.value, KEPT)
        elif isinstance(node.func, ast.Name) and name in _TEXTS:
            node.args = [
                arg if at > 0 or isinstance(arg, ast.Starred) else _wrap(arg, TOLD) for at, arg in enumerate(node.args)
            ]
        elif name in _FUNCTIONS or (name in _BY_KEY and any(word.arg == "key" for word in node.keywords)):
            node.args = [arg if isinstance(arg, ast.Starred) else _wrap(arg) for arg in node.args]
        return node


def _wrap(node: ast.expr, function: str = NAME) -> ast.expr:
    """Only what can be a set: a literal list, a number, `range(...)` stay as they are."""
    holders = (ast.List, ast.Tuple, ast.ListComp, ast.GeneratorExp, ast.Dict)
    if isinstance(node, (ast.Constant, ast.Lambda)) or (function != TOLD and isinstance(node, holders)):
        return node
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("range", "sorted", NAME, KEPT, TOLD)
    ):
        return node
    call = ast.Call(func=ast.Name(id=function, ctx=ast.Load()), args=[node], keywords=[])
    return ast.copy_location(call, node)


class _Finder:
    def find_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or type(spec.loader) is not importlib.machinery.SourceFileLoader:
            return None
        if spec.origin is None or not places.is_user_file(spec.origin):
            return None
        spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """Never reads or writes bytecode: the user's cache holds the unwatched code."""

    def get_code(self, fullname: str) -> CodeType:
        return compiled(self.get_data(self.path), self.path)
