// Command-line libraries that call the script's own functions: click, typer, fire, jsonargparse, plac, absl, hydra.

import type { Call, Expr, FunctionDef } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { pushTo, setIn } from './history.ts';
import type { Machine } from './machine.ts';
import { newOption } from './options.ts';
import { branch } from './paths.ts';
import {
  type Arguments,
  constant,
  type FunctionValue,
  type Instance,
  type LibraryName,
  noArguments,
  unknown,
  type Value,
} from './values.ts';

type Command = FunctionValue | Instance;

/** `@cli.command()` and `@app.command`: the function is one of those that calling the group may run. */
export function noteCommand(m: Machine, def: FunctionDef, made: Value): void {
  if (made.tag !== 'function') return;
  for (const decorator of def.decorators) {
    const func = decorator.kind === 'Call' ? decorator.func : decorator;
    if (func.kind !== 'Attribute' || !/^(?:command|group|callback|on)$/.test(func.attr)) continue;
    const group = evaluate(m, func.value);
    // An engine calls its handlers when it runs.
    if (func.attr === 'on') {
      if (group.tag === 'instance' && group.type.startsWith('ignite.'))
        pushTo(m, null, group, group.held, made);
    } else if (!isGroup(group)) continue;
    else if (func.attr === 'callback') setIn(m, 'commands', m.openings, keyOf(group), made);
    else register(m, group, made);
  }
}

function isGroup(value: Value | undefined): value is Command {
  return value?.tag === 'function' || value?.tag === 'instance';
}

function keyOf(command: Command): object {
  return command.tag === 'function' ? command.def : command;
}

function register(m: Machine, group: Command, command: Command): void {
  const known = m.commands.get(keyOf(group)) ?? [];
  if (!known.some((one) => keyOf(one) === keyOf(command)))
    setIn(m, 'commands', m.commands, keyOf(group), [...known, command]);
}

/** After a group's own body: whichever of its commands was asked for. */
export function runCommands(m: Machine, group: Command, node: Expr): void {
  const opening = m.openings.get(keyOf(group));
  if (opening !== undefined) callValue(m, opening, asCommand(m, opening), node);
  const known = m.commands.get(keyOf(group));
  if (known !== undefined) oneOf(m, known, node);
}

function oneOf(m: Machine, callees: readonly Value[], node: Expr): Value {
  const [only, ...others] = callees;
  if (only === undefined) return unknown;
  if (others.length === 0) return callValue(m, only, asCommand(m, only), node);
  branch(
    m,
    null,
    true,
    callees.map((callee) => () => {
      callValue(m, callee, asCommand(m, callee), node);
      return 'normal' as const;
    }),
  );
  return unknown;
}

/** Parameters with a literal default are options of the command line. */
function asCommand(m: Machine, callee: Value): Arguments {
  if (callee.tag !== 'function' || callee.def.kind !== 'FunctionDef') return noArguments;
  const keywords = new Map<string, Value>();
  for (const param of callee.def.params) {
    const value = callee.defaults.get(param.name);
    if (value?.tag !== 'const' || param.default === null || value.taint !== undefined) continue;
    const site = { module: callee.module, node: param.default };
    const option = newOption(m, param.name, site, value.value, false, param.default);
    keywords.set(param.name, constant(value.value, { entropy: null, options: [option], hardware: false }));
  }
  return { ...noArguments, keywords };
}

export function callCommand(
  m: Machine,
  path: string,
  callee: LibraryName,
  args: Arguments,
  node: Expr,
): Value | undefined {
  const [first] = args.positional;
  // What is added is not run by that.
  if (isGroup(callee.self) && isGroup(first) && /\.add_(?:command|typer)$/.test(path)) {
    register(m, callee.self, first);
    return unknown;
  }
  switch (path) {
    case 'absl.app.run':
    case 'tensorflow.compat.v1.app.run':
      return callValue(m, first ?? unknown, { ...noArguments, positional: [unknown] }, node);
    case 'typer.run':
    case 'plac.call':
      return first === undefined ? unknown : oneOf(m, [first], node);
    case 'fire.Fire':
      return fire(m, first ?? args.keywords.get('component') ?? unknown, node);
    case 'jsonargparse.CLI':
    case 'jsonargparse.auto_cli':
      return fire(m, first ?? args.keywords.get('components') ?? unknown, node);
    case 'typer.Option':
    case 'typer.Argument':
      return first ?? args.keywords.get('default') ?? unknown;
    default:
      return undefined;
  }
}

/** A function, a table or a list of functions, or a class, one of whose methods is asked for. */
function fire(m: Machine, component: Value, node: Expr): Value {
  if (component.tag === 'dict') return oneOf(m, [...component.entries.values()], node);
  if (component.tag === 'sequence') return oneOf(m, component.items, node);
  if (component.tag !== 'class' && component.tag !== 'instance') return oneOf(m, [component], node);
  const object = component.tag === 'class' ? callValue(m, component, noArguments, node as Call) : component;
  const cls = object.tag === 'instance' ? object.class : null;
  if (cls === null) return unknown;
  const methods = [...cls.attributes.keys()].flatMap((name) => {
    const method = name.startsWith('_') ? undefined : inClass(cls, name);
    return method?.tag === 'function' ? [{ ...method, self: object }] : [];
  });
  return oneOf(m, methods, node);
}
