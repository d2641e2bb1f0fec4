// After a comparison step by step: a short pair with every op traced, which tells the line and the cause; pure but for its runs.
import { type Rerun, stepsToSee } from './confirm.ts';
import { type Named, type NamingOptions, nameCause, type Surroundings } from './name-cause.ts';
import type { Pair } from './pair.ts';

/** How the script is run again. */
export interface Reruns {
  /** As the runs that were compared. */
  alike: Rerun;
  /** With every op traced, where they were not and that tells more; else null. */
  closely: Rerun | null;
}

export interface Look {
  named: Named;
  /** The pair in which the cause was found, where that is not the one that was compared. */
  closer: Pair | null;
  /** How many steps it was asked for; null where there was no closer look. */
  steps: number | null;
}

/** So far into a training, a pair with every op traced is no longer short. */
const MOST_STEPS = 100;

/** `pair` has a divergence. Without a pinned seed the further pair may part elsewhere, or not at all: then it tells nothing. */
export async function lookCloser(
  pair: Pair,
  surroundings: Surroundings,
  { alike, closely }: Reruns,
  options: NamingOptions,
): Promise<Look> {
  const { base = {} } = options;
  const steps = closely && stepsToSee(pair) <= MOST_STEPS ? stepsToSee(pair) : null;
  const closer = closely && steps !== null ? await closely([base, base], steps) : null;
  if (closely && closer?.found)
    return { named: await nameCause(closer, surroundings, closely, options), closer, steps };
  return { named: await nameCause(pair, surroundings, alike, options), closer: null, steps };
}

/** What the report says of it, where the runs were compared step by step for want of time. */
export function stepwiseNotice(look: Look | null): string {
  const compared = 'compared step by step, because these runs are long';
  if (look?.closer)
    return `${compared}; the line and the cause were found in two further runs of ${look.steps} steps with every op traced`;
  if (look && look.steps !== null)
    return `${compared}; two further runs of ${look.steps} steps with every op traced told no more`;
  return `${compared}; --level ops with fewer --steps shows single ops`;
}
