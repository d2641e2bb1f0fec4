// How far apart two series of a loss or metric drift, step by step, for a table and a one-line plot; pure.
import type { MetricSeries } from './result.ts';

export interface GrowthRow {
  step: number;
  a: number | null;
  b: number | null;
  /** |A − B|, or null where one of them is missing. */
  gap: number | null;
}

export function growthOf(series: MetricSeries): GrowthRow[] {
  return series.steps.map((step, at) => {
    const a = series.a[at] ?? null;
    const b = series.b[at] ?? null;
    return { step, a, b, gap: a === null || b === null ? null : Math.abs(a - b) };
  });
}

/** First and last, the first that differs, and evenly between: as many as a terminal shows without scrolling. */
export function selectRows(rows: GrowthRow[], most: number): GrowthRow[] {
  if (rows.length <= most) return rows;
  const chosen = new Set([0, rows.length - 1]);
  const differs = rows.findIndex(({ gap }) => gap !== 0);
  if (differs >= 0) chosen.add(differs);
  for (let k = 1; chosen.size < most; k++) chosen.add(Math.round((k * (rows.length - 1)) / most));
  return [...chosen].sort((x, y) => x - y).map((at) => rows[at]!);
}

const BARS = '▁▂▃▄▅▆▇█';

/** One bar a step on a logarithmic scale; `·` where nothing differs, blank where a value is missing. */
export function sparkline(rows: GrowthRow[], width: number): string {
  const columns = binned(rows, width);
  const logs = columns.flatMap(({ gap }) => (gap ? [Math.log10(gap)] : []));
  const low = Math.min(...logs);
  const span = Math.max(...logs) - low;
  return columns
    .map(({ gap }) => {
      if (gap === null) return ' ';
      if (gap === 0) return '·';
      return BARS[span === 0 ? 3 : Math.round(((Math.log10(gap) - low) / span) * (BARS.length - 1))]!;
    })
    .join('');
}

/** The largest gap of each column: a peak must not fall between two columns. */
export function binned(rows: GrowthRow[], width: number): GrowthRow[] {
  if (rows.length <= width) return rows;
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * rows.length) / width);
    const to = Math.max(from + 1, Math.floor(((column + 1) * rows.length) / width));
    return rows.slice(from, to).reduce((most, row) => ((row.gap ?? -1) > (most.gap ?? -1) ? row : most));
  });
}
