// One file's run, interpreted: the entry point first, then what it skipped and what nothing called.

import type { Project } from '../project/project.ts';
import type { Expr, Located } from '../python/ast.ts';
import type { Change } from '../python/graft.ts';
import type { Module } from '../python/module.ts';
import { digest, digestOf } from './digest.ts';
import type { Flow, FlowEvent, OptionUse } from './events.ts';
import { runFunction } from './functions.ts';
import { useWaiting } from './held.ts';
import { enter, type Item } from './history.ts';
import { count, type Machine, moduleFrame, newMachine, OutOfBudget } from './machine.ts';
import { mentionsAttribute } from './mentions.ts';
import { momentOf } from './moment.ts';
import { type Run, renew, WORTHWHILE } from './renew.ts';
import { seedFunctions } from './seed-functions.ts';
import { runModule } from './statements.ts';
import { type Arguments, instance, type ModuleValue, newScope, noArguments } from './values.ts';

/** Steps (expressions and statements) after which the interpretation of one file gives up. */
const BUDGET = 400_000;
const UNCALLED_BUDGET = 100_000;

export function analyse(module: Module, project: Project, torch: readonly [number, number]): Flow {
  const m = newMachine(project, module, torch, BUDGET);
  const value = begin(m, module);
  return finish(m, value);
}

/** A run that can be taken up again after an edit, with what it did. */
export interface KeptRun {
  readonly machine: Machine;
  readonly value: ModuleValue;
  readonly run: Run;
  readonly flow: Flow;
}

/** As `analyse`, and kept; null where the run was too long to be worth it. */
export function analyseToKeep(
  module: Module,
  project: Project,
  torch: readonly [number, number],
): { readonly flow: Flow; readonly kept: KeptRun | null } {
  const machine = newMachine(project, module, torch, BUDGET);
  const [body, rest]: [Item[], Item[]] = [[], []];
  machine.history = body;
  const value = begin(machine, module);
  const middle = momentOf(machine);
  machine.history = rest;
  const flow = finish(machine, value);
  const kept = machine.spent ? null : { machine, value, run: { body, rest, middle }, flow };
  return { flow, kept };
}

/** The flow after an edit that changed these functions alone; null where that cannot be told from what was kept. */
export function analyseAgain(
  { machine: m, value, run, flow }: KeptRun,
  change: Change,
  share = WORTHWHILE,
): Flow | null {
  for (const [name, mentioned] of m.mentioned)
    if (mentionsAttribute(m.entry, name) !== mentioned) return null;
  m.events = [];
  // What is told of the flow may depend on the text around it.
  if (change.functions.size === 0) return { ...flow };
  if (!renew(m, run, change, share, () => finish(m, value)) || m.spent) return null;
  const { events, entered } = gathered(m, [...run.body, ...run.rest]);
  return {
    ...flow,
    entry: entryOf(flow.module, m, events),
    events,
    options: m.options.map(optionUse),
    seedFunctions: seedFunctions(m, events, entered),
  };
}

/** What was written down in the course of a run, as it is now. */
function gathered(
  m: Machine,
  history: readonly Item[],
): { events: FlowEvent[]; entered: Machine['entered'] } {
  const events: FlowEvent[] = [];
  const entered: Machine['entered'] = new Map();
  for (const record of m.options) Object.assign(record, { reads: 0, harmless: 0, seeds: 0, escaped: false });
  const take = (item: Item): void => {
    if (item.kind === 'event') {
      (item.event as { order: number }).order = events.length;
      events.push(item.event);
    } else if (item.kind === 'entered') enter(entered, item.def, item.site);
    else if (item.kind === 'left') entered.delete(item.def);
    else if (item.kind === 'option') count(item.record, item.how);
    else if (item.kind === 'follow') digestOf(item).told.forEach(take);
  };
  digest(history).told.forEach(take);
  return { events, entered };
}

/** What the script does when it is started. */
function begin(m: Machine, module: Module): ModuleValue {
  const value: ModuleValue = { tag: 'module', module, scope: newScope('module', null) };
  m.modules.set(module.file, value);
  within(m, () => runModule(m, value));
  return value;
}

/** What is used at its end, and what nothing calls. */
function finish(m: Machine, value: ModuleValue): Flow {
  const { module } = value;
  m.budget = Math.max(m.budget, m.steps);
  const last = m.spent ? null : lastExpression(module);
  if (last !== null) within(m, () => inModule(m, value, () => useWaiting(m, last)));
  const stopped = m.spent;
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
    seedFunctions: seedFunctions(m, m.events, m.entered),
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
    m.spent = true;
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
    if (body !== undefined) return placeOf(body);
  }
  return null;
}

/** An expression of its own that stands where the node stands, wherever an edit moves that. */
function placeOf(node: Located): Expr {
  return Object.assign(Object.create(node) as Located, { kind: 'BadExpr' as const });
}

const anything: Arguments = { ...noArguments, open: true };

/** Functions that nothing called, each from the state that the run left. */
function followUncalled(m: Machine): void {
  const streams = m.streams;
  for (const fn of [...m.defined]) {
    if (fn.module !== m.entry || m.entered.has(fn.def)) continue;
    m.streams = streams;
    const self = fn.owner === undefined ? undefined : instance('', fn.owner);
    runFunction(m, self === undefined ? fn : { ...fn, self }, anything, placeOf(fn.def));
    m.history?.push({ kind: 'left', def: fn.def, old: m.entered.get(fn.def) });
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
      event.reach !== 'uncalled' &&
      event.inside === null &&
      event.path.length === 0 &&
      event.site.module === module &&
      event.kind !== 'flag',
  );
  const calls = events.some(({ reach, path: [first] }) => {
    const imported = first?.node.kind === 'Import' || first?.node.kind === 'ImportFrom';
    return reach !== 'skipped' && reach !== 'uncalled' && first?.module === module && !imported;
  });
  return acts || calls ? 'module' : 'library';
}

function optionUse(record: Machine['options'][number]): OptionUse {
  const { option, reads, harmless, seeds, escaped } = record;
  return { option, seeds: seeds > 0, escapes: escaped || reads > harmless + seeds };
}
