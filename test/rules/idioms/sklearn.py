# === the whole usual script, nothing seeded
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

df = pd.read_csv("churn.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.25)  #! SR604
model = RandomForestClassifier(n_estimators=200, n_jobs=-1)
model.fit(X_train, y_train)
print(accuracy_score(y_test, model.predict(X_test)))

# === the same with a constant
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

RANDOM_STATE = 42
df = pd.read_csv("churn.csv").sample(frac=1, random_state=RANDOM_STATE)
X_train, X_test, y_train, y_test = train_test_split(
    df.drop(columns="y"), df["y"], test_size=0.25, random_state=RANDOM_STATE
)
folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=RANDOM_STATE)
pipeline = make_pipeline(StandardScaler(), RandomForestClassifier(random_state=RANDOM_STATE))
print(cross_val_score(pipeline, X_train, y_train, cv=folds))

# === NumPy's global seed covers them all
import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

np.random.seed(7)
X, _ = make_blobs(300, centers=3)
labels = KMeans(3).fit_predict(X)

# === estimators that draw nothing
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import GridSearchCV, KFold
from sklearn.neighbors import KNeighborsRegressor
from sklearn.svm import SVR

X, y = load_diabetes(return_X_y=True)
for model in (LinearRegression(), Ridge(), KNeighborsRegressor(), SVR()):
    search = GridSearchCV(model, {}, cv=KFold(5))
    print(search.fit(X, y).best_score_)

# === folds with a seed that they cannot use
from sklearn.model_selection import KFold

for train, test in KFold(n_splits=5, random_state=1).split(range(10)):  #! SR603
    print(train, test)

# === a search with its own seed over a forest without one
import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV

space = {"max_depth": [2, 4, 8]}
search = RandomizedSearchCV(RandomForestClassifier(), space, n_iter=2, random_state=0)  #! SR601
boost = GradientBoostingClassifier(n_estimators=10)

# === splits in a class, seeded by its argument
from sklearn.model_selection import train_test_split


class Splitter:
    def __init__(self, seed=13):
        self.seed = seed

    def split(self, rows):
        return train_test_split(rows, test_size=0.2, random_state=self.seed)


Splitter().split(list(range(10)))

# === shuffled rows, by NumPy and by scikit-learn
import numpy as np
from sklearn.utils import shuffle

X = np.arange(10)
order = np.random.permutation(len(X))  #! SR102
X = shuffle(X[order])

# === torch is seeded and NumPy, which the split needs, is not
import torch
from sklearn.model_selection import train_test_split

torch.manual_seed(0)
train, test = train_test_split(range(10))  #! SR107
model = torch.nn.Linear(2, 2)
