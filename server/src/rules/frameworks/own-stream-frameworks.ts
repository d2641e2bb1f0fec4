// SR711: CuPy, Dask, MLX, Paddle or Polars draws from a stream of its own, which nothing seeds.

import { seedStream } from '../../fixes/framework-seed.ts';
import { insertArgument } from '../../fixes/keyword.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { replaceBy } from '../../fixes/set-value.ts';
import { mayHappen } from '../../flow/causes.ts';
import { type DrawEvent, type Flow, spanOfSite } from '../../flow/events.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call } from '../../python/ast.ts';
import { callsOf } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { drawnLater, spanHere, wayTo, written } from '../words.ts';

const STREAMS = ['cupy', 'dask', 'mlx', 'paddle', 'polars'] as const;
const NAMES = { cupy: 'CuPy', dask: 'Dask', mlx: 'MLX', paddle: 'Paddle', polars: 'Polars' } as const;
const GENERATOR = /^(?:cupy|dask\.array)\.random\.(?:default_rng|RandomState)$/;

export const ownStreamFrameworks: Rule = {
  meta: {
    code: 'SR711',
    name: 'own-stream-frameworks',
    severity: 'warning',
    summary: 'CuPy, Dask, MLX, Paddle or Polars draws from a stream of its own, which nothing seeds',
    rationale:
      "Each of these libraries has a generator that starts from new entropy in each process, and that no seed of Python, NumPy or torch reaches: `cupy.random.seed`, `paddle.seed`, `mlx.core.random.seed`, `dask.array.random.seed` and `polars.set_random_seed` do. TensorFlow's is SR703's.",
    defaultOn: true,
    fix: 'safe',
    sources: [
      'executed: paddlepaddle 3.3.1, mlx 0.32.4, dask 2026.8, polars 2.1.0: values differ between processes',
      'CuPy documentation of cupy.random.seed',
    ],
    invalid: [
      {
        code: `
import polars as pl

table = pl.read_parquet("a.parquet").filter(pl.col("x") > 0)
train = table.sample(fraction=0.8)  # <-
`,
      },
      {
        code: `
import cupy as cp
import numpy as np

np.random.seed(0)
noise = cp.random.randn(3)  # <-
`,
      },
      {
        code: `
import dask.array as da

x = da.random.random((1000, 1000), chunks=(100, 100))  # <-
`,
      },
      {
        code: `
import dask.array as da

rng = da.random.default_rng()  # <-
x = rng.normal(size=(10,))
`,
      },
      {
        code: `
import paddle


def main():
    net = paddle.nn.Linear(4, 2)  # <-
    print(net(paddle.ones([1, 4])))


if __name__ == "__main__":
    main()
`,
      },
    ],
    valid: [
      {
        why: 'rows are sampled with a seed of their own, or after the seed for all',
        code: `
import polars as pl

table = pl.read_csv("a.csv").sample(10, seed=1)
pl.set_random_seed(0)
mixed = table.select(pl.col("x").shuffle())
`,
      },
      {
        why: 'each is seeded',
        code: `
import cupy
import mlx.core as mx
import paddle

cupy.random.seed(1)
paddle.seed(1)
mx.random.seed(1)
print(cupy.random.rand(2), paddle.rand([2]), mx.random.normal((2,)))
`,
      },
      {
        why: 'a key, or a generator with its seed',
        code: `
import dask.array as da
import mlx.core as mx

x = mx.random.uniform(shape=(3,), key=mx.random.key(0))
y = da.random.default_rng(7).normal(size=(3,))
`,
      },
      {
        why: 'arrays that are not drawn',
        code: `
import cupy as cp

x = cp.zeros(3) + cp.arange(3)
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const stream of STREAMS) {
      const [first, ...later] = unseeded(context.flow, stream);
      if (first !== undefined) report(context, stream, first, later);
    }
    for (const { call, site } of callsOf(context.flow, (api) => GENERATOR.test(api)))
      if (site.module === context.module && !isOpen(call)) reportGenerator(context, call);
  },
};

function unseeded(flow: Flow, stream: (typeof STREAMS)[number]): DrawEvent[] {
  return flow.events.filter(
    (event): event is DrawEvent =>
      event.kind === 'draw' &&
      event.stream === stream &&
      mayHappen(event) &&
      (event.state.tag === 'unseeded' || event.state.tag === 'entropy'),
  );
}

function report(
  context: RuleContext,
  stream: (typeof STREAMS)[number],
  first: DrawEvent,
  later: readonly DrawEvent[],
): void {
  const { flow, module } = context;
  const library = flow.entry === 'library';
  const fix = library ? null : seedStream(context, first, stream);
  const following = drawnLater(first, later, 2);
  context.report({
    span: spanHere(first, module),
    message: `\`${written(first)}\` draws from ${NAMES[stream]}'s own generator, which nothing seeds: two runs get other numbers.`,
    related: [...wayTo(first, module), ...following].slice(0, 5),
    fixes: fix === null ? [] : [fix],
    stream,
    ...(library ? { severity: 'hint' as const } : {}),
  });
}

function reportGenerator(context: RuleContext, call: Call): void {
  const { module } = context;
  const given = argumentOf(call, 'seed', 0);
  if (given !== undefined && literalOf(given) !== null) return;
  const seed = seedText(context, call);
  const edit =
    given === undefined ? insertArgument(module, call, seed, false) : replaceBy(module, given, seed);
  context.report({
    span: spanOfSite({ module, node: call.func }),
    message: `\`${sourceOf(call.func)}\` takes its seed from the operating system: give it a fixed one.`,
    fixes:
      edit === null || call.unit.broken
        ? []
        : [{ title: `Give it the seed ${seed}`, safe: true, edits: [edit] }],
  });
}
