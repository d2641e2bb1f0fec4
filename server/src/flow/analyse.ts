// One file's run, interpreted: the entry point first, then what it skipped and what nothing called.

import type { Project } from '../project/project.ts';
import type { Expr } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import type { Flow, FlowEvent, OptionUse } from './events.ts';
import { runFunction } from './functions.ts';
import { useWaiting } from './held.ts';
import { type Machine, moduleFrame, newMachine, OutOfBudget } from './machine.ts';
import { seedFunctions } from './seed-functions.ts';
import { runModule } from './statements.ts';
import { type Arguments, instance, type ModuleValue, newScope, noArguments } from './values.ts';

/** Steps (expressions and statements) after which the interpretation of one file gives up. */
const BUDGET = 400_000;
const UNCALLED_BUDGET = 100_000;

export function analyse(module: Module, project: Project, torch: readonly [number, number]): Flow {
  const m = newMachine(project, module, torch, BUDGET);
  const value: ModuleValue = { tag: 'module', module, scope: newScope('module', null) };
  m.modules.set(module.file, value);
  const stopped = within(m, () => {
    runModule(m, value);
    const last = lastExpression(module);
    if (last !== null) inModule(m, value, () => useWaiting(m, last));
  });
  const ran = m.events.length;
  const entry = entryOf(module, m, m.events);
  m.budget = m.steps + UNCALLED_BUDGET;
  m.reach = 'uncalled';
  within(m, () => inModule(m, value, () => followUncalled(m)));
  return {
    module,
    entry,
    main: m.main,
    mainGuard: m.guardNode,
    events: m.events,
    options: m.options.map(optionUse),
    seedFunctions: seedFunctions(m),
    stopped: stopped ? `the script is too branched to follow to its end (${ran} events seen)` : null,
  };
}

/** Run until the budget is spent; whether it was. Whatever is on the stack by then is left. */
function within(m: Machine, run: () => void): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    m.stack.length = 0;
    m.journal = null;
    return true;
  }
}

function inModule(m: Machine, value: ModuleValue, run: () => void): void {
  m.stack.push(moduleFrame(value));
  run();
  m.stack.pop();
}

function lastExpression(module: Module): Expr | null {
  for (let i = module.units.length - 1; i >= 0; i -= 1) {
    const body = module.units[i]?.body;
    if (body !== undefined) return { kind: 'BadExpr', start: body.start, end: body.end, unit: body.unit };
  }
  return null;
}

const anything: Arguments = { ...noArguments, open: true };

/** Functions that nothing called, each from the state that the run left. */
function followUncalled(m: Machine): void {
  const streams = m.streams;
  for (const fn of [...m.defined]) {
    if (fn.module !== m.entry || m.entered.has(fn.def)) continue;
    m.streams = streams;
    const self = fn.owner === undefined ? undefined : instance('', fn.owner);
    const node: Expr = { kind: 'BadExpr', start: fn.def.start, end: fn.def.end, unit: fn.def.unit };
    runFunction(m, self === undefined ? fn : { ...fn, self }, anything, node);
    m.entered.delete(fn.def);
    m.exited = false;
  }
  m.streams = streams;
}

function entryOf(module: Module, m: Machine, events: readonly FlowEvent[]): Flow['entry'] {
  if (module.cells !== null) return 'notebook';
  if (m.guardNode !== null) return 'main';
  const acts = events.some(
    (event) =>
      event.reach !== 'skipped' &&
      event.inside === null &&
      event.path.length === 0 &&
      event.site.module === module &&
      event.kind !== 'flag',
  );
  const calls = events.some(({ reach, path: [first] }) => {
    const imported = first?.node.kind === 'Import' || first?.node.kind === 'ImportFrom';
    return reach !== 'skipped' && first?.module === module && !imported;
  });
  return acts || calls ? 'module' : 'library';
}

function optionUse(record: Machine['options'][number]): OptionUse {
  const { option, reads, harmless, seeds, escaped } = record;
  return { option, seeds: seeds > 0, escapes: escaped || reads > harmless + seeds };
}
