# === split, indexed, shuffled
import glob
import os
import random

a = os.listdir("x")[3]  #! warning safe
b = glob.glob("x")  #! warning safe
random.shuffle(b)
c = glob.glob("x")  #! warning safe
train = c[:8]
# --- fixed
import glob
import os
import random

a = sorted(os.listdir("x"))[3]  #! warning safe
b = sorted(glob.glob("x"))  #! warning safe
random.shuffle(b)
c = sorted(glob.glob("x"))  #! warning safe
train = c[:8]
# === pathlib, with folders joined
from pathlib import Path

import numpy as np

ROOT = Path("x")
a = list(Path("x").glob("*"))[1]  #! warning safe
b = list((Path("x") / "y" / "z").iterdir())[1]  #! warning safe
c = list(ROOT.glob("*"))[1]
d = list(Path("x").samples("*"))[1]
e = list((Path("x") - 1).glob("*"))[1]
f = list(other("x").glob("*"))[1]
# === the only one, the last one
import glob

a = glob.glob("x/labels.*")[0]  #! hint safe
b = glob.glob("x/*.pt")[-1]  #! warning safe
c = glob.glob("x/*.txt")  #! hint safe
label = c[0]
# === in other hands
import os

a = load(os.listdir("x"))  #! hint safe
for name in os.listdir("x"):  #! hint safe
    print(name)
b = os.listdir("x").copy()  #! hint safe
os.listdir("x")  #! hint safe


def names():
    return os.listdir("x")  #! hint safe


c, d = os.listdir("x")  #! hint safe
e = f = os.listdir("x")  #! hint safe
g[0] = os.listdir("x")  #! hint safe
with os.scandir("x") as entries:
    pass
# === no order matters
import os

a = sorted(os.listdir("x"))
b = len(os.listdir("x"))
c = "y" in os.listdir("x")
d = {name for name in os.listdir("x")}
e = {name: 1 for name in os.listdir("x")}
if os.listdir("x"):
    pass
while os.listdir("x"):
    pass
assert os.listdir("x")
f = not os.listdir("x")
g = 1 if os.listdir("x") else 2
h = table[os.listdir("x")]
for name in os.listdir("x"):
    os.remove(name)
i = sorted(name for name in list(os.listdir("x")))
# === one of two choices
import os

a = os.listdir("x") if ready else []  #! hint safe
# === uses of the name
import os


def a():
    names = os.listdir("x")
    names.sort()
    return names[0]


def b():
    names = os.listdir("x")  #! warning safe
    names.append("y")
    return names[1]


def c():
    names = os.listdir("x")
    names = sorted(names)
    return names[0]


def d():
    names = os.listdir("x")  #! hint safe
    return names


def e():
    names = os.listdir("x")
    return len(names), "x" in names


def f():
    names = os.listdir("x")  #! hint safe
    return len(names), load(names)


def g():
    names = os.listdir("x")  #! hint safe


def h():
    names = os.listdir("x")
    if names:
        names = []
    return len(names)


def i(names):
    return names[0]
# === an attribute of the class
import os


class Data:
    def __init__(self):
        self.names = os.listdir("x")  #! warning safe

    def __getitem__(self, i):
        return self.names[i]


class Sorted:
    def __init__(self):
        self.names = os.listdir("x")

    def prepare(self):
        self.names.sort()

    def __getitem__(self, i):
        return self.names[i]


class Other:
    def __init__(self):
        self.names = os.listdir("x")  #! hint safe

    def load(self):
        return load(self.names)


class Counted:
    def __init__(self):
        self.names = os.listdir("x")

    def count(self):
        return len(self.names)


things.names = os.listdir("x")  #! hint safe
# === a method of the same name that something else has
import lib

lib.listdir("x")[0]
x = lib.Path("x").glob("*")[0]
# === a loop whose lists are sorted in the end, and one whose lists are not
import glob
import os


def newest(root):
    found = glob.glob(root + "/*.pt")
    for folder in glob.glob(root + "/epoch_*"):
        if os.path.isdir(folder):
            found.append(folder)
    if found:
        found = sorted(found, key=len)
        return found[-1]
    return None


def rows(root):
    kept, names = [], []
    for path in glob.glob(root + "/*.csv"):  #! hint safe
        kept.append(path)
        names.append(os.path.basename(path))
    names.sort()
    return kept, names
