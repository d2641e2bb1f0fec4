// Command-line options and their defaults: argparse, absl flags, tyro, HfArgumentParser, plain namespaces.

import { perName } from '../catalogue/per-name.ts';
import type { Call, Expr } from '../python/ast.ts';
import { NAMESPACE } from './attributes.ts';
import { callValue } from './calls.ts';
import { entryOf } from './config-object.ts';
import type { Option, Site } from './events.ts';
import { formerOption } from './former.ts';
import { instantiate } from './functions.ts';
import { bornMap, pushTo, setIn } from './history.ts';
import { type Machine, siteOf } from './machine.ts';
import { mentionsAttribute } from './mentions.ts';
import { isNone } from './truth.ts';
import {
  type Arguments,
  type ClassValue,
  constant,
  given,
  type Instance,
  instance,
  join,
  type LibraryName,
  noArguments,
  none,
  sequence,
  type Taint,
  tainted,
  unknown,
  type Value,
  withTaint,
} from './values.ts';

const PARSER = 'argparse.ArgumentParser';
/** A parser of one command of several; it shares its options with them. */
const SUBPARSER = 'argparse.Subparser';
const PARSERS = new Set([
  PARSER,
  'configargparse.ArgumentParser',
  'configargparse.ArgParser',
  'jsonargparse.ArgumentParser',
]);

const isArgparse = perName((type) => /^argparse\.\w+$/.test(type));

export function newOption(
  m: Machine,
  name: string,
  site: Site,
  fallback: unknown,
  required: boolean,
  defaultNode: Expr | null,
): Option {
  const known = m.options.find(({ option }) => option.site.node === site.node && option.name === name);
  if (known !== undefined) return known.option;
  const option: Option = { name, site, default: fallback, required, defaultNode };
  const made = { option, reads: 0, harmless: 0, seeds: 0, escaped: false };
  const record = (m.former && formerOption(m.former, made)) ?? made;
  pushTo(m, 'options', m, m.options, record);
  return record.option;
}

export function callOption(
  m: Machine,
  path: string,
  callee: LibraryName,
  args: Arguments,
  node: Expr,
): Value | undefined {
  if (PARSERS.has(path)) return parserOf(args);
  if (path === '?.get') return entryOf(callee.self, args.positional[0]);
  const parser = callee.self?.tag === 'instance' && isArgparse(callee.self.type) ? callee.self : null;
  if (parser !== null && parser.type !== NAMESPACE)
    return callParser(m, path.slice(path.lastIndexOf('.') + 1), parser, args, node);
  if (path.startsWith('absl.flags.DEFINE_')) return defineFlag(m, args, node);
  const [first, second] = args.positional;
  switch (path) {
    case 'tyro.cli':
    case 'simple_parsing.parse':
    case 'pyrallis.parse':
    case 'omegaconf.OmegaConf.structured':
      return defaultsOf(m, first ?? args.keywords.get('config_class'), node);
    case 'transformers.HfArgumentParser':
    case 'trl.TrlParser': {
      const parser = instance('transformers.HfArgumentParser');
      parser.attributes.set('classes', first ?? unknown);
      return parser;
    }
    case 'transformers.HfArgumentParser.parse_args_into_dataclasses':
    case 'transformers.HfArgumentParser.parse_args_and_config': {
      const classes = callee.self?.tag === 'instance' ? callee.self.attributes.get('classes') : undefined;
      const each = classes?.tag === 'sequence' ? classes.items : classes === undefined ? [] : [classes];
      return sequence(each.map((cls) => defaultsOf(m, cls, node)));
    }
    case 'types.SimpleNamespace':
    case 'argparse.Namespace':
    case 'easydict.EasyDict':
    case 'omegaconf.OmegaConf.create':
    case 'ml_collections.ConfigDict': {
      const made = instance(path === 'argparse.Namespace' ? NAMESPACE : path);
      for (const [name, value] of args.keywords) made.attributes.set(name, value);
      const table = first ?? second;
      if (table?.tag === 'dict') for (const [name, value] of table.entries) made.attributes.set(name, value);
      return made;
    }
    default:
      return undefined;
  }
}

/** A parser starts with the options of its parents. */
function parserOf(args: Arguments): Instance {
  const parser = instance(PARSER);
  const parents = args.keywords.get('parents');
  if (parents?.tag !== 'sequence') return parser;
  for (const parent of parents.items) {
    if (parent.tag !== 'instance') continue;
    for (const [name, value] of parent.attributes) parser.attributes.set(name, value);
  }
  return parser;
}

/** An object of a configuration class; a field that is None until somebody gives it is an option as any other. */
export function configured(m: Machine, cls: ClassValue, node: Call): Value {
  const made = instantiate(m, cls, noArguments, node);
  if (made.tag !== 'instance') return made;
  const mentions = (id: string) => {
    const mentioned = mentionsAttribute(m.entry, id);
    m.mentioned.set(id, mentioned);
    return mentioned || mentionsAttribute(cls.module, id);
  };
  for (const field of cls.def.body) {
    if (field.kind !== 'AnnAssign' || field.target.kind !== 'Name' || field.value === null) continue;
    const { id } = field.target;
    if (isNone(made.attributes.get(id) ?? unknown) !== true || !mentions(id)) continue;
    const option = newOption(m, id, { module: cls.module, node: field }, null, false, field.value);
    made.attributes.set(id, constant(null, taintOf(option)));
  }
  return made;
}

/** A configuration class as its parser fills it without arguments: every field has its default. */
function defaultsOf(m: Machine, cls: Value | undefined, node: Expr): Value {
  if (cls?.tag === 'class' && node.kind === 'Call') return configured(m, cls, node);
  if (cls?.tag === 'function') return callValue(m, cls, noArguments, node);
  return cls?.tag === 'library' ? instance(cls.path) : unknown;
}

