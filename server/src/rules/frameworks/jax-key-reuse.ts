// SR705: a random key of JAX is used up twice.

import { canonical } from '../../catalogue/canonical.ts';
import { lookup } from '../../catalogue/lookup.ts';
import { splitKey } from '../../fixes/split-key.ts';
import { type Site, spanOfSite } from '../../flow/events.ts';
import { argumentOf, sourceOf } from '../../python/arguments.ts';
import type { Call, Expr } from '../../python/ast.ts';
import { binds } from '../../python/binds.ts';
import { loopAround } from '../../python/loops.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const jaxKeyReuse: Rule = {
  meta: {
    code: 'SR705',
    name: 'jax-key-reuse',
    severity: 'information',
    summary: 'the same random key of JAX is used up twice',
    rationale:
      'A key of JAX is not a generator that moves on: the same key gives the same numbers again, so noise, dropout and initial weights that should be independent are equal. `key, subkey = jax.random.split(key)` before each use, or `fold_in(key, step)` in a loop. Such a run repeats from run to run; it is its randomness that is wrong.',
    defaultOn: true,
    fix: 'unsafe',
    sources: ['JAX documentation: Pseudorandom numbers'],
    invalid: [
      {
        code: `
import jax

key = jax.random.key(0)
x = jax.random.normal(key, (3,))
y = jax.random.uniform(key, (3,))  # <-
`,
      },
      {
        code: `
from jax import random

key = random.PRNGKey(0)
for step in range(10):
    noise = random.normal(key, (3,))  # <-
    print(noise)
`,
      },
      {
        code: `
import jax
from flax import linen as nn


class Noisy(nn.Module):
    @nn.compact
    def __call__(self, x, key):
        return nn.Dense(3)(x) + jax.random.normal(key, x.shape)


rng, init = jax.random.split(jax.random.PRNGKey(0))
params = Noisy().init(init, jax.numpy.ones((1, 3)), rng)
rng, step = jax.random.split(rng)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a fresh key for each use',
        code: `
import jax

key = jax.random.key(0)
for step in range(10):
    key, subkey = jax.random.split(key)
    print(jax.random.normal(subkey, (3,)))
`,
      },
      {
        why: 'folded in',
        code: `
import jax

key = jax.random.key(0)
for step in range(10):
    print(jax.random.normal(jax.random.fold_in(key, step), (3,)))
`,
      },
      {
        why: 'a target network that starts as a copy',
        code: `
import jax
from flax import linen as nn


class Q(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(2)(x)


key = jax.random.key(0)
net = Q()
online, target = net.init(key, jax.numpy.ones(3)), net.init(key, jax.numpy.ones(3))
`,
      },
      {
        why: 'in different branches',
        code: `
import sys

import jax

key = jax.random.key(0)
if len(sys.argv) > 1:
    x = jax.random.normal(key)
else:
    x = jax.random.uniform(key)
`,
      },
      {
        why: 'the loop takes its keys one by one',
        code: `
import jax

for key in jax.random.split(jax.random.key(0), 4):
    print(jax.random.normal(key))
`,
      },
      {
        why: 'a function of the loop gets its own',
        code: `
import jax


def sample(key):
    return jax.random.normal(key)


for seed in range(3):
    print(sample(jax.random.key(seed)))
`,
      },
    ],
  },
  check(context: RuleContext) {
    const said = new Set<Call>();
    for (const event of context.flow.events) {
      if (event.kind !== 'call' || event.spent === null || event.site.module !== context.module) continue;
      const key = keyOf(event.call, event.api);
      if (key === undefined || key.kind === 'Call' || said.has(event.call) || isTwin(event.call, event.spent))
        continue;
      said.add(event.call);
      const fix = event.spent.module === context.module ? splitKey(context, event.spent.node, key) : null;
      context.report({
        span: spanOfSite({ module: context.module, node: key }),
        message: `\`${sourceOf(key)}\` was used up before: this gives the same numbers again. Split it first.`,
        related: [{ message: 'first used here', span: spanOfSite(event.spent) }],
        fixes: fix === null ? [] : [fix],
      });
    }
    for (const { call, path } of namedCalls(context.module)) {
      if (said.has(call) || !path.startsWith('jax.random.')) continue;
      const key = keyOf(call, path);
      const loop = loopAround(call);
      if (key?.kind !== 'Name' || loop === null || binds(loop, key.id)) continue;
      const fix = splitKey(context, call, key);
      context.report({
        span: spanOfSite({ module: context.module, node: key }),
        message: `Each turn of the loop uses \`${key.id}\` again and gets the same numbers: split it, or fold the step in.`,
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** A network and its copy start from the same weights on purpose: `target = net.init(key, x)` beside `net.init(key, x)`. */
function isTwin(call: Call, { node }: Site): boolean {
  return (
    node.kind === 'Call' && /\.init$/.test(sourceOf(call.func)) && sourceOf(call.func) === sourceOf(node.func)
  );
}

/** The key that a call uses up. */
function keyOf(call: Call, api: string): Expr | undefined {
  const spends = lookup(canonical(api))?.spends;
  return spends === undefined ? undefined : argumentOf(call, spends.keyword, spends.position);
}
