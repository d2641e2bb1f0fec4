// Writes down events: each with its site, how sure it is, and the calls that led there; the same one only once.

import type { SeedFact } from '../catalogue/api.ts';
import { canonical } from '../catalogue/canonical.ts';
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from '../python/ast.ts';
import type {
  CallEvent,
  DrawEvent,
  FlagEvent,
  Option,
  Reach,
  SeedEvent,
  SeedValue,
  Site,
  Stream,
} from './events.ts';
import { type Machine, siteOf, top } from './machine.ts';
import { GLOBAL_PARTS, type PartState, seededBy, stateOf, withPart } from './streams.ts';
import { type Arguments, isNone, members, type Value } from './values.ts';

interface Where {
  readonly site: Site;
  readonly path: readonly Site[];
  readonly inside: FunctionDef | null;
}

interface Happening extends Where {
  readonly reach: Reach;
  readonly order: number;
}

export function whereNow(m: Machine, node: Expr | Stmt): Where {
  const { def } = top(m);
  const path: Site[] = [];
  for (const frame of m.stack) if (frame.call !== null) path.push(frame.call);
  return { site: siteOf(m, node), path, inside: def?.kind === 'FunctionDef' ? def : null };
}

function happening(m: Machine, where: Where): Happening {
  return { ...where, reach: m.reach, order: m.events.length };
}

/** Whether this has not been written down yet in the same state. */
function isNew(m: Machine, where: Where, what: string): boolean {
  const { node } = where.site;
  const known = m.seen.get(node) ?? new Set<string>();
  m.seen.set(node, known);
  const before = known.size;
  return known.add(`${m.reach} ${what}`).size > before;
}

export function recordDraw(
  m: Machine,
  where: Where,
  draw: {
    readonly stream: Stream;
    readonly role: DrawEvent['role'];
    readonly api: string;
    readonly call: Call | null;
  },
  state: PartState,
): void {
  if (!isNew(m, where, `draw ${draw.api} ${state.tag}`)) return;
  m.events.push({ kind: 'draw', ...happening(m, where), ...draw, state });
}

export function recordFlag(
  m: Machine,
  node: Expr | Stmt,
  flag: FlagEvent['flag'],
  value: FlagEvent['value'],
  api: string,
): void {
  const where = whereNow(m, node);
  if (isNew(m, where, `flag ${flag} ${value}`))
    m.events.push({ kind: 'flag', ...happening(m, where), flag, value, api });
}

export function recordPlacement(m: Machine, node: Expr | Stmt, api: string, certain: boolean): void {
  const where = whereNow(m, node);
  if (isNew(m, where, 'placement'))
    m.events.push({ kind: 'placement', ...happening(m, where), api, certain });
}

export function recordTrain(m: Machine, node: Expr | Stmt, api: string): void {
  const where = whereNow(m, node);
  if (isNew(m, where, 'train')) m.events.push({ kind: 'train', ...happening(m, where), api });
}

export function recordCall(
  m: Machine,
  call: Call,
  path: string,
  args: Arguments,
  spent: Site | null = null,
): void {
  const where = whereNow(m, call);
  const api = canonical(path);
  if (!isNew(m, where, `call ${api}${spent === null ? '' : ' again'}`)) return;
  const constants = new Map<string | number, unknown>();
  const classes = new Map<string | number, readonly ClassDef[]>();
  for (const [key, value] of [...args.positional.entries(), ...args.keywords]) {
    if (value.tag === 'const') constants.set(key, value.value);
    const own = classesIn(value);
    if (own.length > 0) classes.set(key, own);
  }
  const event: CallEvent = { kind: 'call', ...happening(m, where), api, call, constants, classes, spent };
  m.events.push(event);
}

/** How deep an object is looked for in what holds it: a subset of a concatenation of datasets. */
const DEEPEST_HOLDER = 4;

