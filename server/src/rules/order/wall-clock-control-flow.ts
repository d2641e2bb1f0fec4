// SR506: the clock decides how long or how a network is trained.

import type { Expr, For, If, Node, While } from '../../python/ast.ts';
import { spanOf } from '../../python/module.ts';
import { around, everyOf, inside } from '../../python/traverse.ts';
import { mayTrain } from '../course.ts';
import { namedCalls } from '../named-calls.ts';
import type { Rule, RuleContext } from '../rule.ts';

const CLOCK =
  /^(?:time\.(?:time|perf_counter|monotonic|process_time)(?:_ns)?|datetime\.datetime\.(?:now|utcnow))$/;
const STEPS = /^(?:backward|step|fit|train_on_batch|training_step)$/;

export const wallClockControlFlow: Rule = {
  meta: {
    code: 'SR506',
    name: 'wall-clock-control-flow',
    severity: 'hint',
    summary: 'time decides training control flow',
    rationale:
      'Where the clock ends the training, or lowers its rate, a busy machine trains less than an idle one: the result depends on the load. Count steps instead, or note how many were done.',
    defaultOn: false,
    fix: 'none',
    sources: ['documentation, not executed'],
    invalid: [
      {
        code: `
import time

import torch

model = torch.nn.Linear(2, 1)
start = time.time()
while time.time() - start < 60:  # <-
    model(torch.randn(2)).sum().backward()
`,
      },
      {
        code: `
import time

import torch

model = torch.nn.Linear(2, 1)
start = time.perf_counter()
for step in range(1000):
    model(torch.randn(2)).sum().backward()
    elapsed = time.perf_counter() - start
    if elapsed > 3600:  # <-
        break
`,
      },
    ],
    valid: [
      {
        why: 'the time is only printed',
        code: `
import time

import torch

model = torch.nn.Linear(2, 1)
last = time.time()
for step in range(1000):
    model(torch.randn(2)).sum().backward()
    if time.time() - last > 10:
        print(step)
        last = time.time()
`,
      },
      {
        why: 'waiting for a file, not training',
        code: `
import os
import time

import torch

model = torch.nn.Linear(2, 1)
start = time.time()
while not os.path.exists("ready"):
    if time.time() - start > 60:
        break
    time.sleep(1)
model(torch.randn(2)).sum().backward()
`,
      },
    ],
  },
  check({ flow, module, report }: RuleContext) {
    const clock = new Set<Node>(
      namedCalls(module)
        .filter(({ path }) => CLOCK.test(path))
        .map(({ call }) => call),
    );
    if (clock.size === 0 || !mayTrain(flow)) return;
    const differences = differencesIn(clock);
    for (const node of everyOf(module, 'While', 'If')) {
      if (!decides(node) || !asksClock(node.test, clock, differences)) continue;
      report({
        span: spanOf(module, node.test),
        message: 'The clock decides how much is trained, so a busy machine trains less: count steps.',
      });
    }
  },
};

/** A name that is given a difference of times, and the function that gives it. */
interface Difference {
  readonly name: string;
  readonly scope: Node | undefined;
}

function differencesIn(clock: ReadonlySet<Node>): Difference[] {
  return [...clock].flatMap((call) => {
    const outer = around(call);
    const up = outer.find((node) => node.kind === 'Assign');
    if (up?.kind !== 'Assign' || up.value.kind !== 'BinOp') return [];
    return up.targets.flatMap((target) =>
      target.kind === 'Name' ? [{ name: target.id, scope: scopeOf(target) }] : [],
    );
  });
}

function scopeOf(node: Node): Node | undefined {
  return around(node).find((up) => up.kind === 'FunctionDef');
}

/** The clock itself, or a name for a difference of times. */
function asksClock(test: Expr, clock: ReadonlySet<Node>, differences: readonly Difference[]): boolean {
  if (test.kind !== 'Compare' && test.kind !== 'BoolOp') return false;
  const scope = scopeOf(test);
  return inside(test).some(
    (node) =>
      clock.has(node) ||
      (node.kind === 'Name' && differences.some((one) => one.name === node.id && one.scope === scope)),
  );
}

/** A loop that trains ends by it, or is left by it. */
function decides(node: While | If): boolean {
  if (node.kind === 'While') return trains(node);
  const loop = around(node).find((up): up is For | While => up.kind === 'For' || up.kind === 'While');
  if (loop === undefined || !trains(loop)) return false;
  return node.body.some(({ kind }) => kind === 'Break' || kind === 'Return');
}

function trains(loop: For | While): boolean {
  return inside(loop).some(
    (node) => node.kind === 'Call' && node.func.kind === 'Attribute' && STEPS.test(node.func.attr),
  );
}
