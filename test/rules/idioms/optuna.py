# === the first example of its documentation
import optuna


def objective(trial):
    x = trial.suggest_float("x", -10, 10)
    return (x - 2) ** 2


study = optuna.create_study()  #! SR610
study.optimize(objective, n_trials=100)

# === a seeded sampler
import optuna

sampler = optuna.samplers.TPESampler(seed=10)
study = optuna.create_study(study_name="mlp", sampler=sampler, direction="maximize")

# === a sampler without a seed, several aims
from optuna import create_study
from optuna.samplers import NSGAIISampler

study = create_study(directions=["minimize", "maximize"], sampler=NSGAIISampler(population_size=20))  #! SR610

# === a study that is loaded goes on with the sampler that it is given
import optuna

study = optuna.load_study(study_name="mlp", storage="sqlite:///mlp.db")
print(study.best_params)
