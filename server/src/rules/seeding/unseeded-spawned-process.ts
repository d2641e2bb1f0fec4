// SR113: a spawned process draws from a stream that only its parent seeded.

import { nameOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { indentAt, layoutOf, lineStart, spanAt } from '../../fixes/layout.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { type Cause, causesOf } from '../../flow/causes.ts';
import type { FunctionDef } from '../../python/ast.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { relate, reportDraws, seedWords, sentence } from '../words.ts';

const SEEDER = {
  python: ['random', 'seed'],
  numpy: ['numpy', 'random.seed'],
  torch: ['torch', 'manual_seed'],
} as const;

export const unseededSpawnedProcess: Rule = {
  meta: {
    code: 'SR113',
    name: 'unseeded-spawned-process',
    severity: 'warning',
    summary: 'a spawned process draws from a stream that only its parent seeded',
    rationale:
      'A spawned process starts as a new interpreter: its streams have nothing of what the parent seeded. Seed at the top of the function that it runs.',
    defaultOn: true,
    fix: 'safe',
    sources: ['found in real scripts; see peers.md'],
    invalid: [
      {
        code: `
import torch
import torch.multiprocessing as mp


def work(rank, size):
    print(rank, torch.randn(size))  # <-


if __name__ == "__main__":
    torch.manual_seed(0)
    mp.spawn(work, args=(2,), nprocs=2)
`,
      },
    ],
    valid: [
      {
        why: 'the function that is spawned seeds by rank',
        code: `
import torch
import torch.multiprocessing as mp


def work(rank, size):
    torch.manual_seed(7 + rank)
    print(rank, torch.randn(size))


if __name__ == "__main__":
    mp.spawn(work, args=(2,), nprocs=2)
`,
      },
    ],
  },
  check(context: RuleContext) {
    for (const cause of causesOf(context.flow)) {
      const { seed, first, stream, kind } = cause;
      if (kind !== 'other-process' || seed === null) continue;
      const fix = fixFor(context, cause);
      reportDraws(
        context,
        cause,
        `${sentence(first, stream)}; \`${seedWords(seed)}\` seeds another process, not this one: seed it where this one starts.`,
        { related: [relate('seeded in the parent', seed)], fixes: fix === null ? [] : [fix] },
      );
    }
  },
};

function fixFor(context: RuleContext, cause: Cause): Fix | null {
  const { module } = context;
  const started = startOf(context, cause);
  const [path, call] = SEEDER[cause.stream];
  const name = nameOf(bindingsFor(module), path);
  const first = started?.body[0];
  if (started === null || first === undefined || name === undefined || started.unit.broken) return null;
  const layout = layoutOf(module, started.unit.cell);
  const at = lineStart(layout.text, started.unit.start + first.start);
  if (at <= started.unit.start + started.start) return null;
  const indent = indentAt(layout.text, started.unit.start + first.start);
  const text = `${indent}${name}.${call}(${seedText(context, started)})${layout.newline}`;
  return {
    title: 'Seed at the top of the function that the process runs',
    safe: true,
    edits: [{ span: spanAt(module, started.unit.cell, at), text }],
  };
}

/** The function of this file that a `spawn` on the way to the draw starts. */
function startOf({ module }: RuleContext, cause: Cause): FunctionDef | null {
  for (const { node } of cause.first.path) {
    if (
      node.kind !== 'Call' ||
      node.func.kind !== 'Attribute' ||
      !/^(?:spawn|start_processes)$/.test(node.func.attr)
    )
      continue;
    const target = node.args[0] ?? node.keywords.find((keyword) => keyword.name === 'fn')?.value;
    if (target?.kind !== 'Name') return null;
    const found = module.units.find(({ body }) => body.kind === 'FunctionDef' && body.name === target.id);
    return found?.body.kind === 'FunctionDef' ? found.body : null;
  }
  return null;
}
