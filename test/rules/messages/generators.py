# === SR201 a generator
import numpy as np
rng = np.random.default_rng()
rng.normal()
rng.normal()
#> This generator takes its seed from the operating system: give it a fixed one.
#>   3: `rng.normal` draws from it
#>   4: `rng.normal` draws from it
# === SR201 a generator, by an option
import argparse
import numpy as np
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int)
rng = np.random.default_rng(p.parse_args().seed)
#> This generator is seeded only if `seed` is given: give that option a default.
