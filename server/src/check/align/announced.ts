// Keeps what the two runs announce: their seeds, and the threads of the first that the script started; as many as tell something.
import { LIBRARY, type TraceEvent } from '../trace/event.ts';

export interface Announced {
  readonly seeds: [TraceEvent[], TraceEvent[]];
  readonly threads: TraceEvent[];
  seed(side: 0 | 1, event: TraceEvent): void;
  thread(event: TraceEvent): void;
}

const MAX_SEEDS = 1000;
const MAX_THREADS = 1000;

export function createAnnounced(): Announced {
  const seeds: Announced['seeds'] = [[], []];
  const threads: TraceEvent[] = [];

  function seed(side: 0 | 1, event: TraceEvent): void {
    const list = seeds[side];
    if (list.length >= MAX_SEEDS) {
      const same = list.findLastIndex((kept, at) => at >= MAX_SEEDS / 2 && kept.name === event.name);
      list.splice(same < 0 ? MAX_SEEDS - 1 : same, 1);
    }
    list.push(event);
  }

  function thread(event: TraceEvent): void {
    if (threads.length < MAX_THREADS && !(event.flags & LIBRARY)) threads.push(event);
  }

  return { seeds, threads, seed, thread };
}
