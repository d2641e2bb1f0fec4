# Syntax of Python 3.12.
type A = int
type B[T] = list[T]
def f[T](a: T) -> T: return a
def f[T: int, *Ts, **P](*args: *Ts, **kw: P.kwargs): yield a
class A[T]: pass
class A[T: (int, str)](B[T], metaclass=M): x: T
async def f[T](): await a
f"{a["b"]}", f'{'nested'}', f"{f"{f"{a}"}"}", f"{'\n'.join(a)}", f'{
    a  # comment
}', f"{a!r:{b["c"]}}"
