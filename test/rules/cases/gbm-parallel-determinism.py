# === LightGBM
import lightgbm as lgb

a = lgb.LGBMClassifier()  #! hint safe
b = lgb.LGBMRegressor(force_col_wise=True)  #! hint safe
c = lgb.train({"objective": "binary"}, data)  #! hint
# --- fixed
import lightgbm as lgb

a = lgb.LGBMClassifier(deterministic=True, force_row_wise=True)  #! hint safe
b = lgb.LGBMRegressor(force_col_wise=True, deterministic=True)  #! hint safe
c = lgb.train({"objective": "binary"}, data)  #! hint
# === LightGBM that is told
import lightgbm as lgb

a = lgb.LGBMClassifier(deterministic=True)
b = lgb.LGBMClassifier(deterministic=setting)
c = lgb.train({"deterministic": True}, data)
d = lgb.train(params, data)
e = lgb.train({**params}, data)
f = lgb.LGBMClassifier(**params)
g = lgb.Dataset(data)
# === XGBoost and CatBoost on a GPU
import catboost
import xgboost as xgb

a = xgb.XGBClassifier(device="cuda")  #! hint
b = xgb.XGBClassifier(device="gpu:1")  #! hint
c = xgb.XGBClassifier(tree_method="gpu_hist")  #! hint
d = xgb.train({"device": "cuda"}, data)  #! hint
e = catboost.CatBoostClassifier(task_type="GPU")  #! hint
# === on the CPU
import catboost
import xgboost as xgb

a = xgb.XGBClassifier()
b = xgb.XGBClassifier(device="cpu")
c = xgb.XGBClassifier(tree_method="hist")
d = xgb.train({"device": "cpu"}, data)
e = catboost.CatBoostClassifier(task_type="CPU")
f = catboost.CatBoostClassifier()
g = xgb.XGBClassifier(task_type="GPU")
h = catboost.CatBoostClassifier(device="cuda")
i = xgb.XGBClassifier(device=1)
