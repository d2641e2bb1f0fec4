// From a divergence to its cause: the hypotheses, the interventions that test them, and the words for it.
import { type Hypothesis, hypotheses, type Values } from './cause.ts';
import { hashLine } from './causes/iteration-order.ts';
import { confirm, type Rerun } from './confirm.ts';
import type { Found } from './first-divergence.ts';
import type { Pair } from './pair.ts';
import type { Cause } from './result.ts';
import type { SourceText } from './source-text.ts';

export interface NamedCause {
  cause: Cause;
  label: string;
  values: Values;
}

/** `rerun` is null where there is no script to run again, as between two records. */
export async function nameCause(
  pair: Pair,
  found: Found,
  hashRandomised: boolean,
  source: SourceText,
  rerun: Rerun | null,
): Promise<NamedCause> {
  const line = (place: number): string | null => {
    const where = pair.dictionary.place(place);
    return where ? (source.lines(where.file)?.[where.row - 1] ?? null) : null;
  };
  const hashRow = (place: number) => {
    const where = pair.dictionary.place(place);
    const row = where && hashLine(source.lines(where.file) ?? [], where.row);
    return row ? { file: where.file, row } : null;
  };
  const all = hypotheses({
    alignment: found.alignment,
    mismatch: found.mismatch,
    dictionary: pair.dictionary,
    hashRandomised,
    device: pair.header?.device ?? 'cpu',
    values: (mismatch) => pair.values(mismatch, found.alignment),
    line,
  });
  const said = all.find(({ guess }) => !guess)!;
  const named = rerun
    ? await confirm(found, all, rerun, hashRow)
    : { hypothesis: said, place: null, confirmed: false };
  const where = named.place ?? pair.dictionary.place(named.hypothesis.place);
  return {
    cause: causeOf(named.hypothesis, where, named.confirmed),
    label: named.hypothesis.label,
    values: pair.values(found.mismatch, found.alignment),
  };
}

function causeOf(
  hypothesis: Hypothesis,
  where: { file: string; row: number } | null,
  confirmed: boolean,
): Cause {
  return {
    class: hypothesis.class,
    filename: where?.file ?? null,
    row: where?.row ?? null,
    rule: hypothesis.rule,
    confirmed,
    explanation: hypothesis.explanation,
  };
}
