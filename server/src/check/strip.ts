// Where the difference spreads, layer by layer and step by step, as text that a report can draw; pure.
import type { Alignment } from './align/alignment.ts';
import type { SpreadKind, SpreadRow } from './align/spread.ts';
import type { Dictionary } from './trace/dictionary.ts';

export interface Strip {
  stepsPerCell: number;
  /** In the order in which the script reaches them. */
  layers: Layer[];
}

/** Of each kind one character a column: `0` nothing seen, `1` identical, `2` something differs; null: never seen. */
export type Layer = { name: string } & Record<SpreadKind, string | null>;

/** More would be a wall rather than a picture: deeper layers are then drawn as one with their parents. */
const MOST_LAYERS = 40;

/** Null where no layer was seen. */
export function stripOf({ spread }: Alignment, dictionary: Dictionary): Strip | null {
  if (spread.rows.length === 0) return null;
  const width = Math.max(...spread.rows.map(({ cells }) => cells.findLastIndex((cell) => cell > 0))) + 1;
  const named = spread.rows.map((row) => ({ row, path: layerOf(row, dictionary.name(row.name)) }));
  let depth = Math.max(...named.map(({ path }) => path.length));
  let groups = grouped(named, depth);
  while (depth > 1 && groups.size > MOST_LAYERS) groups = grouped(named, --depth);
  const layers = [...withRoot(groups)].slice(0, MOST_LAYERS).map(([name, rows]): Layer => {
    const cells = (kind: SpreadKind) =>
      merged(
        rows.filter((row) => row.kind === kind),
        width,
      );
    return {
      name: name === '' ? '(model)' : name,
      outputs: cells('outputs'),
      gradients: cells('gradients'),
      parameters: cells('parameters'),
    };
  });
  return { stepsPerCell: spread.stepsPerCell, layers };
}

/** `layers.0.weight` belongs to the layer `layers.0`, as that layer's own output does. */
function layerOf({ kind }: SpreadRow, name: string): string[] {
  const parts = name.split('.');
  return kind === 'outputs' ? parts : parts.slice(0, -1);
}

function grouped(named: { row: SpreadRow; path: string[] }[], depth: number): Map<string, SpreadRow[]> {
  const groups = new Map<string, SpreadRow[]>();
  for (const { row, path } of named) {
    const name = path.slice(0, depth).join('.');
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

/** Parameters of the model itself belong to the one output that is named by a class, which is the model's. */
function withRoot(groups: Map<string, SpreadRow[]>): Map<string, SpreadRow[]> {
  const own = groups.get('');
  const roots = [...groups.keys()].filter((name) => /^[A-Z]\w*$/.test(name));
  if (!own || roots.length !== 1) return groups;
  const root = roots[0]!;
  const rest = [...groups].filter(([name]) => name !== '');
  return new Map(rest.map(([name, rows]) => [name, name === root ? [...rows, ...own] : rows]));
}

function merged(rows: SpreadRow[], width: number): string | null {
  if (rows.length === 0) return null;
  return Array.from({ length: width }, (_, at) => Math.max(...rows.map(({ cells }) => cells[at]!))).join('');
}
