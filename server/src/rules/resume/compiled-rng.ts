// SR803: compiled code draws other numbers than eager code, and may pick its kernels by timing.

import { pathOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { setKeyword } from '../../fixes/keyword.ts';
import { argumentOf, isOpen, literalOf, sourceOf } from '../../python/arguments.ts';
import type { Call, Expr } from '../../python/ast.ts';
import { type Module, spanOf, speaksOf } from '../../python/module.ts';
import { everyNode } from '../../python/traverse.ts';
import { mayBeOn, settingsOf } from '../course.ts';
import { namedCalls } from '../named-calls.ts';
import { drawsWhenApplied } from '../random-layers.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

export const compiledRng: Rule = {
  meta: {
    code: 'SR803',
    name: 'compiled-rng',
    severity: 'hint',
    summary: 'torch.compile uses different RNG from eager',
    rationale:
      'Compiled code draws the numbers of dropout and `torch.rand` by its own method: each run repeats, but it does not agree with an eager run of the same seed. `fallback_random` makes it draw as eager code does. The modes `max-autotune` choose kernels by timing them, which is another choice on another day, unless deterministic algorithms are on.',
    defaultOn: false,
    fix: 'unsafe',
    sources: [
      'torch 2.13.0 torch/_inductor/config.py:887-888,1008-1012',
      'torch 2.13.0 torch/__init__.py:1388-1534',
    ],
    invalid: [
      {
        code: `
import torch

model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.5))
model = torch.compile(model)  # <-
`,
      },
      {
        code: `
import torch

model = torch.compile(torch.nn.Linear(4, 4), mode="max-autotune")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'nothing random is compiled here',
        code: `
import torch

model = torch.compile(torch.nn.Linear(4, 4))
`,
      },
      {
        why: 'compiled code draws as eager code does',
        code: `
import torch
import torch._inductor.config

torch._inductor.config.fallback_random = True
model = torch.compile(torch.nn.Dropout(0.5))
`,
      },
      {
        why: 'deterministic algorithms hold the tuning back as well',
        code: `
import torch

torch.use_deterministic_algorithms(True)
model = torch.compile(torch.nn.Linear(4, 4), mode="max-autotune")
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    if (!speaksOf(module, /\bcompile\b/)) return;
    const random = drawsWhenApplied(module) && !mayBeOn(flow, 'fallback-random');
    const strict = settingsOf(flow, 'deterministic-algorithms').some((event) => event.value !== false);
    for (const { node, call } of compilations(module)) {
      const mode = call === null ? undefined : literalOf(argumentOf(call, 'mode'));
      const options = call === null ? undefined : argumentOf(call, 'options');
      const tuned = typeof mode === 'string' && mode.startsWith('max-autotune') && !strict;
      const falls = options !== undefined && sourceOf(options).includes('fallback_random');
      if (!tuned && (!random || falls)) continue;
      const fix = tuned || call === null ? null : fixFor(module, call);
      context.report({
        span: spanOf(module, node),
        message: tuned
          ? `\`${mode}\` chooses kernels by timing them, so another run may take others.`
          : 'Compiled, dropout and the like draw other numbers than in an eager run of the same seed.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

/** Calls of `torch.compile`, and its uses as a decorator without arguments. */
function compilations(module: Module): { readonly node: Expr; readonly call: Call | null }[] {
  const bindings = bindingsFor(module);
  const calls = namedCalls(module).filter(({ path }) => path === 'torch.compile');
  const bare = everyNode(module).flatMap((node) =>
    node.kind === 'FunctionDef'
      ? node.decorators.filter((one) => pathOf(bindings, one) === 'torch.compile')
      : [],
  );
  return [
    ...calls.map(({ call }) => ({ node: call.func, call })),
    ...bare.map((node) => ({ node, call: null })),
  ];
}

/** Torch takes a mode or options, not both. */
function fixFor(module: Module, call: Call): Fix | null {
  if (isOpen(call) || call.keywords.some(({ name }) => name === 'mode' || name === 'options')) return null;
  const edit = setKeyword(module, call, 'options', '{"fallback_random": True}');
  return edit === null ? null : { title: 'Draw as eager code does', safe: false, edits: [edit] };
}
