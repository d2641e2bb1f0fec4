// SR802: activations are computed again with other random numbers than the first time.

import { removeKeyword } from '../../fixes/keyword.ts';
import { argumentOf, literalOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { namedCalls } from '../named-calls.ts';
import { drawsWhenApplied } from '../random-layers.ts';
import type { Rule, RuleContext } from '../rule.ts';

const CHECKPOINTS =
  /^torch\.(?:utils\.checkpoint\.checkpoint(?:_sequential)?|distributed\.algorithms\._checkpoint\.checkpoint_wrapper\.(?:checkpoint_wrapper|apply_activation_checkpointing))$/;

export const checkpointPreserveRngOff: Rule = {
  meta: {
    code: 'SR802',
    name: 'checkpoint-preserve-rng-off',
    severity: 'information',
    summary: 'activation checkpointing with preserve_rng_state=False',
    rationale:
      'A checkpointed block runs again in the backward pass. Unless the state of the generators is put back, its dropout draws another mask there: the gradients are those of another network than the one whose loss was computed. Runs repeat all the same; it is their meaning that suffers. Leave the argument out.',
    defaultOn: true,
    fix: 'safe',
    sources: ['torch/utils/checkpoint.py:237-302'],
    invalid: [
      {
        code: `
import torch
from torch.utils.checkpoint import checkpoint


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Dropout(0.1))

    def forward(self, x):
        return checkpoint(self.inner, x, use_reentrant=False, preserve_rng_state=False)  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the state is kept, as is the default',
        code: `
import torch
from torch.utils.checkpoint import checkpoint

drop = torch.nn.Dropout(0.1)
y = checkpoint(drop, torch.ones(2), use_reentrant=False, preserve_rng_state=True)
`,
      },
      {
        why: 'nothing random is in sight, and keeping the state costs time',
        code: `
import torch
from torch.utils.checkpoint import checkpoint


def inner(x):
    return torch.relu(x) ** 2


y = checkpoint(inner, torch.ones(2), use_reentrant=False, preserve_rng_state=False)
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const { call, path } of namedCalls(module)) {
      if (!CHECKPOINTS.test(path)) continue;
      const given = argumentOf(call, 'preserve_rng_state');
      if (literalOf(given) !== false || given === undefined || !drawsWhenApplied(module)) continue;
      const edit = removeKeyword(module, call, 'preserve_rng_state');
      report({
        span: spanOf(module, given),
        message:
          'Computed again in the backward pass, dropout draws another mask than in the forward pass: leave `preserve_rng_state` on.',
        fixes: edit === null ? [] : [{ title: 'Leave it out', safe: true, edits: [edit] }],
      });
    }
  },
};
