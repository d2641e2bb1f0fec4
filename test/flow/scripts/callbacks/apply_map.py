import random

import numpy as np
import pandas as pd
from datasets import load_dataset
from sklearn.model_selection import cross_val_score
from sklearn.ensemble import RandomForestClassifier
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline


def augment(row):
    row["x"] = random.random()  #: python seeded @26
    return row


def noise(v):
    return v + np.random.randn()  #: numpy unseeded


df = pd.DataFrame({"a": [1, 2]})
df["b"] = df["a"].apply(noise)
df["c"] = df["a"].map(lambda v: np.random.rand())  #: numpy unseeded
ds = load_dataset("imdb", split="train")
ds = ds.map(augment)
random.seed(0)
ds = ds.map(augment, batched=True)


class Jitter(BaseEstimator):
    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return X + np.random.rand()  #: numpy unseeded


pipe = Pipeline([("j", Jitter()), ("c", RandomForestClassifier(random_state=0))])
cross_val_score(pipe, [[1]], [0])
