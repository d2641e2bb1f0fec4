// A call that draws, by the catalogue: now or when its object is used, from the stream or from a generator of its own.

import type { DrawFact } from '../catalogue/api.ts';
import type { Expr } from '../python/ast.ts';
import { happens } from './conditions.ts';
import { handed, isOwn, keyIn, ownState, streamOf } from './generators.ts';
import { stamp } from './history.ts';
import { type Machine, siteOf, wait } from './machine.ts';
import { recordDraw, whereNow } from './record.ts';
import { type PartState, partOf, stateOf } from './streams.ts';
import { type Arguments, type Instance, instance, type Pending, type Taint, type Value } from './values.ts';

interface Drawing {
  readonly draw: DrawFact;
  readonly path: string;
  readonly receiver: Value | undefined;
  /** The object that the call makes, if it makes one. */
  readonly made: Instance | null;
  readonly args: Arguments;
  readonly node: Expr;
}

/** Writes the draw down. Returns the entropy of its value where two runs do not share it. */
export function applyDraw(m: Machine, drawing: Drawing): Taint['entropy'] | null {
  const { draw, path, receiver, args, node } = drawing;
  if (!happens(draw, args, node.kind === 'Call' ? node : null)) return null;
  if (isOwn(draw.stream)) {
    if (handed(draw, args) !== 'nothing') return null;
    const from = receiver?.tag === 'instance' && m.streams.has(receiver) ? receiver : keyIn(args);
    const state = ownState(m, from);
    return state === undefined ? null : atOnce(m, drawing, draw.stream, state);
  }
  const source = handed(draw, args);
  if (source === 'something') return null;
  const own = source === 'nothing' ? undefined : streamOf(source);
  const stream = own ?? (draw.when === 'use' ? draw.stream : inWorker(m, draw.stream));
  if (draw.when === 'use') {
    const object = drawing.made ?? instance(path);
    const from = source === 'nothing' ? null : source;
    object.pending.push({
      stream,
      role: draw.role,
      api: path,
      from,
      ...whereNow(m, node),
      done: false,
      born: stamp(),
    });
    wait(m, object);
    return null;
  }
  const state =
    source === 'nothing' ? stateOf(m.streams, partOf(stream, deviceOf(args))) : ownState(m, source);
  return state === undefined ? null : atOnce(m, drawing, stream, state);
}

/** A draw that waited for its object to be used. */
export function drawPending(m: Machine, pending: Pending, node: Expr): void {
  const { from, site, role, api } = pending;
  const stream = from === null ? inWorker(m, pending.stream) : pending.stream;
  const state = from === null ? stateOf(m.streams, partOf(stream)) : m.streams.get(from);
  if (state === undefined) return;
  const call = site.node.kind === 'Call' ? site.node : null;
  recordDraw(m, pending, { stream, role, api, call, used: siteOf(m, node) }, state);
}

function atOnce(
  m: Machine,
  { draw, path, node }: Drawing,
  stream: DrawFact['stream'],
  state: PartState,
): Taint['entropy'] | null {
  const call = node.kind === 'Call' ? node : null;
  recordDraw(m, node, { stream, role: draw.role, api: path, call, used: null }, state);
  if (draw.role !== 'call' || (state.tag !== 'unseeded' && state.tag !== 'entropy')) return null;
  return { source: path, origin: siteOf(m, node), stream };
}

/** In a loader's worker the streams that torch seeds there are torch's. */
function inWorker(m: Machine, stream: DrawFact['stream']): DrawFact['stream'] {
  return m.fromTorch?.has(stream) ? 'torch' : stream;
}

function deviceOf(args: Arguments): 'cpu' | 'cuda' {
  const device = args.keywords.get('device');
  return device?.tag === 'const' && typeof device.value === 'string' && device.value.startsWith('cuda')
    ? 'cuda'
    : 'cpu';
}
