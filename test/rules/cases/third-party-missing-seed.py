# === Optuna
import optuna

a = optuna.create_study()  #! warning safe
b = optuna.create_study(sampler=None)  #! warning safe
c = optuna.samplers.TPESampler()  #! warning safe
d = optuna.samplers.RandomSampler(None)  #! warning safe
e = optuna.create_study(storage="x", sampler=optuna.samplers.TPESampler())  #! warning safe
# === Optuna that is told, or goes on
import optuna

a = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
b = optuna.samplers.RandomSampler(1)
c = optuna.samplers.GridSampler({}, 1)
d = optuna.create_study(load_if_exists=True)
e = optuna.create_study(sampler=optuna.samplers.TPESampler(), load_if_exists=True)
f = optuna.create_study(**options)
g = optuna.samplers.TPESampler(**options)
h = optuna.create_study("x", optuna.samplers.TPESampler(seed=1))
# === threads of word vectors
from gensim.models import Doc2Vec, Word2Vec

a = Word2Vec(x, seed=1)  #! information unsafe
b = Word2Vec(x, seed=1, workers=4)  #! information unsafe
c = Word2Vec(x, seed=1, workers=1)
d = Word2Vec(x, seed=1, workers=count)
e = Doc2Vec(x, seed=1, workers=2)  #! information unsafe
# --- fixed
from gensim.models import Doc2Vec, Word2Vec

a = Word2Vec(x, seed=1, workers=1)  #! information unsafe
b = Word2Vec(x, seed=1, workers=1)  #! information unsafe
c = Word2Vec(x, seed=1, workers=1)
d = Word2Vec(x, seed=1, workers=count)
e = Doc2Vec(x, seed=1, workers=1)  #! information unsafe
