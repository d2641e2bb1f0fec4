# === addresses and hashes as keys
a = sorted(xs, key=id)  #! warning
b = sorted(xs, key=lambda x: id(x))  #! warning
c = sorted(xs, key=hash)  #! warning
xs.sort(key=id)  #! warning
d = min(xs, key=hash)  #! warning
# === other keys, other functions
a = sorted(xs)
b = sorted(xs, key=len)
c = sorted(xs, key=lambda x: id(y))
d = sorted(xs, key=lambda: id(x))
e = sorted(xs, key=lambda x: id(x.name))
f = sorted(xs, key=lambda x: x.id)
g = sorted(xs, key=lambda x: len(x))
h = group(xs, key=id)
i = sorted(xs, reverse=id)
j = sorted(xs, key=other.id)
# === names of its own
def id(x):
    return x.number


a = sorted(xs, key=id)
b = sorted(xs, key=lambda x: id(x))
c = id(xs) % 10
# === buckets of addresses
a = id(x) % 10  #! warning
b = 10 % id(x)
c = id(x) + 10
d = hash(x) % 10
e = len(x) % 10


class A:
    def __hash__(self):
        return id(self) % 10

    def bucket(self):
        return id(self) % 10  #! warning
# === objects that are written with their address
class Plain:
    pass


class Named:
    def __str__(self):
        return "x"


class Derived(Base):
    pass


@decorated
class Decorated:
    pass


a = sorted([Plain(), Plain()], key=repr)  #! warning
b = sorted((Plain(), Plain()), key=lambda x: repr(x))  #! warning
c = sorted([Plain() for _ in range(3)], key=repr)  #! warning
d = sorted([Named()], key=repr)
e = sorted([Derived()], key=repr)
f = sorted([Decorated()], key=repr)
g = sorted([Plain(), Named()], key=repr)
h = sorted([Unknown()], key=repr)
i = sorted([], key=repr)
j = sorted(load(), key=repr)
k = sorted([1], key=repr)
l = sorted([made.Plain()], key=repr)
things = [Plain()]
things.sort(key=repr)  #! warning
m = sorted(things, key=repr)  #! warning
twice = [Plain()]
twice = load()
n = sorted(twice, key=repr)
alias = things
o = sorted(alias, key=repr)
p = sorted(key=repr)
q = max(things, key=repr)  #! warning
