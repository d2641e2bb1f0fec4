// Cause: the second run read a file that the first one had changed and that could not be put back.
import type { Cause } from '../result.ts';
import type { Files } from '../run-files.ts';
import { baseName } from './wording.ts';

/** What a run changed and what stayed so afterwards: only that can be carried into the next run. */
export function leftBehind(files: Files): string[] {
  const kept = new Set([...files.not_restored.map(({ path }) => path), ...files.changed_unseen]);
  return [...kept].sort();
}

/** The files that carry state from one run into the next; `between` is from when to when the earlier one ran. */
export function carriedFiles(
  earlier: Files,
  later: Files,
  between: [fromMs: number, toMs: number],
): string[] {
  const read = new Set(later.read);
  const left = leftBehind(earlier).filter((path) => read.has(path));
  return [...new Set([...left, ...changedMeanwhile(earlier, later, between)])];
}

/** What other programs changed outside of the folders that are looked after, as a cache in the temporary one. */
function changedMeanwhile(earlier: Files, later: Files, [from, to]: [number, number]): string[] {
  // What the run changed itself was put back. What it made is gone: if it is there again, and as old, a program had kept it.
  const gone = new Set([...earlier.created, ...earlier.layered]);
  const known = new Set([...earlier.written, ...earlier.kept].filter((path) => !gone.has(path)));
  return later.read.filter((path) => {
    const at = (later.changed_at[path] ?? 0) * 1000;
    return at >= from && at <= to && !known.has(path);
  });
}

const carriedAdvice = 'Remove what an earlier run left, or start from a fresh output folder in each run.';

export function carriedState(
  paths: string[],
  reader: { filename: string; row: number } | null,
  confirmed: boolean,
): Cause {
  const shown = paths.slice(0, 3).map((path) => `\`${baseName(path)}\``);
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  return {
    class: 'carried-state',
    filename: reader?.filename ?? null,
    row: reader?.row ?? null,
    rule: null,
    confirmed,
    explanation:
      `Run B read ${shown.join(', ')}${more}, which run A had changed, so the two did not start from the same state` +
      `${confirmed ? '; a third run, which starts as the second did, agrees with it' : ''}. ${carriedAdvice}`,
  };
}
