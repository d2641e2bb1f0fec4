// A loss or metric of both runs, and how far they drift apart on a logarithmic scale, as SVG without any script.
import { binned, type GrowthRow, growthOf } from '../growth.ts';
import type { MetricSeries } from '../result.ts';
import { escapeHtml } from './escape.ts';

const WIDTH = 460;
const HEIGHT = 220;
const LEFT = 62;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 30;
/** Where a logarithmic scale has its zeros: below all else. */
const ZERO = HEIGHT - BOTTOM - 7;
const BAND = 18;
/** More points than pixels show nothing more. */
const MOST_POINTS = 300;

interface Scale {
  (value: number): number;
  ticks: { value: number; text: string }[];
}

export function valuePlot(name: string, series: MetricSeries): string {
  const rows = binned(growthOf(series), MOST_POINTS);
  const values = rows.flatMap(({ a, b }) => [a, b].filter((value) => value !== null));
  if (values.length === 0) return '';
  const y = linear(Math.min(...values), Math.max(...values));
  const x = steps(rows);
  // B is drawn over A: dashed, so that A shows where both agree.
  const body = path(rows, x, y, 'a', 'line a') + path(rows, x, y, 'b', 'line b');
  const tips = hover(rows, x, (row) => [`A ${shown(row.a)}`, `B ${shown(row.b)}`]);
  return frame(`${name}: run A and run B by step`, x, y, body + tips);
}

export function gapPlot(name: string, series: MetricSeries): string {
  const rows = binned(growthOf(series), MOST_POINTS);
  const gaps = rows.flatMap(({ gap }) => (gap ? [gap] : []));
  if (gaps.length === 0) return '';
  const y = logarithmic(Math.min(...gaps), Math.max(...gaps));
  const x = steps(rows);
  const dots = rows
    .map(({ step, gap }) => {
      if (gap === null) return '';
      return gap === 0
        ? `<circle class="zero" cx="${n(x(step))}" cy="${ZERO}" r="2.5"/>`
        : `<circle class="gap" cx="${n(x(step))}" cy="${n(y(gap))}" r="2.5"/>`;
    })
    .join('');
  const line = path(rows, x, y, 'gap', 'line gap');
  const tips = hover(rows, x, (row) => [
    row.gap === 0 ? 'identical' : `|A − B| ${row.gap === null ? '–' : row.gap.toExponential(2)}`,
  ]);
  const zero = `<text class="tick" x="${LEFT - 8}" y="${ZERO + 3.5}" text-anchor="end">0</text>`;
  return frame(`${name}: |A − B| by step, logarithmic scale`, x, y, zero + line + dots + tips);
}

function frame(title: string, x: Scale, y: Scale, body: string): string {
  const right = WIDTH - RIGHT;
  const bottom = HEIGHT - BOTTOM;
  const rules = y.ticks
    .map(({ value, text }) => {
      const at = n(y(value));
      return `<line class="rule" x1="${LEFT}" x2="${right}" y1="${at}" y2="${at}"/><text class="tick" x="${LEFT - 8}" y="${n(y(value) + 3.5)}" text-anchor="end">${text}</text>`;
    })
    .join('');
  const marks = x.ticks
    .map(
      ({ value, text }) =>
        `<text class="tick" x="${n(x(value))}" y="${bottom + 18}" text-anchor="middle">${text}</text>`,
    )
    .join('');
  return (
    `<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">` +
    `${rules}<line class="axis" x1="${LEFT}" x2="${right}" y1="${bottom}" y2="${bottom}"/>${marks}${body}</svg>`
  );
}

/** Broken where a value is missing, or cannot be drawn on a logarithmic scale. */
function path(rows: GrowthRow[], x: Scale, y: Scale, key: 'a' | 'b' | 'gap', style: string): string {
  let d = '';
  let pen = 'M';
  for (const row of rows) {
    const value = row[key];
    if (value === null || (key === 'gap' && value === 0)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${n(x(row.step))} ${n(y(value))}`;
    pen = 'L';
  }
  return `<path class="${style}" d="${d}"/>`;
}

/** A column a step that shows its numbers while the pointer is over it. */
function hover(rows: GrowthRow[], x: Scale, texts: (row: GrowthRow) => string[]): string {
  return rows
    .map((row, at) => {
      const here = x(row.step);
      const before = at === 0 ? LEFT : (x(rows[at - 1]!.step) + here) / 2;
      const after = at === rows.length - 1 ? WIDTH - RIGHT : (here + x(rows[at + 1]!.step)) / 2;
      const lines = [`step ${row.step}`, ...texts(row)];
      const onLeft = here > WIDTH / 2;
      const tx = onLeft ? here - 8 : here + 8;
      const text = lines
        .map((line, index) => `<tspan x="${n(tx)}" dy="${index === 0 ? 0 : 15}">${escapeHtml(line)}</tspan>`)
        .join('');
      const anchor = onLeft ? 'end' : 'start';
      return (
        `<g class="step"><rect class="hit" x="${n(before)}" y="${TOP}" width="${n(Math.max(1, after - before))}" height="${HEIGHT - TOP - BOTTOM}"/>` +
        `<g class="tip"><line x1="${n(here)}" x2="${n(here)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>` +
        `<text x="${n(tx)}" y="${TOP + 14}" text-anchor="${anchor}">${text}</text></g></g>`
      );
    })
    .join('');
}

function steps(rows: GrowthRow[]): Scale {
  const first = rows[0]!.step;
  const last = rows.at(-1)!.step;
  const span = Math.max(1, last - first);
  const width = WIDTH - LEFT - RIGHT - 16;
  const scale = (step: number) => LEFT + 8 + ((step - first) / span) * width;
  const every = niceStep(span / 5, true);
  const ticks: Scale['ticks'] = [];
  for (let step = Math.ceil(first / every) * every; step <= last; step += every)
    ticks.push({ value: step, text: step.toLocaleString('en-US') });
  return Object.assign(scale, { ticks });
}

function linear(low: number, high: number): Scale {
  const span = high - low || Math.abs(high) || 1;
  const [from, to] = [low - span * 0.06, high + span * 0.06];
  const every = niceStep((to - from) / 4, false);
  const ticks: Scale['ticks'] = [];
  const digits = Math.max(0, Math.min(12, -Math.floor(Math.log10(every))));
  for (let k = Math.ceil(from / every); k * every <= to && ticks.length < 8; k++) {
    const value = k * every;
    const size = Math.max(Math.abs(from), Math.abs(to));
    const text = size >= 1e6 || size < 1e-4 ? value.toExponential(1) : value.toFixed(digits);
    ticks.push({ value, text });
  }
  return Object.assign(vertical(from, to), { ticks });
}

function logarithmic(low: number, high: number): Scale {
  const from = Math.floor(Math.log10(low));
  const to = Math.max(Math.ceil(Math.log10(high)), from + 1);
  const every = Math.max(1, Math.ceil((to - from) / 6));
  const ticks: Scale['ticks'] = [];
  for (let power = from; power <= to; power += every)
    ticks.push({ value: 10 ** power, text: `1e${power}`.replace('-', '−') });
  const scale = vertical(from, to, BAND);
  return Object.assign((value: number) => scale(Math.log10(value)), { ticks });
}

function vertical(from: number, to: number, band = 0): (value: number) => number {
  return (value) => TOP + ((to - value) / (to - from)) * (HEIGHT - TOP - BOTTOM - band);
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].find((factor) => factor * power >= rough)! * power;
  return whole ? Math.max(1, Math.round(nice)) : nice;
}

function shown(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(6) : value.toPrecision(8);
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
