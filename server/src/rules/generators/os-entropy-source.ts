// SR203: numbers from the operating system, which no seed reaches, in a script that trains.

import { bindingsFor, importsBefore } from '../../fixes/context.ts';
import { importsFor } from '../../fixes/imports.ts';
import { layoutOf } from '../../fixes/layout.ts';
import { seedText } from '../../fixes/seed-value.ts';
import { sourceOf } from '../../python/arguments.ts';
import type { Call, Node } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { around } from '../../python/traverse.ts';
import { mayTrain } from '../course.ts';
import { namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

const NUMBERS = /^secrets\.(?:choice|randbelow|randbits)$/;
const BYTES = /^os\.(?:urandom|getrandom)$/;
const UUID = /^uuid\.uuid[14]$/;
/** What makes numbers of bytes. */
const READS = /(?:^|\.)(?:from_bytes|frombuffer|unpack|unpack_from|list)$/;

export const osEntropySource: Rule = {
  meta: {
    code: 'SR203',
    name: 'os-entropy-source',
    severity: 'hint',
    summary: 'unseedable entropy used in a training path',
    rationale:
      '`random.SystemRandom`, `secrets` and `os.urandom` ask the operating system, which nothing seeds: they are made for keys. For names of runs and files that is right; where a number decides what is trained, take `random.Random(seed)` or a NumPy generator.',
    defaultOn: false,
    fix: 'unsafe',
    sources: ['executed: rng_functions.json'],
    invalid: [
      {
        code: `
import random

import torch

rng = random.SystemRandom()  # <-
model = torch.nn.Linear(2, 1)
order = rng.sample(range(8), 8)
model(torch.ones(8, 2)[order]).sum().backward()
`,
      },
    ],
    valid: [
      {
        why: 'the name of the run',
        code: `
import secrets
import string
import uuid

import torch

run = uuid.uuid4().hex[:8] + "".join(secrets.choice(string.ascii_lowercase) for _ in range(4))
model = torch.nn.Linear(2, 1)
model(torch.ones(8, 2)).sum().backward()
torch.save(model, f"{run}.pt")
`,
      },
      {
        why: 'nothing is trained',
        code: `
import secrets

port = 20000 + secrets.randbelow(1000)
`,
      },
    ],
  },
  check(context: RuleContext) {
    const { flow, module } = context;
    if (!mayTrain(flow)) return;
    // A seed made of entropy is another rule's.
    const seeds = new Set(
      flow.events.flatMap((event) =>
        event.kind === 'seed' && event.value.tag === 'entropy' ? [event.value.origin?.node] : [],
      ),
    );
    for (const { call, path } of namedCalls(module)) {
      if (seeds.has(call) || !givesNumbers(path, call)) continue;
      const fix = path === 'random.SystemRandom' ? fixFor(context, call) : null;
      context.report({
        span: spanOf(module, call.func),
        message:
          'These numbers come from the operating system, which no seed reaches: draw from a seeded generator.',
        fixes: fix === null ? [] : [fix],
      });
    }
  },
};

function givesNumbers(path: string, call: Call): boolean {
  const outer = around(call);
  const [up] = outer;
  if (path === 'random.SystemRandom' || NUMBERS.test(path)) return !makesText(call, outer);
  if (BYTES.test(path)) return up?.kind === 'Call' && READS.test(sourceOf(up.func));
  return UUID.test(path) && up?.kind === 'Attribute' && up.attr === 'int';
}

/** Letters that are chosen and joined: a name, a token. */
function makesText(call: Call, outer: readonly Node[]): boolean {
  const statement = outer.findIndex(
    (node) => 'body' in node || node.kind === 'Assign' || node.kind === 'Expr',
  );
  const within = outer.slice(0, statement < 0 ? outer.length : statement);
  return (
    call.args.some((arg) => /^string\.|["']/.test(sourceOf(arg))) ||
    within.some(
      (node) =>
        node.kind === 'FString' ||
        (node.kind === 'Call' &&
          (/(?:^|\.)(?:join|str|hex|format)$/.test(sourceOf(node.func)) ||
            node.args.some((arg) => /^string\./.test(sourceOf(arg))))),
    )
  );
}

function fixFor(context: RuleContext, call: Call): Fix | null {
  const { module } = context;
  const { unit } = call;
  if (unit.broken || call.args.length + call.keywords.length > 0) return null;
  const layout = layoutOf(module, unit.cell);
  const section = importsBefore(module, module.units.indexOf(unit));
  const { names, edits, lines } = importsFor(module, bindingsFor(module), ['random'], section, layout);
  if (lines.length > 0) return null;
  const text = `${names.random}.Random(${seedText(context, call)})`;
  return {
    title: 'Take a seeded generator',
    safe: false,
    edits: [...edits, { span: spanOf(module, call), text }],
  };
}
