// What the course of a script says of TensorFlow and Keras: which of its draws nothing seeds.

import { isRepeatable, mayHappen } from '../flow/causes.ts';
import type { DrawEvent, Flow } from '../flow/events.ts';

export type KerasStream = 'keras' | 'tf';

/** In execution order. */
export function unseededDraws(flow: Flow, stream: KerasStream): DrawEvent[] {
  return flow.events.filter((event): event is DrawEvent => {
    if (event.kind !== 'draw' || event.stream !== stream || !mayHappen(event)) return false;
    if (event.state.tag !== 'unseeded' && event.state.tag !== 'entropy') return false;
    return stream === 'tf' || !pythonSeededBefore(flow, event);
  });
}

/** Nothing but the order of data comes from the stream: seeds of their own cure it whole. */
export function onlyShuffles(draws: readonly DrawEvent[]): boolean {
  return draws.length > 0 && draws.every((draw) => draw.role === 'shuffle');
}

function pythonSeededBefore(flow: Flow, draw: DrawEvent): boolean {
  return flow.events.some(
    (event) =>
      event.kind === 'seed' &&
      event.order < draw.order &&
      mayHappen(event) &&
      isRepeatable(event) &&
      event.parts.includes('python'),
  );
}
