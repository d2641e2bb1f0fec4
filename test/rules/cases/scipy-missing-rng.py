# === sequences
from scipy.stats import qmc

a = qmc.Sobol(2)  #! warning safe
b = qmc.LatinHypercube(2, rng=None)  #! warning safe
c = qmc.LatinHypercube(2, scramble=False)  #! warning safe
d = qmc.Halton(2, scramble=True)  #! warning safe
e = qmc.Sobol(2, scramble=flag)  #! warning safe
# --- fixed
from scipy.stats import qmc

a = qmc.Sobol(2, rng=1024)  #! warning safe
b = qmc.LatinHypercube(2, rng=1024)  #! warning safe
c = qmc.LatinHypercube(2, scramble=False, rng=1024)  #! warning safe
d = qmc.Halton(2, scramble=True, rng=1024)  #! warning safe
e = qmc.Sobol(2, scramble=flag, rng=1024)  #! warning safe
# === seeded, or nothing that draws
from scipy.stats import qmc

a = qmc.Sobol(2, rng=1)
b = qmc.Sobol(2, seed=1)
c = qmc.MultinomialQMC([1], 2, engine=a)
d = qmc.Sobol(2, scramble=False)
e = qmc.Sobol(2, **options)
f = qmc.scale(x, 1, 2)
