import numpy as np
from sklearn.utils import check_random_state
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split, GridSearchCV

rng = check_random_state(0)
rng.rand()  #: numpy.RandomState seeded @6
glob = check_random_state(None)
glob.rand()  #: numpy unseeded
train_test_split([1, 2], random_state=rng)  #: numpy.RandomState seeded @6
train_test_split([1, 2], shuffle=False)
train_test_split([1, 2])  #: numpy unseeded
clf = RandomForestClassifier()  #: numpy unseeded
clf.fit([[1]], [1])
KFold(5)
KFold(5, shuffle=True)  #: numpy unseeded
kf = StratifiedKFold(n_splits=3, shuffle=True, random_state=np.random.RandomState(2))  #: numpy.RandomState seeded @17
for a, b in kf.split([1], [1]):
    pass
search = GridSearchCV(RandomForestClassifier(random_state=1), {"n": [1]})
search.fit([[1]], [1])
