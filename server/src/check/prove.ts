// Goes on pinning, one cause after the other, until the runs are identical or no pin helps: the list of all causes.
import { stepsCompared, totalCompared } from './build-result.ts';
import { lookCloser, type Reruns } from './look-closer.ts';
import type { Mender } from './mend.ts';
import type { Named, NamedCause, Surroundings } from './name-cause.ts';
import type { Pair } from './pair.ts';
import type { ListedCause, Proof } from './result.ts';
import { judge } from './verdict.ts';

export interface Proved {
  /** In the order in which they differ; the last one is not confirmed where the proof failed. */
  causes: NamedCause[];
  proof: Proof;
}

/** A script with more than these is better read than run. */
const MOST_CAUSES = 20;

/** `first` is what was named of the plain pair. */
export async function prove(first: Named, surroundings: Surroundings, reruns: Reruns): Promise<Proved> {
  const causes = [...first.causes];
  let named = first;
  for (;;) {
    const { pins } = named;
    if (pins === null) return { causes, proof: failed('diverged', 'no pin helps against the last of them') };
    if (causes.length >= MOST_CAUSES)
      return { causes, proof: failed('inconclusive', `there are more than ${MOST_CAUSES} causes`) };
    const pair = await reruns.alike([pins, pins], null);
    if (!pair)
      return { causes, proof: failed('inconclusive', 'a run with these causes pinned did not end well') };
    if (!pair.found) return { causes, proof: proofOf(pair) };
    ({ named } = await lookCloser(pair, surroundings, reruns, { base: pins, every: true }));
    const fresh = named.causes.filter((cause) => !causes.some((known) => isSame(known, cause)));
    if (fresh.length === 0) return { causes, proof: failed('diverged', 'what is pinned still differs') };
    causes.push(...fresh);
  }
}

/** As for any two runs: nothing compared proves nothing. */
function proofOf(pair: Pair): Proof {
  const judgement = judge({
    ends: [],
    lost: pair.lost[0] ?? pair.lost[1],
    compared: totalCompared(pair.alignments),
    diverged: false,
    carried: [],
    fairDivergence: false,
  });
  return { ...judgement, runs: 2, steps: stepsCompared(pair.alignments) };
}

function failed(verdict: Proof['verdict'], reason: string): Proof {
  return { verdict, reason, runs: 2, steps: 0 };
}

function isSame({ cause: a }: NamedCause, { cause: b }: NamedCause): boolean {
  return a.class === b.class && a.filename === b.filename && a.row === b.row && a.rule === b.rule;
}

export function listed(cause: NamedCause, mender: Mender): ListedCause {
  const fix = mender.fixFor(cause);
  return {
    ...cause.cause,
    fix: fix && { title: fix.title, safe: fix.safe },
    advice: cause.advice,
  };
}
