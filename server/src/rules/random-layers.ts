// Whether a file has layers or calls that draw numbers each time a network is applied: dropout and the like.

import type { Module } from '../python/module.ts';
import { around } from '../python/traverse.ts';
import { namedCalls } from './named-calls.ts';

const DRAWS =
  /^(?:torch\.nn\.(?:\w*Dropout\d?d?|RReLU|FractionalMaxPool[23]d|functional\.(?:\w*dropout\w*|rrelu|gumbel_softmax|fractional_max_pool[23]d))|torch\.\w*dropout_?|timm\.(?:\w+\.)*(?:DropPath|DropBlock2d|drop_path)|torchvision\.ops\.(?:StochasticDepth|DropBlock[23]d|stochastic_depth|drop_block[23]d))$/;

const NUMBERS = /^torch\.(?:rand\w*|bernoulli|multinomial|normal|poisson)$/;

export function drawsWhenApplied(module: Module): boolean {
  return namedCalls(module).some(
    ({ call, path }) =>
      DRAWS.test(path) ||
      (NUMBERS.test(path) && around(call).some((up) => up.kind === 'FunctionDef' && up.name === 'forward')),
  );
}
