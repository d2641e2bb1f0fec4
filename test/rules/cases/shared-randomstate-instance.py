# === the seed itself
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import KFold

SEED = 1
rng = np.random.RandomState(SEED)
a = RandomForestClassifier(random_state=rng)
b = RandomForestClassifier(random_state=rng)  #! hint safe
c = KFold(shuffle=True, random_state=rng)  #! hint safe
# --- fixed
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import KFold

SEED = 1
rng = np.random.RandomState(SEED)
a = RandomForestClassifier(random_state=rng)
b = RandomForestClassifier(random_state=SEED)  #! hint safe
c = KFold(shuffle=True, random_state=SEED)  #! hint safe
# === a seed that is worked out
import numpy as np
from sklearn.ensemble import RandomForestClassifier

rng = np.random.RandomState(1 + 1)
a = RandomForestClassifier(random_state=rng)
b = RandomForestClassifier(random_state=rng)  #! hint
# === used once, by others, not by its name
import lib
import numpy as np
from sklearn.ensemble import RandomForestClassifier

rng = np.random.RandomState(1)
a = RandomForestClassifier(random_state=rng)
b = lib.Forest(random_state=rng)
c = RandomForestClassifier(random_state=1)
d = RandomForestClassifier(random_state=1)
other = np.random.RandomState()
e = RandomForestClassifier(random_state=other)
f = RandomForestClassifier(random_state=other)
g = h = np.random.RandomState(1)
i = RandomForestClassifier(random_state=g)
j = RandomForestClassifier(random_state=g)
k = np.random.default_rng(1)
l = RandomForestClassifier(random_state=k)
m = RandomForestClassifier(random_state=k)
