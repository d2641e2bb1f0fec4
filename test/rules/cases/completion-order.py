# === appended as completed, taken in order of submission instead
from concurrent.futures import as_completed


def results(futures):
    rows = []
    for future in as_completed(futures):  #! warning unsafe
        rows.append(future.result())
    return rows
# --- fixed
from concurrent.futures import as_completed


def results(futures):
    rows = []
    for future in futures:  #! warning unsafe
        rows.append(future.result())
    return rows
# === futures in a set, a timeout, or futures made in place: no fix
from concurrent.futures import as_completed


def a(pool, xs):
    futures = {pool.submit(x) for x in xs}
    return [future.result() for future in as_completed(futures)]  #! warning


def b(futures):
    return [future.result() for future in as_completed(futures, 9)]  #! warning


def c(futures):
    return [future.result() for future in as_completed(futures, timeout=9)]  #! warning


def d(pool, xs):
    return [future.result() for future in as_completed([pool.submit(x) for x in xs])]  #! warning
# === other sets of futures
from concurrent.futures import as_completed


def a(pool, x):
    futures = {pool.submit(x), pool.submit(1)}
    return [future.result() for future in as_completed(futures)]  #! warning
# === a set made by a call
from concurrent.futures import as_completed


def a(given):
    futures = set(given)
    return [future.result() for future in as_completed(futures)]  #! warning
# === a list made by a call
from concurrent.futures import as_completed


def a(given):
    futures = list(given)
    return [future.result() for future in as_completed(futures)]  #! warning unsafe
# === an ordered map instead
from multiprocessing import Pool


def work(x):
    return x


with Pool() as pool:
    rows = list(pool.imap_unordered(work, range(9)))  #! warning unsafe
    print(rows[0])
# --- fixed
from multiprocessing import Pool


def work(x):
    return x


with Pool() as pool:
    rows = list(pool.imap(work, range(9)))  #! warning unsafe
    print(rows[0])
# === a pool by its name, made in place, of a context
import multiprocessing as mp
from multiprocessing import get_context


def work(x):
    return x


pool = mp.Pool()
a = [x for x in pool.imap_unordered(work, range(9))]  #! warning unsafe
print(a[1])
b = tuple(mp.Pool().imap_unordered(work, range(9)))  #! warning unsafe
print(b[1])
c = tuple(get_context("spawn").Pool().imap_unordered(work, range(9)))  #! warning unsafe
print(c[1])
# === not known to be a pool
import multiprocessing as mp
from lib import get_context, make, settings


def work(x):
    return x


pool = mp.Pool()
pool = make()
a = [x for x in pool.imap_unordered(work, range(9))]
b = [x for x in make().imap_unordered(work, range(9))]
c = [x for x in settings.pool.imap_unordered(work, range(9))]
d = [x for x in get_context("spawn").Pool().imap_unordered(work, range(9))]
e = [x for x in settings.Pool().imap_unordered(work, range(9))]
f = [x for x in mp.get_context("spawn").Queue().imap_unordered(work, range(9))]
other = mp.Pool()
g = [x for x in unknown.imap_unordered(work, range(9))]
h = [x for x in other.imap(work, range(9))]
print(a[1], b[1], c[1], d[1], e[1], f[1], g[1], h[1])
# === numbers of completion around it
from concurrent.futures import as_completed
from tqdm import tqdm


def a(futures):
    return [future.result() for future in tqdm(as_completed(futures))]  #! warning unsafe


def b(futures):
    return [future.result() for _, future in enumerate(as_completed(futures))]  #! warning unsafe


def c(futures):
    return [future.result() for future in unknown(as_completed(futures))]


def d(futures):
    return [(futures[future], future.result()) for future in as_completed(futures)]


def e(futures):
    return [{futures[future]: future.result()} for future in as_completed(futures)]


def f(futures):
    return sum(future.result() for future in as_completed(futures))


def g(futures):
    return {future.result() for future in as_completed(futures)}


def h(futures):
    for x in range(3):
        as_completed(futures)
# === done of what was waited for
from concurrent.futures import wait


def a(futures):
    done, pending = wait(futures)
    return [x.result() for x in done]  #! warning


def b(futures):
    done, pending = wait(futures)
    return [x.result() for x in pending]


def c(futures):
    done = wait(futures)
    return [x.result() for x in done]


def d(futures):
    wait(futures)
    return [x.result() for x in futures]


def e(done):
    return [x.result() for x in done]
# === joblib's unordered generator
from joblib import Parallel, delayed


def work(x):
    return x


a = list(Parallel(2, return_as="generator_unordered")(delayed(work)(i) for i in range(9)))  #! warning
b = list(Parallel(2, return_as="generator")(delayed(work)(i) for i in range(9)))
c = list(Parallel(2)(delayed(work)(i) for i in range(9)))
print(a[1], b[1], c[1])
# === another library's parallel
from lib import Parallel, delayed

a = list(Parallel(2, return_as="generator_unordered")(delayed(1)(i) for i in range(9)))
print(a[1])
