# === from a start of its own
from scipy.sparse.linalg import eigs, eigsh, svds

a = eigs(m)  #! hint safe
b = svds(m, v0=None)  #! hint safe
c = eigsh(m, 6, None, None, "LM", start)
d = eigsh(m, v0=start)
e = svds(m, random_state=1)
f = svds(m, rng=1)
g = eigs(m, **options)
# --- fixed
from scipy.sparse.linalg import eigs, eigsh, svds

a = eigs(m, rng=1024)  #! hint safe
b = svds(m, v0=None, rng=1024)  #! hint safe
c = eigsh(m, 6, None, None, "LM", start)
d = eigsh(m, v0=start)
e = svds(m, random_state=1)
f = svds(m, rng=1)
g = eigs(m, **options)
