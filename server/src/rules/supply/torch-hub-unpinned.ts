// SR903: a model or its code from a repository on GitHub, whatever its default branch holds today.

import { argumentOf, isOpen, literalOf } from '../../python/arguments.ts';
import { spanOf } from '../../python/module.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const LOADS = /^torch\.hub\.(?:load|list|help)$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

export const torchHubUnpinned: Rule = {
  meta: {
    code: 'SR903',
    name: 'torch-hub-unpinned',
    severity: 'information',
    summary: 'torch.hub.load without :ref',
    rationale:
      '`torch.hub.load("owner/repo", …)` runs the `hubconf.py` of the default branch as it is today. A tag or commit, `"owner/repo:tag"`, keeps code and weights together. The tag is for you to choose: none is made up here.',
    defaultOn: true,
    fix: 'none',
    sources: ['torch.hub.load docstring'],
    invalid: [
      {
        code: `
import torch

model = torch.hub.load("pytorch/vision", "resnet18")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'a tag',
        code: `
import torch

model = torch.hub.load("pytorch/vision:v0.10.0", "resnet18")
`,
      },
      {
        why: 'a folder on disk',
        code: `
import torch

model = torch.hub.load("models/backbone", "tiny", source="local")
`,
      },
      {
        why: 'where it comes from is decided elsewhere',
        code: `
import sys

from torch import hub

model = hub.load("models/backbone", "tiny", source=sys.argv[1])
other = hub.load(sys.argv[2], "tiny")
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const { call, path } of namedCalls(module)) {
      if (!LOADS.test(path) || isOpen(call)) continue;
      const name = literalOf(argumentOf(call, path.endsWith('load') ? 'repo_or_dir' : 'github', 0));
      const source = call.keywords.find((keyword) => keyword.name === 'source');
      if (typeof name !== 'string' || !REPOSITORY.test(name)) continue;
      if (source !== undefined && literalOf(source.value) !== 'github') continue;
      report({
        span: spanOf(module, call.func),
        message: `\`${name}\` is taken from its default branch as it is today: name a tag, \`"${name}:<tag>"\`.`,
      });
    }
  },
};
