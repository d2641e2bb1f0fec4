# Simple statements; compared node by node with CPython's own parse.
"""Not the docstring."""
a = 1
a = b = c = 2
a, b = b, a
a, = b
(a) = (b)
(a, b) = [c, d] = e
[a, *b] = c
*a, b = c
a.b = a[0] = a[1:2] = 1
a = yield_
a = 1,
a = *b, c
a = lambda: (yield)
a: int
a: int = 1
a.b: int = 2
a[0]: 'str' = 3
(a): int = 4
a: List[int] = []
a: Dict[str, List[int]] = {}
a: Callable[[int], str]
a: int | None = None
a: list[int] | str | None = None
a: list[int] | b.c[d] | (e | f) = 0
a: typing.Optional[x.Y]
a: Tuple[int, ...]
a: Literal['x', 1] = 'x'
a: 'quoted' = 1
a: tuple[()] = ()
a += 1; a -= 1; a *= 1; a /= 1; a //= 1; a %= 1; a **= 1; a @= 1; a &= 1; a |= 1; a ^= 1; a <<= 1; a >>= 1
a += b, c
a.b[c] += 1;
import a
import a.b.c
import a as b, c.d as e, f
from a import b
from a import b as c, d
from a.b import (c, d as e,)
from a import (  # why
    b,  # this
    c,
)
from . import a
from .. import a as b
from .a import b
from ...a.b import c
from .... import a
from . a import b
from a import *
from .a import *
import a . b
from a . b import c
assert a
assert a, 'b'
del a
del a, b
del (a)
del (a, b), c
del a.b, a[0], a[1:2]
del [a, b]
pass; pass
raise
raise a
raise A(b) from c
global g
global g, h
type = 1
type: int = 2
type.x = 3
type(a).b = 4
type (a).b.c[d] = 5
if a: type(b).c = 6; x = type(d)
match = 1
match.a = 2
match[a] = 3
match, case = 1, 2
print = 5
print(a, file=b)
print >> a, b
a = 1 ; b = 2 ;
a = \
    1
a = (1 +
  2)  # end
a = """
text # no comment
""" # a comment
a \
    .b \
    .c()
