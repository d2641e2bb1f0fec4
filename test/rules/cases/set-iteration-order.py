# === sorted where the order is used
words = {"a", "b"}
a = list(words)  #! warning safe
print(a[1])
b = {w: i for i, w in enumerate(words)}  #! warning safe
c = tuple(words)[1]  #! warning safe
for w in words:  #! warning safe
    ids[w] = len(ids)
d = [w for w in words]  #! warning safe
print(d[1])
# --- fixed
words = {"a", "b"}
a = sorted(words)  #! warning safe
print(a[1])
b = {w: i for i, w in enumerate(sorted(words))}  #! warning safe
c = tuple(sorted(words))[1]  #! warning safe
for w in sorted(words):  #! warning safe
    ids[w] = len(ids)
d = [w for w in sorted(words)]  #! warning safe
print(d[1])
# === the number of enumerate is used, or is not
words = {"a", "b"}
for i, w in enumerate(words):  #! warning safe
    table[w] = i
for i, w in enumerate(words):  #! warning safe
    table[i] = w
for i, w in enumerate(words):
    print(i, w)
for i, w in enumerate(words):
    last = i
for i, w in enumerate(words):
    table[w] = 1
for pair in enumerate(words):
    table[w] = pair
for x.i, w in enumerate(words):
    table[w] = x.i
a = list(enumerate(words))[0]
b = list(enumerate(words))[1]  #! warning safe
c = [w for i, w in enumerate(words)]
d = dict(enumerate(words))
# === no order is kept
words = {"a", "b"}
a = sorted(list(words))
b = len(list(words))
c = [1 for w in words]
d = set(list(words))
e = load(list(words))
f = unknown(words)[1]
g = x.list(words)[1]
h = list()[1]
i = list({1, 2})[1]
j = list(["a", "b"])[1]
for w in words:
    print(w)
# === once for each set
names = set(line.split())
x = [n for n in names]  #! warning safe
y = x[1]
# === a file without a set
x = list(words)[1]
# === parameters in a set, for an optimizer
import torch

a, b = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
first = torch.optim.Adam(set(a.parameters()) | set(b.parameters()), lr=0.1)  #! information
second = torch.optim.SGD(params=set(a.parameters()), lr=0.1)  #! information
# === parameters in a list, or in a set that is only asked
import torch

a, b = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
optimizer = torch.optim.Adam([*a.parameters(), *b.parameters()], lr=0.1)
held = set(a.parameters())
other = torch.optim.SGD([p for p in b.parameters() if p not in held], lr=0.1)
