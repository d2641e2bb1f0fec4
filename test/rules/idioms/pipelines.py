# === streams of datasets, mixed and shuffled by a seed
import torch
from datasets import interleave_datasets, load_dataset
from torch.utils.data import DataLoader

torch.manual_seed(0)
en = load_dataset("allenai/c4", "en", split="train", streaming=True)
fr = load_dataset("allenai/c4", "fr", split="train", streaming=True)
mix = interleave_datasets([en, fr], probabilities=[0.7, 0.3], seed=42)
mix = mix.shuffle(seed=42, buffer_size=10_000)
loader = DataLoader(mix.with_format("torch"), batch_size=8)
for epoch in range(3):
    mix.set_epoch(epoch)
    for batch in loader:
        print(batch)
# === a stream that is shuffled without one
import torch
from datasets import interleave_datasets, load_dataset
from torch.utils.data import DataLoader

torch.manual_seed(0)
en = load_dataset("allenai/c4", "en", split="train", streaming=True)
fr = load_dataset("allenai/c4", "fr", split="train", streaming=True)
mix = interleave_datasets([en, fr], probabilities=[0.7, 0.3], seed=42)
mix = mix.shuffle(buffer_size=10_000)  #! SR710
loader = DataLoader(mix.with_format("torch"), batch_size=8)
for epoch in range(3):
    mix.set_epoch(epoch)
    for batch in loader:
        print(batch)
# === streams that are mixed without one
import torch
from datasets import interleave_datasets, load_dataset
from torch.utils.data import DataLoader

torch.manual_seed(0)
en = load_dataset("allenai/c4", "en", split="train", streaming=True)
fr = load_dataset("allenai/c4", "fr", split="train", streaming=True)
mix = interleave_datasets([en, fr], probabilities=[0.7, 0.3])  #! SR710
mix = mix.shuffle(seed=42, buffer_size=10_000)
loader = DataLoader(mix.with_format("torch"), batch_size=8)
for epoch in range(3):
    mix.set_epoch(epoch)
    for batch in loader:
        print(batch)
# === webdataset with seeds
import random

import torch
import webdataset as wds

random.seed(0)
torch.manual_seed(0)
urls = "data/train-{000000..000099}.tar"
dataset = (
    wds.WebDataset(urls, shardshuffle=100, seed=42, nodesplitter=wds.split_by_node)
    .shuffle(1000, seed=42)
    .decode("torchrgb")
    .to_tuple("jpg", "cls")
    .batched(64)
)
loader = wds.WebLoader(dataset, batch_size=None, num_workers=4)
model = torch.nn.Linear(10, 2)
for x, y in loader:
    model(x).sum().backward()
# === webdataset, whose buffer no global seed reaches
import random

import torch
import webdataset as wds

random.seed(0)
torch.manual_seed(0)
urls = "data/train-{000000..000099}.tar"
dataset = (
    wds.WebDataset(urls, shardshuffle=100, nodesplitter=wds.split_by_node)
    .shuffle(1000)  #! SR610
    .decode("torchrgb")
    .to_tuple("jpg", "cls")
    .batched(64)
)
loader = wds.WebLoader(dataset, batch_size=None, num_workers=4)
model = torch.nn.Linear(10, 2)
for x, y in loader:
    model(x).sum().backward()
# === a loader that keeps its state
import torch
from torchdata.stateful_dataloader import StatefulDataLoader

torch.manual_seed(0)
data = torch.utils.data.TensorDataset(torch.randn(100, 4))
loader = StatefulDataLoader(data, batch_size=4, shuffle=True, num_workers=2, generator=torch.Generator().manual_seed(1))
model = torch.nn.Linear(4, 1)
for (x,) in loader:
    model(x).mean().backward()
torch.save({"loader": loader.state_dict(), "rng": torch.get_rng_state(), "model": model.state_dict()}, "last.pt")
# === a loader that keeps its state, nothing seeded
import torch
from torchdata.stateful_dataloader import StatefulDataLoader

data = torch.utils.data.TensorDataset(torch.randn(100, 4))  #! SR103
loader = StatefulDataLoader(data, batch_size=4, shuffle=True, num_workers=2)
model = torch.nn.Linear(4, 1)
for (x,) in loader:
    model(x).mean().backward()
torch.save({"loader": loader.state_dict(), "rng": torch.get_rng_state(), "model": model.state_dict()}, "last.pt")
# === tables of Polars and pandas with seeds
import numpy as np
import pandas as pd
import polars as pl

rng = np.random.default_rng(7)
df = pl.DataFrame({"a": rng.integers(0, 10, 100), "b": rng.normal(size=100)})
small = df.sample(n=10, seed=7, shuffle=True)
mixed = df.with_columns(pl.col("a").shuffle(seed=7))
pdf = df.to_pandas()
train = pdf.sample(frac=0.8, random_state=7)
test = pdf.drop(train.index)
by = pdf.groupby("a").sample(n=1, random_state=7)
boot = [pdf["b"].sample(len(pdf), replace=True, random_state=i).mean() for i in range(100)]
order = rng.permutation(len(pdf))
print(small, mixed, by, np.percentile(boot, [2.5, 97.5]), order)
# === tables of Polars, sampled without
import numpy as np
import pandas as pd
import polars as pl

rng = np.random.default_rng(7)
df = pl.DataFrame({"a": rng.integers(0, 10, 100), "b": rng.normal(size=100)})
small = df.sample(n=10, shuffle=True)  #! SR711
mixed = df.with_columns(pl.col("a").shuffle())
pdf = df.to_pandas()
train = pdf.sample(frac=0.8, random_state=7)
test = pdf.drop(train.index)
by = pdf.groupby("a").sample(n=1, random_state=7)
boot = [pdf["b"].sample(len(pdf), replace=True, random_state=i).mean() for i in range(100)]
order = rng.permutation(len(pdf))
print(small, mixed, by, np.percentile(boot, [2.5, 97.5]), order)
# === tables that Polars hands to pandas
import numpy as np
import pandas as pd
import polars as pl

rng = np.random.default_rng(7)
df = pl.DataFrame({"a": rng.integers(0, 10, 100), "b": rng.normal(size=100)})
small = df.sample(n=10, seed=7, shuffle=True)
mixed = df.with_columns(pl.col("a").shuffle(seed=7))
pdf = df.to_pandas()
train = pdf.sample(frac=0.8)  #! SR608
test = pdf.drop(train.index)
by = pdf.groupby("a").sample(n=1, random_state=7)
boot = [pdf["b"].sample(len(pdf), replace=True, random_state=i).mean() for i in range(100)]
order = rng.permutation(len(pdf))
print(small, mixed, by, np.percentile(boot, [2.5, 97.5]), order)
