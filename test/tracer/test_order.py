"""Orders of sets, and what `hash()` and `id()` answer: watched, and put right at one line, where a pin asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from samerun_tracer import format as fmt

ORDER = """
    from __future__ import annotations
    import os, sys
    import helper
    names = {"a", "b", "c", "d", "e", "f", "g"}
    first = [n for n in names]
    for n in names | {"h"}:
        pass
    text = ",".join(names)
    listed = list(frozenset(names))
    print(*names)
    for i in range(3): pass
    for n in sorted(names): pass
    for n in [1, 2]: pass
    helper.use(names)
    print(first == listed or True, __name__, os.path.basename(__file__), sys.argv[1:], sys.path[0] == os.path.dirname(__file__))
    names.copy().pop()
    class A:
        __private = {"x", "y"}
        def go(self): return [v for v in self.__private]
    A().go()
    raise ValueError("end")
"""


def test_orders_are_watched_in_the_script_and_its_modules(run: Callable[..., Any], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "helper.py").write_text("def use(names):\n    return [n for n in names]\n")
    options = {"arguments": ["--x", "1"]}
    bare = run(ORDER, pins={"hashseed": 3}, **options)
    done = run(ORDER, pins={"watch_order": True, "hashseed": 3}, **options)
    assert (done.stdout, done.stderr) == (bare.stdout, bare.stderr)
    assert done.status["row"] == bare.status["row"] == 22
    seen = [(e.name, e.row) for e in done.events_of(fmt.ORDER) if e.file.endswith("script.py")]
    assert seen == [("set", 6), ("set", 7), ("set", 9), ("frozenset", 10), ("set", 11), ("set", 17), ("set", 20)]
    inside = [e for e in done.events_of(fmt.ORDER) if e.file.endswith("helper.py")]
    assert [(e.row, e.extra) for e in inside] == [(2, 7)]
    assert not (home / "__pycache__" / "order.pyc").exists()
    other = run(ORDER, pins={"watch_order": True, "hashseed": 4}, **options)
    pairs = list(zip(done.events_of(fmt.ORDER), other.events_of(fmt.ORDER)))
    assert all(a.before == b.before for a, b in pairs) and any(a.after != b.after for a, b in pairs)


OBJECTS = """
    class Named:
        def __init__(self, n): self.n = n
    class Alike:
        pass
    for node in {Named(n) for n in range(9)}: print(node.n, end=" ")
    for node in {Alike() for n in range(9)}: pass
    for pair in {(Named(n), 1) for n in range(9)}: pass
    for kind in {int, str}: pass
    for number in {1, 2, "a"}: pass
"""


def test_sets_of_objects_are_told_by_what_their_order_follows_from(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run(OBJECTS, pins={"watch_order": True})
    names = {e.row: e.name for e in done.events_of(fmt.ORDER)}
    address = "set by address"
    assert names == {6: address, 7: "set of like objects", 8: address, 9: address, 10: "set"}
    line = [[str(tmp_path / "home" / "script.py"), 6]]
    orders = {run(OBJECTS, pins={"sorted_order": line}).stdout for _ in range(3)}
    assert len(orders) == 1 and set(orders.pop().split()) == set("012345678")


UNORDERED = """
    import heapq
    from collections import deque
    names = {"a", "bb", "cc", "dd"}
    sorted(names); max(names); len(names)
    sorted(names, key=len)
    max(names, key=len); heapq.nlargest(1, names, key=len)
    first, *others = names
    listed = []
    listed += names
    def each(): yield from names
    list(each())
    text = f"{names}" + str(names)
    deque(names)
"""


def test_orders_that_ties_unpacking_and_text_show_are_watched(run: Callable[..., Any]) -> None:
    done = run(UNORDERED, pins={"watch_order": True})
    assert [e.row for e in done.events_of(fmt.ORDER)] == [6, 7, 7, 8, 10, 11, 13, 13, 14]


ADDRESSES = """
    class Node: pass
    class Same:
        def __hash__(self): return hash("same")
    nodes = [Node() for _ in range(5)]
    print(*map(id, nodes))
    print(*(hash(node) for node in nodes))
    print(*(id(node) for node in nodes + nodes[:1]))
    def local(id): return id(3)
    local(lambda value: value)
    {Same(), 1}
"""


def test_what_hash_and_id_answer_is_noted_and_can_be_made_the_same(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run(ADDRESSES, pins={"watch_order": True})
    seen = [(e.name, e.row) for e in done.events_of(fmt.ORDER)]
    assert seen == [("id()", 6)] * 5 + [("hash() by address", 7)] * 5 + [("id()", 8)] * 6 + [("hash()", 4)]
    line = [[str(tmp_path / "home" / "script.py"), row] for row in (6, 7)]
    runs = [run(ADDRESSES, pins={"stable_id": line, "stable_hash": line}).stdout.splitlines() for _ in range(3)]
    assert len({one[0] for one in runs}) == len({one[1] for one in runs}) == 1
    assert len({one[2] for one in runs}) == 3
    assert len(set(runs[0][0].split())) == 5 and runs[0][2].split()[0] == runs[0][2].split()[5]


def test_a_set_that_is_emptied_stays_a_set(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run(
        "names = {'a', 'b'}\nwhile names: print(names.pop())",
        pins={"sorted_order": [[str(tmp_path / "home" / "script.py"), 2]]},
    )
    assert sorted(done.stdout.split()) == ["a", "b"]


TEXT = """
from dataclasses import dataclass, field
class Bare:
    pass
@dataclass
class Config:
    steps: int = 3
    tags: set = field(default_factory=lambda: {"a", "b", "c", "d", "e"})
one, two = Bare(), Bare()
print(len(repr(Config())), f"{Config()!r:>3}"[:6], str({"tags": [Config().tags]})[:9])
keys = [str(one), f"{one}", repr([one, two]), format(two)]
print("{} {}".format(1.5, "x"), str(3), f"{2.5:.2f}", str(one)[:22], len(set(keys)))
print(str(one), f"{one}", repr([one, two]))
""".lstrip("\n")


def test_text_shows_the_order_of_a_set_inside_and_addresses(run: Callable[..., Any]) -> None:
    watched = [run(TEXT, pins={"watch_order": True, "hashseed": seed}) for seed in (1, 2)]
    bare = run(TEXT, pins={"hashseed": 1})
    assert watched[0].stdout.splitlines()[:2] == bare.stdout.splitlines()[:2]
    noted = [[(e.name, e.row) for e in done.events_of(fmt.ORDER)] for done in watched]
    assert noted[0] == noted[1]
    assert (
        noted[0] == [("set", 9)] * 3 + [("id() in text", 10)] * 4 + [("id() in text", 11)] + [("id() in text", 12)] * 3
    )
    pins = {"stable_id": [[bare.plan["script"], row] for row in (10, 12)]}
    one, two = (run(TEXT, pins=pins).stdout for _ in range(2))
    assert one == two != bare.stdout
    assert one.splitlines()[2].startswith("<__main__.Bare object at 0x000000000000>")
