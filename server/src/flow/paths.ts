// How the machine tries a path and takes it back, and joins what several leave behind.

import type { Guard, Reach } from './events.ts';
import { type Completion, type Machine, put, type Write, write } from './machine.ts';
import { joinStreams, type Streams } from './streams.ts';
import { join, unknown, type Value } from './values.ts';

function rollBack(m: Machine, writes: readonly Write[]): void {
  for (let i = writes.length - 1; i >= 0; i -= 1) {
    const { map, key, old } = writes[i] as Write;
    write(m, map, key, old);
  }
}

/** Interpret something without keeping what it does to variables and streams; its events get this reach. */
export function aside(m: Machine, reach: Reach, guard: Guard | null, run: () => void): void {
  const saved = { streams: m.streams, reach: m.reach, guard: m.guard, journal: m.journal, exited: m.exited };
  const jumps = m.stack.at(-1)?.jumps;
  const returns = m.stack.at(-1)?.returns.length ?? 0;
  m.journal = [];
  m.reach = m.reach === 'uncalled' ? 'uncalled' : reach;
  m.guard = guard ?? m.guard;
  try {
    run();
  } finally {
    rollBack(m, m.journal);
    Object.assign(m, saved);
    const frame = m.stack.at(-1);
    if (frame !== undefined) {
      frame.returns.length = Math.min(frame.returns.length, returns);
      frame.jumps = jumps ?? [];
    }
  }
}

/** Interpret several paths of which one is taken, and join what they leave behind. */
export function branch(
  m: Machine,
  guard: Guard | null,
  unclear: boolean,
  arms: readonly (() => Completion)[],
): Completion {
  const before = { streams: m.streams, reach: m.reach, guard: m.guard, journal: m.journal };
  const outcomes: {
    completion: Completion;
    streams: Streams;
    written: Map<Map<string, Value>, Map<string, Value>>;
  }[] = [];
  for (const arm of arms) {
    const journal: Write[] = [];
    m.journal = journal;
    m.streams = before.streams;
    m.reach = before.reach === 'run' && arms.length > 1 ? 'maybe' : before.reach;
    m.guard = guard ?? before.guard;
    try {
      const completion = arm();
      const written = new Map<Map<string, Value>, Map<string, Value>>();
      for (const { map, key } of journal) {
        const value = map.get(key);
        if (value === undefined) continue;
        const keys = written.get(map) ?? new Map<string, Value>();
        written.set(map, keys.set(key, value));
      }
      outcomes.push({ completion, streams: m.streams, written });
    } finally {
      rollBack(m, journal);
      Object.assign(m, before);
    }
  }
  const going = outcomes.filter((outcome) => outcome.completion === 'normal');
  const leading = going.length > 0 ? going : outcomes;
  mergeWrites(
    m,
    leading.map((outcome) => outcome.written),
  );
  m.streams = leading.map((outcome) => outcome.streams).reduce((a, b) => joinStreams(a, b, unclear));
  return going.length > 0 ? 'normal' : (outcomes[0]?.completion ?? 'normal');
}

function mergeWrites(m: Machine, arms: readonly Map<Map<string, Value>, Map<string, Value>>[]): void {
  const touched = new Map<Map<string, Value>, Set<string>>();
  for (const arm of arms) {
    for (const [map, keys] of arm) {
      const names = touched.get(map) ?? new Set();
      for (const key of keys.keys()) names.add(key);
      touched.set(map, names);
    }
  }
  for (const [map, names] of touched) {
    for (const name of names) {
      put(m, map, name, arms.map((arm) => arm.get(map)?.get(name) ?? map.get(name) ?? unknown).reduce(join));
    }
  }
}
