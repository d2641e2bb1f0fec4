// Writes down events: each with its site, how sure it is, and the calls that led there; the same one only once.

import { canonical } from '../catalogue/canonical.ts';
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from '../python/ast.ts';
import type { CallEvent, DrawEvent, FlagEvent, FlowEvent, Reach, Site, Stream } from './events.ts';
import { type Machine, siteOf, top } from './machine.ts';
import { identity } from './numbers.ts';
import type { PartState } from './streams.ts';
import type { Arguments, Value } from './values.ts';

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
  return { site: siteOf(m, node), path: pathTo(m), inside: def?.kind === 'FunctionDef' ? def : null };
}

/** Put together once a frame: what is below it on the stack stays what it is. */
function pathTo(m: Machine): readonly Site[] {
  const frame = top(m);
  if (frame.path !== null) return frame.path;
  const path: Site[] = [];
  for (const { call } of m.stack) if (call !== null) path.push(call);
  frame.path = path;
  return path;
}

export function happening(m: Machine, { site, path, inside }: Where): Happening {
  return { site, path, inside, reach: m.reach, order: m.events.length };
}

/** Whether this has not been written down yet in the same state. */
function isNew(m: Machine, node: Expr | Stmt, what: string): boolean {
  const said = `${m.reach} ${what}`;
  const known = m.seen.get(node);
  const added = known?.includes(said) !== true;
  m.history?.push({ kind: 'seen', node, said, added });
  if (known === undefined) m.seen.set(node, [said]);
  else if (added) known.push(said);
  return added;
}

export function record(m: Machine, event: FlowEvent): void {
  m.events.push(event);
  m.history?.push({ kind: 'event', event });
}

export function recordDraw(
  m: Machine,
  where: Where | Expr | Stmt,
  draw: {
    readonly stream: Stream;
    readonly role: DrawEvent['role'];
    readonly api: string;
    readonly call: Call | null;
    readonly used: Site | null;
  },
  state: PartState,
): void {
  const by = 'by' in state ? identity(state.by) : '';
  const node = 'site' in where ? where.site.node : where;
  if (!isNew(m, node, `draw ${draw.api} ${state.tag}${by}`)) return;
  const { site, path, inside } = 'site' in where ? where : whereNow(m, where);
  const { stream, role, api, call, used } = draw;
  const { reach } = m;
  const order = m.events.length;
  record(m, { kind: 'draw', site, path, inside, reach, order, stream, role, api, call, used, state });
}

export function recordFlag(
  m: Machine,
  node: Expr | Stmt,
  flag: FlagEvent['flag'],
  value: FlagEvent['value'],
  api: string,
): void {
  if (isNew(m, node, `flag ${flag} ${value}`))
    record(m, { kind: 'flag', ...happening(m, whereNow(m, node)), flag, value, api });
}

export function recordPlacement(m: Machine, node: Expr | Stmt, api: string, certain: boolean): void {
  if (!isNew(m, node, 'placement')) return;
  const { site, path, inside } = whereNow(m, node);
  record(m, {
    kind: 'placement',
    site,
    path,
    inside,
    reach: m.reach,
    order: m.events.length,
    api,
    certain,
  });
}

export function recordTrain(m: Machine, node: Expr | Stmt, api: string): void {
  if (isNew(m, node, 'train')) record(m, { kind: 'train', ...happening(m, whereNow(m, node)), api });
}

export function recordCall(
  m: Machine,
  call: Call,
  path: string,
  args: Arguments,
  spent: Site | null = null,
): void {
  const api = canonical(path);
  if (!isNew(m, call, `call ${api}${spent === null ? '' : ' again'}`)) return;
  const constants = new Map<string | number, unknown>();
  const classes = new Map<string | number, readonly ClassDef[]>();
  for (const [key, value] of [...args.positional.entries(), ...args.keywords]) {
    if (value.tag === 'const') constants.set(key, value.value);
    const own = classesIn(value);
    if (own.length > 0) classes.set(key, own);
  }
  const { site, path: through, inside } = whereNow(m, call);
  const event: CallEvent = {
    kind: 'call',
    site,
    path: through,
    inside,
    reach: m.reach,
    order: m.events.length,
    api,
    call,
    constants,
    classes,
    spent,
  };
  record(m, event);
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
