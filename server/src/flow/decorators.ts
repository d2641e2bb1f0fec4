// What decorators say about a function's arguments: the options of click and the like.

import type { Option } from './events.ts';
import type { Machine } from './machine.ts';
import { newOption } from './options.ts';
import { constant, type FunctionValue, given, tainted, type Value } from './values.ts';

/** Values that click's and typer's options give to parameters when the command runs without arguments. */
export function optionDefaults(m: Machine, fn: FunctionValue): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  if (fn.def.kind !== 'FunctionDef') return values;
  for (const decorator of fn.def.decorators) {
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
