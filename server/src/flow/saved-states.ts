// States of streams that a script takes and puts back: `get_rng_state`, `setstate` and their like.

import { canonical } from '../catalogue/canonical.ts';
import { perName } from '../catalogue/per-name.ts';
import type { Expr } from '../python/ast.ts';
import type { Part, Stream } from './events.ts';
import { type Machine, siteOf } from './machine.ts';
import { putBack, type Streams, stateOf, withPart } from './streams.ts';
import { type Arguments, instance, type Taint, type Value } from './values.ts';

/** Which parts a call takes the state of, or puts it back to. */
const TAKES: Readonly<Record<string, readonly Part[]>> = {
  'random.getstate': ['python'],
  'numpy.random.get_state': ['numpy'],
  'torch.get_rng_state': ['torch.cpu'],
  'torch.initial_seed': ['torch.cpu'],
  'torch.cuda.get_rng_state': ['torch.cuda'],
  'torch.cuda.get_rng_state_all': ['torch.cuda', 'torch.cuda.all'],
};
const PUTS: Readonly<Record<string, readonly Part[]>> = {
  'random.setstate': ['python'],
  'numpy.random.set_state': ['numpy'],
  'torch.set_rng_state': ['torch.cpu'],
  'torch.cuda.set_rng_state': ['torch.cuda'],
  'torch.cuda.set_rng_state_all': ['torch.cuda', 'torch.cuda.all'],
};

const takenBy = perName((path) => TAKES[canonical(path)]?.[0] ?? null);

/** A state as a value: it is entropy as long as nothing has seeded its stream. */
export function takeState(m: Machine, path: string, node: Expr): Value | undefined {
  const part = takenBy(path);
  if (part === null) return undefined;
  const name = canonical(path);
  const state = stateOf(m.streams, part);
  const stream: Stream = part.startsWith('torch') ? 'torch' : (part as Stream);
  const differs = state.tag === 'unseeded' || state.tag === 'entropy';
  const entropy: Taint['entropy'] = differs ? { source: name, origin: siteOf(m, node), stream } : null;
  const taken = instance(SAVED, null, { entropy, options: [], hardware: false });
  m.streams = withPart(m.streams, taken, state);
  return taken;
}

const SAVED = 'a saved state';

/** After a state that was taken in this run is put back, the stream is what it was then. */
export function putState(m: Machine, path: string, args: Arguments, before: Streams): void {
  const [first] = args.positional;
  const taken = first?.tag === 'instance' && first.type === SAVED ? m.streams.get(first) : undefined;
  if (taken === undefined) return;
  for (const part of PUTS[canonical(path)] ?? [])
    m.streams = withPart(m.streams, part, stateOf(putBack(before, part, taken), part));
}
