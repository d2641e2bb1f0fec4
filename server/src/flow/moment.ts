// What the machine is in the middle of, noted when a body is entered, to enter it again.

import type { Moment } from './history.ts';
import type { Machine } from './machine.ts';

export function momentOf(m: Machine): Moment {
  return {
    stack: m.stack.slice(),
    streams: m.streams,
    reach: m.reach,
    guard: m.guard,
    exited: m.exited,
    fromTorch: m.fromTorch,
    startMethod: m.startMethod,
    atGuard: m.atGuard,
    guardNode: m.guardNode,
    main: m.main,
    busy: m.busy.size === 0 ? nothing : [...m.busy],
    asked: m.asked.size === 0 ? nothing : [...m.asked],
  };
}

const nothing: readonly object[] = [];

export function goTo(m: Machine, moment: Moment): void {
  const { stack, busy, asked, ...rest } = moment;
  m.stack.length = 0;
  m.stack.push(...stack);
  m.busy.clear();
  for (const object of busy) m.busy.add(object);
  m.asked.clear();
  for (const object of asked) m.asked.add(object);
  Object.assign(m, rest);
}
