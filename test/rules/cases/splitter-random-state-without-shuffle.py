# === shuffled
from sklearn.model_selection import KFold, StratifiedKFold

SEED = 3
a = KFold(5, random_state=1)  #! error unsafe
b = StratifiedKFold(5, shuffle=False, random_state=SEED)  #! error unsafe
c = KFold(5, False, random_state=1)  #! error
# --- fixed
from sklearn.model_selection import KFold, StratifiedKFold

SEED = 3
a = KFold(5, random_state=1, shuffle=True)  #! error unsafe
b = StratifiedKFold(5, shuffle=True, random_state=SEED)  #! error unsafe
c = KFold(5, False, random_state=1)  #! error
# === right, or not known
from sklearn.model_selection import KFold, ShuffleSplit

a = KFold(5, shuffle=True, random_state=1)
b = KFold(5, shuffle=flag, random_state=1)
c = KFold(5, random_state=None)
d = KFold(5, random_state=seed())
e = KFold(5)
f = KFold(5, random_state=1, **options)
g = ShuffleSplit(5, random_state=1)
