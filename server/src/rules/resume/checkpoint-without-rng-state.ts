// SR801: a run that is resumed from a checkpoint goes on with other random numbers.

import type { Edit } from '../../finding.ts';
import { nameOf } from '../../fixes/bindings.ts';
import { bindingsFor } from '../../fixes/context.ts';
import { layoutOf, lineStart, spanAt } from '../../fixes/layout.ts';
import { argumentOf } from '../../python/arguments.ts';
import type { Call, Dict, Expr, FunctionDef, Node } from '../../python/ast.ts';
import { type Module, spanOf } from '../../python/module.ts';
import { around, everyNode, inside } from '../../python/traverse.ts';
import { namedCalls } from '../named-calls.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** Whoever names one of these saves or restores a state of a generator somewhere. */
const STATES =
  /^(?:[gs]et_rng_state(?:_all)?|[gs]etstate|[gs]et_state|rng_state\w*|random_state\w*|rng_states?)$/;

export const checkpointWithoutRngState: Rule = {
  meta: {
    code: 'SR801',
    name: 'checkpoint-without-rng-state',
    severity: 'hint',
    summary: 'resumable checkpoint omits RNG states',
    rationale:
      'A run that is stopped and resumed seeds again at its start, and draws the numbers of the first epochs once more. It ends elsewhere than a run that was not stopped. Save the states of the generators beside the optimizer, and put them back when you load it.',
    defaultOn: false,
    fix: 'unsafe',
    sources: ['transformers trainer.py:3463,3842'],
    invalid: [
      {
        code: `
import torch

model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
last = torch.load("last.pt")
model.load_state_dict(last["model"])
optimizer.load_state_dict(last["optimizer"])
torch.save({"epoch": 3, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, "last.pt")  # <-
`,
      },
      {
        code: `
import torch

model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
optimizer.load_state_dict(torch.load("last.pt")["optimizer_state_dict"])
state = {
    "step": 10,
    "model_state_dict": model.state_dict(),
    "optimizer_state_dict": optimizer.state_dict(),
}
torch.save(state, "last.pt")  # <-
`,
      },
      {
        code: `
import torch


def save_checkpoint(state, path):
    torch.save(state, path)


model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
optimizer.load_state_dict(torch.load("last.pt")["optimizer"])
save_checkpoint({"epoch": 1, "optimizer": optimizer.state_dict()}, "last.pt")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'the state of the generator is in it',
        code: `
import torch

model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
last = torch.load("last.pt")
optimizer.load_state_dict(last["optimizer"])
torch.set_rng_state(last["rng"])
torch.save({"epoch": 3, "optimizer": optimizer.state_dict(), "rng": torch.get_rng_state()}, "last.pt")
`,
      },
      {
        why: 'weights for later use, not for resuming',
        code: `
import torch

model = torch.nn.Linear(2, 2)
torch.save({"model": model.state_dict(), "classes": 2}, "best.pt")
`,
      },
      {
        why: 'nothing in this script resumes',
        code: `
import torch

model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
torch.save({"epoch": 3, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, "best.pt")
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    const saves = namedCalls(module).filter(({ path }) => path === 'torch.save');
    if (saves.length === 0 || !resumes(module) || keepsStates(module)) return;
    for (const { call } of saves) {
      const saved = argumentOf(call, 'obj', 0);
      for (const { dict, by } of saved === undefined ? [] : checkpointsOf(module, saved, call)) {
        if (!isResumable(dict)) continue;
        const fix = fixFor(module, dict);
        report({
          span: spanOf(module, by.func),
          message:
            'This checkpoint lacks the states of the generators: a resumed run draws other numbers than one that was not stopped.',
          fixes: fix === null ? [] : [fix],
        });
      }
    }
  },
};

interface Checkpoint {
  readonly dict: Dict;
  /** The call that it is given to. */
  readonly by: Call;
}

/** What is saved; where that is a parameter, what the calls of its function give. */
function checkpointsOf(module: Module, saved: Expr, by: Call): Checkpoint[] {
  const dict = dictOf(module, saved);
  if (dict !== undefined) return [{ dict, by }];
  const fn = around(saved).find((node): node is FunctionDef => node.kind === 'FunctionDef');
  const place = fn?.params.findIndex(({ name }) => saved.kind === 'Name' && name === saved.id) ?? -1;
  const param = fn?.params[place];
  if (fn === undefined || param === undefined) return [];
  return everyNode(module).flatMap((node) => {
    if (node.kind !== 'Call' || node.func.kind !== 'Name' || node.func.id !== fn.name) return [];
    const given = argumentOf(node, param.name, place);
    const found = given === undefined ? undefined : dictOf(module, given);
    return found === undefined ? [] : [{ dict: found, by: node }];
  });
}

/** A dictionary written out, or the only one that a name is given in the same function. */
function dictOf(module: Module, saved: Expr): Dict | undefined {
  if (saved.kind === 'Dict') return saved;
  if (saved.kind !== 'Name') return undefined;
  const scope = around(saved).find((node) => node.kind === 'FunctionDef');
  const nodes: readonly Node[] = scope === undefined ? everyNode(module) : inside(scope);
  const given = nodes.filter(
    (node) =>
      node.kind === 'Assign' && node.targets.some((one) => one.kind === 'Name' && one.id === saved.id),
  );
  const [only] = given;
  if (given.length !== 1 || only?.kind !== 'Assign' || only.value.kind !== 'Dict') return undefined;
  return only.value;
}

function isResumable({ keys }: Dict): boolean {
  if (keys.includes(null)) return false;
  const words = keys.map((key) => (key?.kind === 'Str' ? (key.value ?? '') : ''));
  return words.some((word) => /optim/i.test(word)) && words.some((word) => /epoch|step|iter/i.test(word));
}

/** An optimizer's state is loaded. */
function resumes(module: Module): boolean {
  return everyNode(module).some(
    (node) =>
      node.kind === 'Call' &&
      node.func.kind === 'Attribute' &&
      node.func.attr === 'load_state_dict' &&
      node.func.value.kind !== 'Call' &&
      /optim/i.test(node.unit.text.slice(node.func.value.start, node.func.value.end)),
  );
}

function keepsStates(module: Module): boolean {
  return everyNode(module).some(
    (node) =>
      (node.kind === 'Attribute' && STATES.test(node.attr)) ||
      (node.kind === 'Name' && STATES.test(node.id)) ||
      (node.kind === 'Str' && STATES.test(node.value ?? '')),
  );
}

/** One more entry with the states of what the file imports; to load them again is left to its author. */
function fixFor(module: Module, dict: Dict): Fix | null {
  const bindings = bindingsFor(module);
  const torch = nameOf(bindings, 'torch');
  const last = dict.values.at(-1);
  if (torch === undefined || last === undefined || dict.unit.broken) return null;
  const states = [`"torch": ${torch}.get_rng_state()`, `"cuda": ${torch}.cuda.get_rng_state_all()`];
  const numpy = nameOf(bindings, 'numpy');
  const random = nameOf(bindings, 'random');
  if (numpy !== undefined) states.push(`"numpy": ${numpy}.random.get_state()`);
  if (random !== undefined) states.push(`"python": ${random}.getstate()`);
  const layout = layoutOf(module, dict.unit.cell);
  const at = dict.unit.start + last.end;
  const key = dict.unit.start + (dict.keys.at(-1)?.start ?? last.start);
  const begin = layout.text.slice(lineStart(layout.text, key), key);
  const apart = begin.trim() === '' ? `${layout.newline}${begin}` : ' ';
  const edit: Edit = {
    span: spanAt(module, layout.cell, at),
    text: `,${apart}"rng_state": {${states.join(', ')}}`,
  };
  return { title: 'Save the states of the generators too', safe: false, edits: [edit] };
}
