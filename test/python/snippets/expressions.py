# Expressions of Python 3.8 and later; compared node by node with CPython's own parse.
None, True, False, ..., __debug__
0, 7, 1_000, 0x1F, 0XfF, 0o17, 0b1_01, 10 ** 400, 99999999999999999999
1.5, .5, 5., 1e-3, 1E5, 1_0.0_1e1_0, 3j, 2.5J, 1e400
'a', "b", '''c''', """d
e""", r'\n\d', R"\x", u'u', b'b', rb'\d', Br"x", '', "", '''''', """'"""
'\a\b\f\n\r\t\v\\\'\"\x41\u00e9\U0001F600\101\7\400\d\
end'
'one' "two" r'\three' '''four'''
('one'  # first
 'two')
b'one' b'two'
'\N{BULLET} named'
a.b.c, a . b, a.b(1).c[2].d
(a).b, ((a)).b, (a
    .b
    # note
    .c)
f(), f(1), f(1,), f(a, *b, c, **d), f(x=1, *a, y=2, **b, z=3), f(x for x in y), f((x for x in y), 1)
f(*a.b, *a.b(), *a[0], *a + b, *a or b, *a if b else c, *(a), * a.b)
f(**a.b, **{'k': 1}, **a or b)
f(
    1,  # one
    k=2,  # two
)
a[1], a[1, 2], a[1,], a[(1, 2)], a[:], a[1:], a[:2], a[1:2:3], a[::2], a[1:2, ::3], a[..., None], a[b][c]
a[(x := 1)], a[lambda: 0], a[b if c else d]
a + b - c * d / e // f % g @ h ** i << j >> k | m
a & b | c ^ d, a ^ b | c & d
a ^ b & c, a & b ^ c, a & b ^ c & d ^ e, a ^ b & c & d, a ^ b & c ^ d, (a ^ b) & c, a & (b ^ c), a + b & c ^ d, a & b ^ c | d
-a, +a, ~a, not a, - -a, not not a, -a ** -b, (-a) ** b, -1
a and b, a or b, a and b and c, a or b and c or d, (a and b) and c, a and (b and c), not a and b
a < b, a < b <= c == d != e > f >= g, a in b, a not in b, a is b, a is not b, a in b not in c is not d, not a in b
(a if b else c if d else e), (a if b else c) if d else e
lambda: 0, lambda a: a, lambda a, b=1, *c, d, e=2, **f: a, lambda *, k: k, lambda a, /, b: a, lambda *a: lambda **b: a
lambda x: (yield)
[], [1], [1,], [1, *a, 2], (), (1,), (1, 2), (*a, 1), {1}, {1, *a}, {}, {1: 2}, {1: 2, **a, 'b': c,}, {**a.b}
((a)), ((a, b)), (a, (b, c)), ([a], {b})
[x for x in y], [x for x in y if z if w], [x for a in b for x in a if x], [(a, b) for a, b in c], [a for (a) in b]
{x for x in y}, {k: v for k, v in d.items() if k}, (x for x in y), [x async for x in y], [await x for x in y]
[x for x in (lambda: y)()] if False else 0
[[a for a in b] for b in c], [x for x, in y], [x for *x, y in z], [x for a.b in c for d[0] in e]
(x := 1), f(x := 1), [y := 1, y], (a, b := 1), [last := x for x in y]
(yield), (yield a), (yield a, b), (yield from a), [(yield)]
f'', f'a', f'{a}', f"{a}b{c!r}d{e:>10}f{g:{h}.{i}}{j=}", F'{a}', rf'\d{a}', fR"{a}\{b}"
f'{{}}{a}', f'''{
    a + b
}''', f'{a:%Y-%m-%d}', f'{a!r:>{w}}', f"{a['b']}", f'{lambda_}', f'{(lambda: 1)}', f'{a if b else c}', f'{*a, b}', f'{a, b}'
'a' f'b{c}' "d", f'{a}' f'{b}', f'{x:=10}', f'{(x := 10)}', f'{a = }', f'{a!s}', f'{yield_}'
print(1), exec('x'), print, print >> f, (print >> sys.stderr, 'x')
match, case, type, _, match(a), case(b), type(c), match[a], type[a], match.x, type.y, match * a, -match
ｎａｍｅ.ａｔｔｒ, é, 变量.方法(参数=1), "日本語" + 'émoji 😀' + é
(
    a
    +  # plus
    b
)
a if b else(c)
1if 1else 2
x = a, b = *c, d
