// Puts the outcome of a comparison into the shape that is reported; pure.
import type { Alignment, Mismatch, PlaceMark, Series } from './align/alignment.ts';
import type { Values } from './cause.ts';
import { type Found, shownEvent, workerId } from './first-divergence.ts';
import type { Annotation, Compared, FirstDivergence, MetricSeries } from './result.ts';
import type { Dictionary } from './trace/dictionary.ts';
import { BATCH, DRAW, kinds, LOSS, METRIC, PARAMETER } from './trace/event.ts';

export function firstDivergence(
  found: Found,
  place: number,
  dictionary: Dictionary,
  values: Values,
): FirstDivergence {
  const event = shownEvent(found.mismatch);
  const where = dictionary.place(place);
  return {
    filename: where?.file ?? null,
    row: where?.row ?? null,
    end_row: where?.endRow ?? null,
    step: event.step,
    rank: found.alignment.process.rank,
    worker: workerId(found.alignment.process),
    kind: kinds[event.kind] ?? 'event',
    name: dictionary.name(event.name),
    a: values.a,
    b: values.b,
  };
}

export function totalCompared(alignments: Alignment[]): Compared {
  const total: Compared = { draws: 0, batches: 0, ops: 0, parameters: 0, metrics: 0, lines: 0 };
  for (const { compared } of alignments)
    for (const key of Object.keys(total) as (keyof Compared)[]) total[key] += compared[key];
  return total;
}

/** Steps that both runs made, in the rank that made fewest. */
export function stepsCompared(alignments: Alignment[]): number {
  const mains = alignments.filter(({ process }) => process.name === 'main');
  return mains.length === 0 ? 0 : Math.min(...mains.flatMap(({ steps }) => steps));
}

/** One entry a place: the first divergence, what differs after it, and where the runs agree. */
export function annotations(
  alignments: Alignment[],
  first: FirstDivergence | null,
  label: string | null,
  dictionary: Dictionary,
  show: (mismatch: Mismatch, alignment: Alignment) => Values,
): Annotation[] {
  const found = new Map<string, Annotation>();
  if (first?.filename && first.row !== null)
    found.set(`${first.filename}:${first.row}`, {
      filename: first.filename,
      row: first.row,
      end_row: first.end_row ?? first.row,
      step: first.step,
      status: 'first',
      text: noteText(first.step, first, label),
      a: first.a,
      b: first.b,
    });
  for (const alignment of alignments)
    for (const mark of alignment.marks) {
      const place = dictionary.place(mark.place);
      if (!place || (mark.differing === 0 && !isTelling(mark))) continue;
      const key = `${place.file}:${place.row}`;
      const known = found.get(key);
      if (known && (known.status !== 'identical' || mark.differing === 0)) continue;
      found.set(key, annotation(mark, place, show(mark.shown, alignment)));
    }
  return [...found.values()].sort(
    (x, y) => x.filename.localeCompare(y.filename) || x.row - y.row || x.step - y.step,
  );
}

/** Where nothing differs, only lines that hold a result are worth a mark. */
function isTelling({ kind }: PlaceMark): boolean {
  return kind === DRAW || kind === BATCH || kind === LOSS || kind === METRIC || kind === PARAMETER;
}

function annotation(
  mark: PlaceMark,
  place: { file: string; row: number; endRow: number },
  values: Values,
): Annotation {
  const step = shownEvent(mark.shown).step;
  const at = { filename: place.file, row: place.row, end_row: place.endRow, step };
  if (mark.differing === 0) return { ...at, status: 'identical', text: 'identical', a: null, b: null };
  return { ...at, status: 'downstream', text: noteText(step, values, null), ...values };
}

function noteText(step: number, values: Values, label: string | null): string {
  const differs = values.a !== null && values.b !== null ? `${values.a} ≠ ${values.b}` : 'differs';
  return `step ${step}: ${differs}${label ? ` · ${label}` : ''}`;
}

export function metricSeries(alignments: Alignment[], dictionary: Dictionary): Record<string, MetricSeries> {
  const found: [string, MetricSeries][] = [];
  for (const { process, series } of alignments) {
    if (process.name !== 'main') continue;
    for (const one of series) {
      const name = series.filter((other) => title(other, dictionary) === title(one, dictionary)).length;
      const row = name > 1 ? `:${dictionary.place(one.place)?.row ?? 0}` : '';
      const rank = process.rank > 0 ? ` rank ${process.rank}` : '';
      found.push([`${title(one, dictionary)}${row}${rank}`, { steps: one.steps, a: one.a, b: one.b }]);
    }
  }
  // Names come from the script: as entries they cannot reach a prototype.
  return Object.fromEntries(found);
}

function title(series: Series, dictionary: Dictionary): string {
  const name = dictionary.name(series.name);
  return name === '' || name === 'backward' ? 'loss' : name;
}
