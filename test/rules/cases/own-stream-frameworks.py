# === each stream of its own
import cupy as cp
import dask.array as da
import mlx.core as mx
import paddle

a = cp.random.rand(2)  #! warning safe
b = da.random.random(4)  #! warning safe
c = mx.random.normal((2,))  #! warning safe
d = paddle.rand([2])  #! warning safe
e = paddle.rand([2])
# === generators
import cupy as cp
import dask.array as da

a = cp.random.default_rng()  #! warning safe
b = cp.random.default_rng(None)  #! warning safe
c = da.random.RandomState(seed=None)  #! warning safe
d = cp.random.default_rng(1)
e = cp.random.default_rng(**options)
# --- fixed
import cupy as cp
import dask.array as da

a = cp.random.default_rng(1024)  #! warning safe
b = cp.random.default_rng(1024)  #! warning safe
c = da.random.RandomState(seed=1024)  #! warning safe
d = cp.random.default_rng(1)
e = cp.random.default_rng(**options)
# === seeded, or only defined
import cupy as cp
import paddle

cp.random.seed(0)
a = cp.random.rand(2)
if False:
    b = paddle.rand([2])
