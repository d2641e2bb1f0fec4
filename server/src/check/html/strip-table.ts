// A row a layer, a cell a step: full where something differs, thin where all is identical, so that no colour is needed to read it.
import type { Layer, Strip } from '../strip.ts';
import { escapeHtml } from './escape.ts';

const CELL = 10;
const HEIGHT = 13;

const columns = ['outputs', 'gradients', 'parameters'] as const;

export function stripTable({ stepsPerCell, layers }: Strip): string {
  const shown = columns.filter((column) => layers.some((layer) => layer[column] !== null));
  const width = Math.max(...layers.flatMap((layer) => columns.map((column) => layer[column]?.length ?? 0)));
  const steps = width * stepsPerCell;
  const last = steps === 1 ? 'step 0' : `steps 0 – ${(steps - 1).toLocaleString('en-US')}`;
  const head = shown.map((column) => `<th>${column} <span class="soft">${last}</span></th>`).join('');
  const rows = layers.map((layer) => stripRow(layer, shown, width)).join('');
  return `<div class="scroll"><table class="strip"><tr><th>layer</th>${head}</tr>${rows}</table></div>${legend}`;
}

function stripRow(layer: Layer, shown: readonly (typeof columns)[number][], width: number): string {
  const cells = shown.map((column) => {
    const text = layer[column];
    return `<td>${text === null ? '' : bar(text, width, `${layer.name} ${column}`)}</td>`;
  });
  const name = escapeHtml(layer.name);
  return `<tr><td class="name" title="${name}"><code>${name}</code></td>${cells.join('')}</tr>`;
}

function bar(text: string, width: number, title: string): string {
  const differing = [...text].filter((cell) => cell === '2').length;
  const size = CELL - 1;
  const cells = (wanted: string, top: number, height: number) =>
    [...text]
      .map((cell, at) => (cell === wanted ? `M${at * CELL} ${top}h${size}v${height}h-${size}z` : ''))
      .join('');
  const label = `${title}: differs in ${differing} of ${text.length}`;
  return `<svg viewBox="0 0 ${Math.max(width, 8) * CELL} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(label)}"><path class="differs" d="${cells('2', 0, HEIGHT)}"/><path class="same" d="${cells('1', 5, 3)}"/></svg>`;
}

const legend =
  '<p class="legend strip"><span><svg viewBox="0 0 22 10"><rect class="differs" width="22" height="10"/></svg>differs</span>' +
  '<span><svg viewBox="0 0 22 10"><rect class="same" y="4" width="22" height="3"/></svg>identical</span></p>';
