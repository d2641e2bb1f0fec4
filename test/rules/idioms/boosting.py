# === XGBoost without a seed repeats: its default is fixed
import xgboost as xgb
from sklearn.datasets import load_iris

X, y = load_iris(return_X_y=True)
model = xgb.XGBClassifier(n_estimators=50, max_depth=3)
model.fit(X, y)

# === XGBoost with its own interface, the data unseeded
import numpy as np
import xgboost as xgb

X = np.random.rand(200, 5)  #! SR102
booster = xgb.train({"objective": "reg:squarederror", "seed": 1}, xgb.DMatrix(X, X[:, 0]), 20)

# === LightGBM with a split that is seeded
import lightgbm as lgb
import pandas as pd
from sklearn.model_selection import train_test_split

df = pd.read_csv("train.csv")
train, test = train_test_split(df, test_size=0.2, random_state=0)
model = lgb.LGBMRegressor(n_estimators=100, learning_rate=0.05)
model.fit(train.drop(columns="y"), train["y"])

# === CatBoost, cross-validated on folds without a seed
from catboost import CatBoostClassifier
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import StratifiedKFold, cross_val_score

X, y = load_breast_cancer(return_X_y=True)
folds = StratifiedKFold(5, shuffle=True)  #! SR604
print(cross_val_score(CatBoostClassifier(verbose=0, random_seed=0), X, y, cv=folds))