function callParser(m: Machine, method: string, parser: Instance, args: Arguments, node: Expr): Value {
  switch (method) {
    case 'add_argument':
      addArgument(m, parser, args, node);
      return unknown;
    case 'add_argument_group':
    case 'add_mutually_exclusive_group':
      return parser;
    case 'add_subparsers': {
      const group = instance('argparse.ArgumentParser');
      const dest = args.keywords.get('dest');
      const chosen = newOption(m, 'command', siteOf(m, node), undefined, true, null);
      if (dest?.tag === 'const' && typeof dest.value === 'string')
        setIn(m, null, parser.attributes, dest.value, tainted(taintOf(chosen)));
      return Object.assign(group, { attributes: parser.attributes });
    }
    case 'add_parser':
      return { ...instance(SUBPARSER), attributes: parser.attributes };
    case 'set_defaults':
      for (const [name, value] of args.keywords) setOption(m, parser, name, value);
      return unknown;
    case 'error':
    case 'exit':
      m.exited = true;
      return unknown;
    case 'parse_known_args':
      return sequence([namespaceOf(parser), sequence([], false)]);
    case 'parse_args':
    case 'parse_intermixed_args':
      return namespaceOf(parser);
    default:
      return unknown;
  }
}

function namespaceOf(parser: Instance): Instance {
  return { ...instance(NAMESPACE), attributes: bornMap(parser.attributes) };
}

function taintOf(option: Option): Taint {
  return { entropy: null, options: [option], hardware: false };
}

function addArgument(m: Machine, parser: Instance, args: Arguments, node: Expr): void {
  const flags = args.positional.flatMap((value) =>
    value.tag === 'const' && typeof value.value === 'string' ? [value.value] : [],
  );
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const dest = args.keywords.get('dest');
  const name =
    dest?.tag === 'const' && typeof dest.value === 'string'
      ? dest.value
      : long?.replace(/^-+/, '').replaceAll('-', '_');
  if (name === undefined) return;
  const required =
    isTrue(args.keywords.get('required')) ||
    (long !== undefined && !long.startsWith('-') && !optionalPositional(args));
  const value = required ? undefined : defaultValue(args);
  const literal = value?.tag === 'const' ? value.value : undefined;
  const written = args.nodes.keywords.get('default') ?? null;
  const option = newOption(m, name, siteOf(m, node), literal, required, written);
  setOption(
    m,
    parser,
    name,
    value === undefined ? given(taintOf(option)) : withTaint(value, taintOf(option)),
  );
}

/** Which of several subparsers is asked for is not known: an option that they share may have either default. */
function setOption(m: Machine, parser: Instance, name: string, value: Value): void {
  const known = parser.type === SUBPARSER ? parser.attributes.get(name) : undefined;
  setIn(m, null, parser.attributes, name, known === undefined ? value : join(known, value));
}

function optionalPositional(args: Arguments): boolean {
  const count = args.keywords.get('nargs');
  return count?.tag === 'const' && (count.value === '?' || count.value === '*');
}

function isTrue(value: Value | undefined): boolean {
  return value?.tag === 'const' && value.value === true;
}

/** The value that an option has when it is not given. */
function defaultValue(args: Arguments): Value {
  const action = args.keywords.get('action');
  const fallback = args.keywords.get('default');
  const type = args.keywords.get('type');
  if (fallback === undefined) {
    if (action?.tag === 'const' && action.value === 'store_true') return constant(false);
    if (action?.tag === 'const' && action.value === 'store_false') return constant(true);
    return none;
  }
  // argparse converts a default that is text by the option's type.
  if (
    fallback.tag === 'const' &&
    typeof fallback.value === 'string' &&
    type?.tag === 'library' &&
    /^builtins\.(int|float)$/.test(type.path)
  ) {
    const number = Number(fallback.value);
    if (!Number.isNaN(number)) return constant(number, fallback.taint);
  }
  if (
    type !== undefined &&
    type.tag !== 'library' &&
    fallback.tag === 'const' &&
    typeof fallback.value === 'string'
  )
    return tainted(fallback.taint);
  return fallback;
}

/** `flags.DEFINE_integer('seed', 42, …)`: read as `FLAGS.seed`. */
function defineFlag(m: Machine, args: Arguments, node: Expr): Value {
  const [name, fallback] = args.positional;
  const value = fallback ?? args.keywords.get('default') ?? none;
  if (name?.tag !== 'const' || typeof name.value !== 'string') return unknown;
  const written = args.nodes.positional[1] ?? args.nodes.keywords.get('default') ?? null;
  const option = newOption(
    m,
    name.value,
    siteOf(m, node),
    value.tag === 'const' ? value.value : undefined,
    false,
    written,
  );
  setIn(m, null, absl(m).attributes, name.value, withTaint(value, taintOf(option)));
  const holder = instance('absl.flags.FlagHolder');
  holder.attributes.set('value', withTaint(value, taintOf(option)));
  return holder;
}

/** `sys.argv` of a run without arguments: the name of the script, and nothing else. */
export function argumentsOf(m: Machine, node: Expr): Value {
  const option = newOption(m, 'sys.argv', siteOf(m, node), undefined, false, null);
  return { ...sequence([tainted(taintOf(option))]), taint: taintOf(option) };
}

const stores = new WeakMap<Machine, Instance>();

/** The one `absl.flags.FLAGS` of a run. */
export function absl(m: Machine): Instance {
  const store = stores.get(m) ?? instance('absl.flags.FlagValues');
  stores.set(m, store);
  return store;
}
