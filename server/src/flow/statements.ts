// Runs statements in execution order: branches that are decided, joined or only looked into, loops once.

import type { Assert, Block, FunctionDef, If, Match, Stmt, Try } from '../python/ast.ts';
import { assign, scopeFor } from './assignment.ts';
import { callValue } from './calls.ts';
import { noteCommand } from './commands.ts';
import type { Site } from './events.ts';
import { evaluate } from './expressions.ts';
import { defineClass, spawnFunction } from './functions.ts';
import { guardOf, isMainGuard, isUnclear } from './guards.ts';
import { runImport, runImportFrom } from './imports.ts';
import { iterate } from './iteration.ts';
import { type Completion, type Machine, moduleFrame, put, step, top } from './machine.ts';
import { binary, turns } from './operators.ts';
import { aside, branch } from './paths.ts';
import { refuses, suppose } from './refusals.ts';
import { truth } from './truth.ts';
import { noteDecided, runLoop } from './turns.ts';
import { type FunctionValue, type ModuleValue, noArguments, none, tainted, type Value } from './values.ts';
import { leaveLater, runWith } from './with.ts';

/** `by` is the import that brings the module in; the script itself has none. */
export function runModule(m: Machine, value: ModuleValue, by: Site | null = null): void {
  m.stack.push({ ...moduleFrame(value), call: by, path: null });
  try {
    for (const unit of value.module.units) {
      if (runStatement(m, unit.body) !== 'normal' && value.module.cells === null) break;
    }
  } finally {
    m.stack.pop();
  }
}

