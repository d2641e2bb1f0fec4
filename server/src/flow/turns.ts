// Runs loops: one turn as the values are, and another where that one changed what decided its branches.

import type { Block, Expr } from '../python/ast.ts';
import { inside } from '../python/traverse.ts';
import { type Completion, type Machine, put, top, type Write } from './machine.ts';
import { runBlock } from './statements.ts';
import { joinStreams } from './streams.ts';
import { tainted, type Value } from './values.ts';

/** How a loop begins its turns. */
export interface Turns {
  /** What each turn that is worth interpreting binds first. */
  readonly begin: readonly (() => void)[];
  /** Whether a turn may follow on the first. */
  readonly goesOn: () => boolean;
}

/** The body runs at least once; what `break` and `continue` leave behind joins what the last turn leaves. */
export function runLoop(m: Machine, body: Block, orelse: Block, turns: () => Turns): Completion {
  const frame = top(m);
  const outer = frame.jumps;
  frame.jumps = [];
  try {
    let completion: Completion = 'normal';
    const { begin, goesOn } = turns();
    const turn = (bind: () => void): Completion => {
      bind();
      const end = runBlock(m, body);
      if (leaves(end)) return end;
      for (const jump of frame.jumps) m.streams = joinStreams(m.streams, jump, true);
      frame.jumps = [];
      return end;
    };
    for (const bind of begin) {
      if (begin.length > 1 || m.reach === 'skipped') completion = turn(bind);
      else {
        const changed = watch(m, () => {
          completion = turn(bind);
        });
        // How a later turn ends says nothing of whether the loop gets there.
        if (!leaves(completion) && loosen(m, changed) && goesOn()) turn(bind);
      }
      if (leaves(completion)) return completion;
    }
    return runBlock(m, orelse);
  } finally {
    frame.jumps = outer;
  }
}

function leaves(completion: Completion): boolean {
  return completion === 'return' || completion === 'raise' || completion === 'exit';
}

/** A branch was decided by what these names hold now. */
export function noteDecided(m: Machine, test: Expr): void {
  if (m.decided === null) return;
  for (const node of [test, ...inside(test)]) {
    if (node.kind === 'Name') m.decided.add(node.id);
    else if (node.kind === 'Attribute') m.decided.add(node.attr);
  }
}

/** Run a turn; the constants that it changed, if what it wrote decided any of its branches. */
function watch(m: Machine, run: () => void): readonly Write[] {
  const { journal, decided } = m;
  const written: Write[] = [];
  const names = new Set<string>();
  m.journal = written;
  m.decided = names;
  try {
    run();
  } finally {
    m.journal = journal;
    m.decided = decided;
    if (journal !== null) for (const write of written) journal.push(write);
    if (decided !== null) for (const name of names) decided.add(name);
  }
  return names.size === 0 ? [] : changedBy(written, names);
}

function changedBy(written: readonly Write[], decided: ReadonlySet<string>): readonly Write[] {
  const seen = new Map<Map<string, Value>, Set<string>>();
  const changed: Write[] = [];
  let asked = false;
  for (const write of written) {
    const { map, key, old } = write;
    const keys = seen.get(map) ?? new Set();
    if (keys.has(key)) continue;
    seen.set(map, keys.add(key));
    const now = map.get(key);
    if (now === undefined || (old !== undefined && old.tag !== 'const')) continue;
    if (old !== undefined && !(now.tag === 'const' && now.value === old.value)) changed.push(write);
    asked ||= decided.has(key) && (old !== undefined || now.tag === 'const');
  }
  return asked ? changed : [];
}

/** A number that a turn changes is another one in each; a flag or a name is what the turn has left. */
function loosen(m: Machine, changed: readonly Write[]): boolean {
  for (const { map, key } of changed) {
    const now = map.get(key);
    if (now?.tag === 'const' && typeof now.value === 'number') put(m, map, key, tainted(now.taint));
  }
  return changed.length > 0;
}
