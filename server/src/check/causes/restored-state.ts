// Cause: a generator state that the script puts back, and that was taken before anything had seeded the stream.
import type { CauseContext, Hypothesis } from '../cause.ts';
import { divergencePlace } from '../cause.ts';
import { mergePins, pinStream } from '../pins.ts';
import { callOf } from '../trace/dictionary.ts';
import { seedOfDraw } from './seed-of-draw.ts';
import { ruleOfGenerator, ruleOfStream } from './unseeded-draw.ts';
import { at, both, streamTitle } from './wording.ts';

const RESTORES = /^(?:set_?state|set_rng_state(?:_all)?)$/;

export function restoredState(context: CauseContext): Hypothesis | null {
  const origin = seedOfDraw(context);
  if (!origin?.seed || !origin.other || origin.seed.after === origin.other.after) return null;
  const call = callOf(context.dictionary.name(origin.seed.name));
  if (!RESTORES.test(call)) return null;
  const { stream, draw } = origin;
  const drawn = callOf(context.dictionary.name(draw.name));
  return {
    class: 'restored-state',
    place: origin.seed.place || divergencePlace(context),
    rule: ruleOfStream[stream] ?? ruleOfGenerator[stream] ?? null,
    label: `${stream} state restored from before the seed`,
    explanation:
      `${streamTitle(stream)} is put back here into a state (\`${call}\`) that is another one in each run, so ` +
      `\`${drawn}\`${at(context, draw.place)} draws other numbers${both(context.values(context.mismatch))}: the state ` +
      'was taken before anything had seeded the stream.',
    advice: 'Seed the stream before its state is taken, and outside of what restores it.',
    stream,
    // The state of a generator object may come from the default one.
    pins: stream === 'torch.Generator' ? mergePins(pinStream(stream), pinStream('torch')) : pinStream(stream),
    guess: false,
  };
}