export function runBlock(m: Machine, block: Block): Completion {
  for (const statement of block) {
    const completion = runStatement(m, statement);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

function runStatement(m: Machine, statement: Stmt): Completion {
  step(m);
  const completion = run(m, statement);
  if (!m.exited) return completion;
  m.exited = false;
  return 'exit';
}

function run(m: Machine, statement: Stmt): Completion {
  const frame = top(m);
  switch (statement.kind) {
    case 'Expr':
      evaluate(m, statement.value);
      return 'normal';
    case 'Assign': {
      const value = evaluate(m, statement.value);
      for (const target of statement.targets) assign(m, target, value);
      return 'normal';
    }
    case 'AnnAssign':
      if (statement.value !== null) assign(m, statement.target, evaluate(m, statement.value));
      return 'normal';
    case 'AugAssign':
      assign(
        m,
        statement.target,
        binary(statement.op.replace('=', ''), evaluate(m, statement.target), evaluate(m, statement.value)),
      );
      return 'normal';
    case 'Import':
      runImport(m, statement);
      return 'normal';
    case 'ImportFrom':
      runImportFrom(m, statement);
      return 'normal';
    case 'FunctionDef': {
      const made = define(m, statement);
      put(m, scopeFor(frame.scope, statement.name).variables, statement.name, made);
      if (statement.decorators.length > 0) noteCommand(m, statement, made);
      return 'normal';
    }
    case 'ClassDef':
      put(m, scopeFor(frame.scope, statement.name).variables, statement.name, defineClass(m, statement));
      return 'normal';
    case 'If':
      return runIf(m, statement);
    case 'For':
      return runLoop(m, statement.body, statement.orelse, () => {
        const iterable = iterate(m, evaluate(m, statement.iter), statement.iter);
        const begin = turns(iterable).map((item) => () => assign(m, statement.target, item));
        return { begin, goesOn: () => true };
      });
    case 'While':
      return runLoop(m, statement.body, statement.orelse, () => {
        const goesOn = () => truth(evaluate(m, statement.test)) !== false;
        return { begin: goesOn() ? [() => undefined] : [], goesOn };
      });
    case 'Try':
      return runTry(m, statement);
    case 'With':
      return runWith(m, statement, () => runBlock(m, statement.body));
    case 'Return':
      frame.returns.push({
        value: statement.value === null ? none : evaluate(m, statement.value),
        streams: m.streams,
      });
      return 'return';
    case 'Raise':
      if (statement.value !== null) evaluate(m, statement.value);
      return 'raise';
    case 'Assert':
      runAssert(m, statement);
      return 'normal';
    case 'Delete':
      return 'normal';
    case 'Global':
    case 'Nonlocal':
      for (const name of statement.names) declare(m, name, statement.kind);
      return 'normal';
    case 'Match':
      return runMatch(m, statement);
    case 'Break':
    case 'Continue':
      frame.jumps.push(m.streams);
      return 'jump';
    case 'Pass':
    case 'BadStmt':
      return 'normal';
  }
}

function declare(m: Machine, name: string, kind: 'Global' | 'Nonlocal'): void {
  const { scope } = top(m);
  let target = scope.parent;
  while (
    target !== null &&
    (kind === 'Global' ? target.parent !== null : !target.variables.has(name) && target.parent !== null)
  )
    target = target.parent;
  if (target === null) return;
  scope.elsewhere ??= new Map();
  scope.elsewhere.set(name, target);
}

/** A function with first-party decorators is what these make of it; other decorators leave it as it is. */
function define(m: Machine, def: FunctionDef): Value {
  const decorators = def.decorators.map((decorator) => evaluate(m, decorator));
  let made: Value = spawnFunction(m, def, decorators);
  for (const [i, decorator] of [...decorators.entries()].reverse()) {
    const property = accessor(decorator, made);
    if (property !== null) return property;
    const node = def.decorators[i];
    if (decorator.tag !== 'function' || node === undefined) continue;
    const wrapped: Value = callValue(m, decorator, { ...noArguments, positional: [made] }, node);
    if (wrapped.tag === 'function') made = keepOwner(wrapped, made);
  }
  return made;
}

/** `@name.setter` adds to the property of that name. */
function accessor(decorator: Value, made: Value): FunctionValue | null {
  if (decorator.tag !== 'library' || decorator.self?.tag !== 'function' || made.tag !== 'function')
    return null;
  if (decorator.path === '?.setter') return { ...decorator.self, setter: made };
  return decorator.path === '?.deleter' ? decorator.self : null;
}

function keepOwner(wrapped: FunctionValue, made: Value): FunctionValue {
  return made.tag === 'function' && made.owner !== undefined ? { ...wrapped, owner: made.owner } : wrapped;
}

function runIf(m: Machine, statement: If): Completion {
  const test = evaluate(m, statement.test);
  if (isMainGuard(statement.test) && m.stack.length === 1) {
    m.atGuard ??= m.streams;
    m.guardNode ??= statement;
  }
  let answer = truth(test);
  // Options that are refused without a value: whoever runs the script gives one.
  if (
    answer !== undefined &&
    test.taint?.options.length &&
    refuses(m, answer ? statement.body : statement.orelse)
  ) {
    answer = !answer;
    suppose(m, statement.test, answer);
  }
  if (answer !== undefined) {
    noteDecided(m, statement.test);
    const [taken, other] = answer ? [statement.body, statement.orelse] : [statement.orelse, statement.body];
    if (other.length > 0 && m.reach !== 'skipped')
      aside(m, 'skipped', guardOf(m, statement.test, test), () => runBlock(m, other));
    return runBlock(m, taken);
  }
  return branch(m, guardOf(m, statement.test, test), isUnclear(test), [
    () => runBlock(m, statement.body),
    () => runBlock(m, statement.orelse),
  ]);
}

function runAssert(m: Machine, { test }: Assert): void {
  const value = evaluate(m, test);
  if (truth(value) === false && value.taint?.options.length) suppose(m, test, true);
}

/** The body runs to its end; handlers are looked into and change nothing. */
function runTry(m: Machine, statement: Try): Completion {
  const before = top(m).returns.length;
  const completion = runBlock(m, statement.body);
  if (m.reach !== 'skipped') {
    for (const handler of statement.handlers) aside(m, 'skipped', null, () => runBlock(m, handler.body));
  }
  const after = completion === 'normal' ? runBlock(m, statement.orelse) : completion;
  const last = runBlock(m, statement.final);
  if (after === 'return' && last === 'normal') leaveLater(m, before);
  return last === 'normal' ? after : last;
}

/** The arms that the subject may take: a constant is compared, and nothing comes after an arm that takes everything. */
function runMatch(m: Machine, statement: Match): Completion {
  const subject = evaluate(m, statement.subject);
  const arms: (() => Completion)[] = [];
  let exhaustive = false;
  for (const one of statement.cases) {
    const answer = one.guard === null ? fits(subject, one) : undefined;
    if (answer === false) continue;
    arms.push(() => {
      for (const name of one.pattern) put(m, top(m).scope.variables, name, tainted(subject.taint));
      if (one.guard !== null) evaluate(m, one.guard);
      return runBlock(m, one.body);
    });
    exhaustive = answer === true;
    if (exhaustive) break;
  }
  const [only, ...others] = arms;
  if (only === undefined) return 'normal';
  if (exhaustive && others.length === 0) return only();
  const rest = exhaustive ? [] : [() => 'normal' as const];
  return branch(m, guardOf(m, statement.subject, subject), isUnclear(subject), [...arms, ...rest]);
}

/** Whether a subject fits a pattern; undefined when that is not known. */
function fits(subject: Value, { values, always }: Match['cases'][number]): boolean | undefined {
  if (always) return true;
  if (values === null || subject.tag !== 'const') return undefined;
  return values.includes(subject.value);
}
