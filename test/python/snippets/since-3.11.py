# Syntax of Python 3.11.
try:
    a
except* A:
    b
except* (B, C) as e:
    c
f[*a], f[1, *a], f[*a, *b], f[*a.b[0]]
def f(*args: *Ts): pass