function classesIn(value: Value, depth = 0): ClassDef[] {
  if (depth > DEEPEST_HOLDER) return [];
  switch (value.tag) {
    case 'instance':
      return [
        ...(value.class === null ? [] : [value.class.def]),
        ...value.held.flatMap((inner) => classesIn(inner, depth + 1)),
      ];
    case 'sequence':
      return value.items.flatMap((inner) => classesIn(inner, depth + 1));
    case 'union':
      return value.members.flatMap((inner) => classesIn(inner, depth + 1));
    default:
      return [];
  }
}

/** The value of a parameter that may be passed by name or by position. */
export function argument(args: Arguments, keyword: string, position: number | null): Value | undefined {
  return args.keywords.get(keyword) ?? (position === null ? undefined : args.positional[position]);
}

export function argumentNode(args: Arguments, keyword: string, position: number | null): Expr | null {
  return (
    args.nodes.keywords.get(keyword) ?? (position === null ? null : (args.nodes.positional[position] ?? null))
  );
}

/** A seeding call: writes it down and changes the states of its parts. Returns the state that it leaves. */
export function recordSeed(
  m: Machine,
  node: Expr,
  api: string,
  fact: SeedFact,
  args: Arguments,
): PartState | null {
  const given =
    fact.argument === null ? undefined : argument(args, fact.argument.keyword, fact.argument.position);
  const options = given?.taint?.options ?? [];
  for (const record of m.options) if (options.includes(record.option)) record.seeds += 1;
  const value =
    fact.argument === null && fact.none !== 'entropy'
      ? unknownSeed
      : seedValue(given, args.open, fact, m.reach === 'skipped');
  if (value === null) return null;
  const where = whereNow(m, node);
  const event: SeedEvent = {
    kind: 'seed',
    ...happening(m, where),
    api,
    parts: fact.parts,
    value,
    argument:
      fact.argument === null ? null : argumentNode(args, fact.argument.keyword, fact.argument.position),
    guard: m.guard,
  };
  if (isNew(m, where, `seed ${api} ${value.tag}`)) m.events.push(event);
  const state = seededBy(event);
  for (const part of fact.parts) m.streams = withPart(m.streams, part, state);
  return state;
}

const unknownSeed: SeedValue = { tag: 'unknown' };

/** What the seed is; null when the call then seeds nothing. */
function seedValue(
  given: Value | undefined,
  open: boolean,
  fact: SeedFact,
  skipped: boolean,
): SeedValue | null {
  const option: Option | undefined = given?.taint?.options[0];
  const ofOption = option === undefined ? {} : { option };
  if (given === undefined) {
    if (open) return { tag: 'unknown' };
    return fact.none === 'entropy' ? { tag: 'none' } : fact.none === 'constant' ? { tag: 'unknown' } : null;
  }
  if (given.taint?.entropy) {
    const { source, origin, stream } = given.taint.entropy;
    return { tag: 'entropy', source, origin, ...(stream === undefined ? {} : { stream }) };
  }
  // In a branch that asks whether an option was given, it was.
  if (isNone(given) === true && skipped && option !== undefined) return { tag: 'unknown', option };
  if (isNone(given) === true) {
    if (fact.none === 'nothing') return null;
    if (fact.none === 'constant') return { tag: 'constant', value: null, ...ofOption };
    return { tag: 'none', ...ofOption };
  }
  const only = members(given).find((member) => isNone(member) !== true);
  if (given.tag === 'const') return { tag: 'constant', value: given.value, ...ofOption };
  return only === undefined ? { tag: 'unknown' } : { tag: 'unknown', ...ofOption };
}

/** Something that cannot be followed may have seeded everything: nothing is claimed about what was not seeded before. */
export function obscure(m: Machine, why: string): void {
  for (const part of GLOBAL_PARTS) {
    const state = stateOf(m.streams, part);
    if (state.tag !== 'seeded') m.streams = withPart(m.streams, part, { tag: 'unknown', why });
  }
}
