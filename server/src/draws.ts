// The listing of `samerun draws`: every draw, seed and flag in execution order, with its stream and state.

import type { DrawEvent, Flow, FlowEvent, SeedEvent, Site } from './flow/events.ts';
import { partsOf, placeOf, rowOf, seedValueWords, sourceOf, stateWords } from './story.ts';

export interface DrawRow {
  readonly kind: 'draw' | 'seed' | 'flag';
  readonly place: string;
  readonly stream: string;
  readonly what: string;
  readonly state: string;
}

export function drawRows(flow: Flow): DrawRow[] {
  return flow.events.flatMap((event) => {
    const row = rowFor(event, flow);
    return row === null ? [] : [{ ...row, state: row.state + reachOf(event) }];
  });
}

function rowFor(event: FlowEvent, flow: Flow): DrawRow | null {
  const place = placeOf(event.site, flow.module);
  switch (event.kind) {
    case 'draw':
      return {
        kind: 'draw',
        place,
        stream: event.stream,
        what: what(event),
        state: plain(stateWords(event.state, event, flow)),
      };
    case 'seed':
      if (event.parts.length === 0) return null;
      return {
        kind: 'seed',
        place,
        stream: streamsOf(event),
        what: what(event),
        state: plain(`${partsOf(event.parts)}: ${seedValueWords(event.value)}`),
      };
    case 'flag':
      return {
        kind: 'flag',
        place,
        stream: '',
        what: event.flag,
        state: event.value === null ? 'a value that is not known here' : String(event.value),
      };
    default:
      return null;
  }
}

function what(event: DrawEvent | SeedEvent): string {
  const { node } = event.site;
  if (event.kind === 'draw' && node.kind === 'Call') {
    const name = node.unit.text.slice(node.func.start, node.func.end);
    return /^[\w.]{1,50}$/.test(name) ? name : event.api;
  }
  return sourceOf(event, event.api);
}

function streamsOf({ parts }: SeedEvent): string {
  return [...new Set(parts.map((part) => (part.startsWith('torch.c') ? 'torch' : part)))].join(' ');
}

function reachOf({ reach }: FlowEvent): string {
  switch (reach) {
    case 'run':
      return '';
    case 'maybe':
      return ' (on one of several paths)';
    case 'skipped':
      return ' (not in the default run)';
    case 'uncalled':
      return ' (in a function that nothing calls)';
  }
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

/** Columns as wide as their widest entry. */
export function listDraws(flow: Flow): string {
  const rows = drawRows(flow);
  if (rows.length === 0) return 'Nothing is drawn, seeded or set here.\n';
  const width = (column: keyof DrawRow) => Math.max(...rows.map((row) => row[column].length));
  const [place, stream, what] = [width('place'), width('stream'), width('what')];
  const lines = rows.map((row) =>
    `${row.place.padEnd(place)}  ${row.kind}  ${row.stream.padEnd(stream)}  ${row.what.padEnd(what)}  ${row.state}`.trimEnd(),
  );
  if (flow.stopped !== null) lines.push(`Incomplete: ${flow.stopped}.`);
  return `${lines.join('\n')}\n`;
}

/** The same for programs: one entry a draw, seed or flag; a place is a file, a cell and a row. */
export function drawEntries(flow: Flow): unknown[] {
  return flow.events.flatMap((event) => {
    const row = rowFor(event, flow);
    if (row === null) return [];
    const { kind, stream, what, state: text } = row;
    const entry = { kind, ...locationOf(event.site), stream, what, reach: event.reach, text };
    if (event.kind !== 'draw') return [entry];
    const { state, used } = event;
    const by = 'by' in state ? locationOf(state.by.site) : null;
    return [{ ...entry, state: state.tag, by, used: used === null ? null : locationOf(used) }];
  });
}

function locationOf(site: Site): { filename: string; cell: number | null; row: number } {
  const { cell } = site.node.unit;
  return { filename: site.module.file, cell: cell === null ? null : cell + 1, row: rowOf(site) };
}
