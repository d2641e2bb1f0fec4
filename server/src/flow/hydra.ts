// The configuration that `@hydra.main` gives to a function: of all that its YAML says, the seeds.

import type { BadExpr, Call, Expr } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { isSeedName } from './causes.ts';
import { CONFIG } from './config-object.ts';
import { type ConfigSeed, configSeeds } from './hydra-config.ts';
import type { Machine } from './machine.ts';
import { newOption } from './options.ts';
import { constant, given, type Instance, instance, type Value } from './values.ts';

/** The function's configuration as its YAML has it; null where the decorator names no file. */
export function hydraConfig(m: Machine, module: Module, decorator: Call): Instance | null {
  const folder = textOf(argument(decorator, 'config_path', 0));
  const name = textOf(argument(decorator, 'config_name', 1));
  if (folder === null || name === null || /^\w+:\/\//.test(folder)) return null;
  const load = (path: string) => m.project.resolve(`./${folder}/${path}`, 0, module.file);
  const config = instance(CONFIG);
  for (const [path, seed] of configSeeds(name, load, isSeedName))
    if (seed !== null) put(config, path.split('.'), optionOf(m, path, seed));
  return config;
}

function argument({ args, keywords }: Call, name: string, position: number): Expr | undefined {
  return keywords.find((keyword) => keyword.name === name)?.value ?? args[position];
}

function textOf(node: Expr | undefined): string | null {
  return node?.kind === 'Str' ? node.value : null;
}

function put(config: Instance, [name = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) {
    config.attributes.set(name, value);
    return;
  }
  const before = config.attributes.get(name);
  const inner = before?.tag === 'instance' ? before : instance(CONFIG);
  config.attributes.set(name, inner);
  put(inner, rest, value);
}

/** An option as those of a parser: the command line may give it another value. */
function optionOf(m: Machine, path: string, seed: ConfigSeed): Value {
  const { module, value } = seed;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const option = newOption(m, name, { module, node: nodeOf(seed) }, value, value === undefined, null);
  const taint = { entropy: null, options: [option], hardware: false };
  return value === undefined ? given(taint) : constant(value, taint);
}

const nodes = new WeakMap<ConfigSeed, BadExpr>();

/** A place in a YAML file, where there are no nodes of Python: the same one each time. */
function nodeOf(seed: ConfigSeed): BadExpr {
  const known = nodes.get(seed);
  if (known !== undefined) return known;
  const { module, start, end } = seed;
  const unit = { start: 0, text: module.text, cell: null, broken: true } as BadExpr['unit'];
  const node: BadExpr = { kind: 'BadExpr', start, end, unit };
  Object.assign(unit, { body: { kind: 'BadStmt', start, end, unit } });
  nodes.set(seed, node);
  return node;
}
