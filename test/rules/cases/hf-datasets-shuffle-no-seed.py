# === a stream
from datasets import load_dataset

stream = load_dataset("c4", streaming=True, split="train")
a = stream.shuffle()  #! warning safe
b = stream.shuffle(None)  #! warning safe
c = stream.shuffle(seed=None)  #! warning safe
d = stream.shuffle(1)
e = stream.shuffle(seed=1)
f = stream.shuffle(generator=g)
h = stream.shuffle(**options)
# --- fixed
from datasets import load_dataset

stream = load_dataset("c4", streaming=True, split="train")
a = stream.shuffle(seed=1024)  #! warning safe
b = stream.shuffle(1024)  #! warning safe
c = stream.shuffle(seed=1024)  #! warning safe
d = stream.shuffle(1)
e = stream.shuffle(seed=1)
f = stream.shuffle(generator=g)
h = stream.shuffle(**options)
# === a table
from datasets import load_dataset

data = load_dataset("imdb", split="train")
a = data.shuffle()  #! warning safe safe unsafe
b = data.train_test_split(0.1)  #! hint safe
# === seeded by everybody's numbers
import numpy as np
from datasets import load_dataset

np.random.seed(0)
data = load_dataset("imdb", split="train")
a = data.shuffle()  #! hint safe
