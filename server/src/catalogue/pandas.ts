// pandas: sampling draws from NumPy's global stream; the rest says which calls hand back a frame or a series.

import type { Table } from './api.ts';
import { atCall, each } from './build.ts';

const frame = 'pandas.DataFrame';
const series = 'pandas.Series';
const sample = {
  draw: atCall('numpy', 'call', { unless: ['random_state'], position: 4 }),
  watch: true as const,
};

const same = `assign astype copy drop drop_duplicates dropna explode fillna filter head infer_objects interpolate mask query
  nlargest nsmallest rename replace reset_index round set_index sort_index sort_values tail truncate where clip shift`;

const groupby = 'pandas.core.groupby.DataFrameGroupBy';

export const pandas: Table = {
  ...each(
    'pandas',
    `DataFrame read_csv read_table read_json read_parquet read_feather read_pickle read_sql read_sql_query read_excel
    read_hdf read_orc read_fwf concat merge get_dummies json_normalize melt pivot_table`,
    { returns: frame },
  ),
  'pandas.Series': { returns: series },
  // One column or a selection of rows: whichever it is, it has the same `sample`.
  ...each(frame, '__getitem__ loc.__getitem__ iloc.__getitem__', { returns: frame }),
  ...each(series, '__getitem__ loc.__getitem__ iloc.__getitem__', { returns: series }),
  [`${groupby}.__getitem__`]: { returns: groupby },
  ...each(frame, `${same} append join merge pivot_table melt transpose select_dtypes set_axis`, {
    returns: frame,
  }),
  ...each(series, `${same} map`, { returns: series }),
  'pandas.DataFrame.sample': { ...sample, returns: frame },
  'pandas.Series.sample': { ...sample, returns: series },
  'pandas.DataFrame.groupby': { returns: groupby },
  'pandas.Series.groupby': { returns: groupby },
  'pandas.core.groupby.DataFrameGroupBy.sample': {
    draw: atCall('numpy', 'call', { unless: ['random_state'], position: 4 }),
    returns: frame,
    watch: true,
  },
  ...each(frame, 'apply applymap map pipe transform', { calls: [0, 'func'], returns: frame }),
  ...each(series, 'apply transform', { calls: [0, 'func'], returns: series }),
  'pandas.Series.map': { calls: [0, 'arg'], returns: series },
  ...each(groupby, 'apply agg transform filter', { calls: [0, 'func'], returns: frame }),
};
