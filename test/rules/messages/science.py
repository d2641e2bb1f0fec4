# === SR601 estimators
from sklearn.ensemble import RandomForestClassifier
a = RandomForestClassifier()
a.fit(x, y)
b = RandomForestClassifier()
b.fit(x, y)
#> `RandomForestClassifier` draws from NumPy's global stream, which nothing seeds: two runs get other numbers.
#>   4: `RandomForestClassifier` draws from it too
#> `RandomForestClassifier` draws from NumPy's global stream, unseeded here as well.
#>   2: first drawn from here
# === SR604 splits
from sklearn.model_selection import train_test_split
a = train_test_split(x)
b = train_test_split(x)
#> `train_test_split` splits with numbers from NumPy's global stream, which nothing seeds: two runs get other numbers.
#>   3: `train_test_split` draws from it too
#> `train_test_split` splits with numbers from NumPy's global stream, unseeded here as well.
#>   2: first drawn from here
# === SR604 splits by shared numbers
import numpy as np
from sklearn.model_selection import train_test_split
np.random.seed(0)
a = train_test_split(x)
b = train_test_split(x)
#> `train_test_split` takes its numbers from NumPy's global stream, so any draw before it changes them: `random_state=` keeps them.
#> `train_test_split` takes its numbers from NumPy's global stream, so any draw before it changes them: `random_state=` keeps them.
# === SR604 splits, only defined
from sklearn.model_selection import train_test_split
def f():
    return train_test_split(x)
#> `train_test_split` splits with numbers from NumPy's global stream: seed it in the script that runs this file.
# === SR608 a look
import pandas as pd
df = pd.read_csv("a.csv")
df.sample(5)
#> `df.sample` draws from NumPy's global stream, which nothing seeds.
# === SR610 other libraries
import optuna
from gensim.models import Word2Vec
a = optuna.create_study()
b = optuna.samplers.TPESampler()
c = Word2Vec(x, workers=4, seed=1)
#> The default sampler of this study takes a new seed in each run: give it one that is seeded.
#> `optuna.samplers.TPESampler` takes a new seed in each run, which no global seed reaches: give it `seed=`.
#> The 4 threads of `Word2Vec` take turns as the system likes, so the vectors change from run to run: only `workers=1` repeats.
