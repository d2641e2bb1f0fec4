// What decorators say about a function's arguments: the options of click and the like, a configuration by its class.

import type { Call, Expr } from '../python/ast.ts';
import type { Option } from './events.ts';
import { hydraConfig } from './hydra.ts';
import type { Machine } from './machine.ts';
import { configured, newOption } from './options.ts';
import { constant, type FunctionValue, given, type Scope, tainted, type Value } from './values.ts';

/** What a decorator fills a function's first parameter with: the class that it is annotated with, or what YAML files say. */
function configOf(m: Machine, fn: FunctionValue, annotation: Expr | null, decorator: Call): Value | null {
  const { func, keywords, args } = decorator;
  if (func.kind !== 'Attribute' || func.value.kind !== 'Name') return null;
  const name = `${func.value.id}.${func.attr}`;
  const path = keywords.find((keyword) => keyword.name === 'config_path')?.value ?? args[0];
  const byClass =
    name === 'pyrallis.wrap' ||
    name === 'draccus.wrap' ||
    (name === 'hydra.main' && (path === undefined || (path.kind === 'Const' && path.value === null)));
  if (!byClass) return name === 'hydra.main' ? hydraConfig(m, fn.module, decorator) : null;
  const cls = classNamed(annotation, fn.scope);
  return cls?.tag === 'class' ? configured(m, cls, decorator) : null;
}

function classNamed(annotation: Expr | null, scope: Scope | null): Value | undefined {
  if (annotation?.kind !== 'Name') return undefined;
  for (let at = scope; at !== null; at = at.parent) {
    const value = at.variables.get(annotation.id);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Values that decorators give to parameters when the function is called without arguments. */
export function optionDefaults(m: Machine, fn: FunctionValue): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  if (fn.def.kind !== 'FunctionDef') return values;
  for (const decorator of fn.def.decorators) {
    const [first] = fn.def.params;
    if (decorator.kind === 'Call' && first !== undefined) {
      const config = configOf(m, fn, first.annotation, decorator);
      if (config !== null) values.set(first.name, config);
    }
    if (
      decorator.kind !== 'Call' ||
      decorator.func.kind !== 'Attribute' ||
      !/^(option|argument)$/.test(decorator.func.attr)
    )
      continue;
    const names = decorator.args.flatMap((arg) =>
      arg.kind === 'Str' && arg.value !== null ? [arg.value] : [],
    );
    const named =
      names.find((name) => !name.startsWith('-')) ?? names.find((name) => name.startsWith('--')) ?? names[0];
    if (named === undefined) continue;
    const name = (named.split('/')[0] ?? '').replace(/^-+/, '').replaceAll('-', '_').toLowerCase();
    const written = decorator.keywords.find((keyword) => keyword.name === 'default')?.value ?? null;
    const flag = decorator.keywords.some(
      (keyword) =>
        keyword.name === 'is_flag' && keyword.value.kind === 'Const' && keyword.value.value === true,
    );
    const required =
      decorator.func.attr === 'argument' ||
      decorator.keywords.some(
        (k) => k.name === 'required' && k.value.kind === 'Const' && k.value.value === true,
      );
    const literal = written === null ? (flag ? false : null) : literalOf(written);
    const option: Option = newOption(
      m,
      name,
      { module: fn.module, node: decorator },
      required ? undefined : literal,
      required,
      written,
    );
    const taint = { entropy: null, options: [option], hardware: false };
    if (required) values.set(name, given(taint));
    else values.set(name, literal === undefined ? tainted(taint) : constant(literal, taint));
  }
  return values;
}

function literalOf(node: NonNullable<Option['defaultNode']>): number | string | boolean | null | undefined {
  if (node.kind === 'Num') return node.value;
  if (node.kind === 'Str') return node.value ?? undefined;
  return node.kind === 'Const' && node.value !== '...' ? node.value : undefined;
}
