// Says so where runs differ and nothing of it reached what the training comes to; only where the traces show all of that. Pure.
import type { ResultKind, Results } from './align/results.ts';
import { isPool } from './first-divergence.ts';
import type { Pair } from './pair.ts';

const titles: Record<ResultKind, string> = {
  gradients: 'gradients',
  parameters: 'parameters',
  losses: 'losses',
  metrics: 'logged metrics',
};

/** One sentence, or null: a result differs or is not known, or there is none. `pairs` are all that were compared. */
export function stayedText(pairs: Pair[]): string | null {
  if (!pairs.some(({ found }) => found)) return null;
  const seen = new Set<ResultKind>();
  for (const { alignments, lost } of pairs) {
    if (lost[0] !== null || lost[1] !== null) return null;
    for (const { process, first, compared, results } of alignments) {
      // Of a pool's tasks only the first that differs was looked at as a whole.
      const isPart = isPool(process) && first !== null && compared.parameters + compared.metrics > 0;
      if (results.differ || isPart) return null;
      for (const kind of seenIn(results)) seen.add(kind);
    }
  }
  const same = (Object.keys(titles) as ResultKind[]).filter((kind) => seen.has(kind));
  if (same.length === 0) return null;
  const runs = pairs.length === 1 ? 'both' : 'all';
  return `What differs stayed where it was: the ${listOf(same)} are the same in ${runs} runs.`;
}

function seenIn({ same }: Results): ResultKind[] {
  return (Object.keys(same) as ResultKind[]).filter((kind) => same[kind] > 0);
}

function listOf(kinds: ResultKind[]): string {
  const words = kinds.map((kind) => titles[kind]);
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
