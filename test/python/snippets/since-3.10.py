# Syntax of Python 3.10.
match a:
    case 1: pass
match a, b:
    case 1, x: pass
    case [x, *rest] | (x, *_) if x > 1:
        pass
match (a):
    case {'k': v, 'l': 1, **rest}: pass
    case A.B | A.C: pass
    case C(x, y=z) as w: pass
    case a.B(c=D(e), f=[g, h]): pass
    case -1 | 1.5 | 1 + 2j | 'a' | b'b' | None | True: pass
    case 'a' 'b': pass
    case (x): pass
    case (x, ): pass
    case [] | {} | (): pass
    case str() | int(): pass
    case _: pass
match a,:
    case b: c
a[x := 1], {x := 1, 2}
