# === buckets
a = hash("x") % 10  #! warning
b = hash(f"{x}") % 10  #! warning
c = hash(str(x)) % 10  #! warning
d = hash(x.lower()) % 10  #! warning
e = abs(hash("x")) % 10  #! warning
f = hash("x")  #! warning
g = f % 10


def bucket(name):
    key = hash(str(name))  #! warning
    return key % 10


def other(name):
    key = hash(str(name))
    return key
# === not text, or nothing decided
a = hash(x) % 10
b = hash(1) % 10
c = hash() % 10
d = x.hash("x") % 10
e = hash("x") + 10
f = hash("x")
g = 10 % f
h = [hash("x")]
i.j = hash("x")
k = hash(load("x")) % 10
l = hash(repr(x)) % 10
m = hash("x").real % 10


class A:
    def __hash__(self):
        return hash(str(self)) % 10

    def bucket(self):
        return hash(str(self)) % 10  #! warning
