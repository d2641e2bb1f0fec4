# Compound statements and definitions; compared node by node with CPython's own parse.
if a: pass
if a:
    b
elif c:
    d
elif (e):
    # only a comment before
    f
    # and after
else:
    g
if a:
    if b: c
    else: d
elif e: f
while a: b
while (a := f()) and b:
    break
    continue
else:
    c
for a in b: c
for a, b in c: d
for (a, b) in c: d
for a, (b, c) in d: e
for (a) in b: c
for a in b, c: d
for *a, b in c: d
for a.b in c: d
for a[0] in c:
    d
else:
    e
for x in *a, b: pass
try: a
except: b
try:
    a
except A:
    b
except B as e:
    c
except (C, D) as e:
    d
except x.y.Z:
    pass
else:
    e
finally:
    f
try:
    a
finally:
    b
with a: b
with a as b: c
with a, b as c, d: e
with (a): b
with (a) as b: c
with (a, b): c
with (a, b) as c: d
with (a as b): c
with (a as b, c as d,): e
with (
    open(a) as f,  # one
    open(b) as g,
):
    pass
with a as (b, c), d as [e, f], g as h.i, j as k[0]: l
with a() as b, \
        c() as d:
    e
with (yield_): a
def f(): pass
def f(a): return
def f(a, b=1, *args, c, d=2, **kwargs): return a
def f(a, /): return a, b
def f(a, b=1, /, c=2, *, d, e=3): return *a, b
def f(*, a): return (yield_)
def f(*args): ...
def f(**kwargs): ...
def f(a: int, b: str = 'x', *args: int, c: 'float' = 1.0, **kwargs: Any) -> Dict[str, int]: pass
def f(a: list[int] | None = None, b: x.Y[z] = ()) -> list[int] | str | None: pass
def f(
    a,  # first
    b=(1, 2),
    *,
    c: Callable[..., int] = lambda x: x,
):  # header
    """Docstring."""
    # comment
    x = 1

    def g():
        nonlocal x
        x = 2
        yield x
    return g
def f():
    yield
def f():
    x = yield 1
    y = yield from g()
    return [z for z in (yield)]
def f():
    def g(a=(yield)): pass
def f():
    lambda: (yield)
def f(): x; y;
def f():
    a
    # trailing
# outer
async def f():
    await a
    await a.b(c)
    async with a as b, c: d
    async for a in b: c
    else: d
    return [x async for x in await y if await z]
async def f():
    yield await a
@a
def f(): pass
@a.b
@c(d, e=1)
# between
@f[0].g
async def f(): pass
@a
class A: pass
class A(): pass
class A(B, C.D, metaclass=M, **kw): x = 1
class A(*bases):
    """Doc."""
    x: int
    y: int = 1

    @property
    def a(self): return self.x

    @staticmethod
    def b(): pass

    class C:
        z = 1
match = {'case': 1}
match(x)
for i in range(3):
	if i:
		tabs = 1
	else: pass
if a:
  x = 1
  if b:
      y = 2

      # deep
  # shallow
z = 3
def f():
    a = (b +
c)
    if d:
        e = g(h=
  i, j=[k for k in
l], m="""
n""", o=(
p)  # q
)
    return a  # r
