// SR107: some of the streams that a script uses are seeded and others are not, or a seeding function lacks lines.

import { completeFunction, completion, missingLines } from '../../fixes/complete-block.ts';
import { seedFixes } from '../../fixes/seed-block.ts';
import type { Line } from '../../fixes/seed-lines.ts';
import { causesOf } from '../../flow/causes.ts';
import type { SeedFunction } from '../../flow/events.ts';
import { seedsWorkers } from '../loaders.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isAgentCause, relate, reportDraws, STREAM_NAME, seedWords, sentence } from '../words.ts';

const NAME: Readonly<Record<Line, string>> = {
  python: '`random`',
  hash: 'PYTHONHASHSEED',
  numpy: 'NumPy',
  torch: 'torch',
  cuda: 'the current GPU',
  'cuda-all': 'all GPUs',
  benchmark: '`cudnn.benchmark`',
  deterministic: '`cudnn.deterministic`',
  cublas: 'CUBLAS_WORKSPACE_CONFIG',
  strict: '`use_deterministic_algorithms`',
};

export const incompleteSeedBlock: Rule = {
  meta: {
    code: 'SR107',
    name: 'incomplete-seed-block',
    severity: 'warning',
    summary: 'some, not all, used streams are seeded',
    rationale:
      'Each library has a random stream of its own, and seeding one leaves the others as they were: `torch.manual_seed` does nothing for NumPy, and `torch.cuda.manual_seed` nothing for the CPU. A seeding function that lacks lines which this script does not need is only a hint: the next script will copy it.',
    defaultOn: true,
    fix: 'safe',
    sources: ['seeders.json (source read)'],
    invalid: [
      {
        code: `
import random

import torch

torch.manual_seed(0)
x = torch.randn(2)
y = random.random()  # <-
`,
      },
      {
        code: `
import numpy as np
import torch


def set_seed(seed):
    torch.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)


def main():
    set_seed(3)
    x = torch.randn(2)
    y = np.random.rand(2)  # <-


if __name__ == "__main__":
    main()
`,
      },
    ],
    valid: [
      {
        why: 'a function that makes an environment seeds it, and nothing else',
        code: `
import gymnasium as gym


def make_env(seed):
    env = gym.make("CartPole-v1")
    env.reset(seed=seed)
    env.action_space.seed(seed)
    return env


env = make_env(1)
action = env.action_space.sample()
`,
      },
      {
        why: 'the other streams are not drawn from',
        code: `
import torch

torch.manual_seed(0)
x = torch.randn(2)
`,
      },
      {
        why: 'a framework seeds all of them',
        code: `
import random

import torch
from accelerate.utils import set_seed

set_seed(0)
x = torch.randn(2)
y = random.random()
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    const reported = new Set<SeedFunction>();
    for (const cause of causesOf(flow)) {
      const { seed, first, stream } = cause;
      if (cause.kind !== 'partial-seed' || seed === null || isAgentCause(cause)) continue;
      if (cause.seedFunction !== null) reported.add(cause.seedFunction);
      const fixes = () => {
        const completed = completion(context, first.order);
        return completed === null ? seedFixes(context) : [completed];
      };
      const sameLibrary = stream === 'torch' && seed.parts.some((part) => part.startsWith('torch.'));
      const but = sameLibrary
        ? 'seeds the GPU and leaves the CPU generator unseeded'
        : `does not seed ${STREAM_NAME[stream]}`;
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)}; \`${seedWords(seed)}\` ${but}: add its seed there.`,
        {
          fixes,
          related: [relate('seeded here is only a part', seed)],
        },
      );
    }
    for (const fn of flow.seedFunctions) {
      if (fn.module !== module || fn.calls.length === 0 || reported.has(fn)) continue;
      if (seedsWorkers(module, fn.definition)) continue;
      hint(context, fn);
    }
  },
};

/** The function does what this script needs, and not all that the next one will. */
function hint(context: RuleContext, fn: SeedFunction): void {
  const { definition } = fn;
  const missing = missingLines(context, fn.body);
  if (missing.length === 0) return;
  const start = definition.unit.start + definition.nameStart;
  context.report({
    severity: 'hint',
    span: {
      file: context.module.file,
      cell: definition.unit.cell,
      start,
      end: start + definition.name.length,
    },
    message: `\`${definition.name}\` leaves out ${missing.map((line) => NAME[line]).join(', ')}: complete it.`,
    fixes: () => [completeFunction(context, fn)],
  });
}
