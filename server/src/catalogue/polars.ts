// Polars: tables, columns and expressions that are sampled or shuffled, by seeds of their own or from its global one.

import type { Table } from './api.ts';
import { atCall, each, seeds } from './build.ts';

const frame = 'polars.DataFrame';
const lazy = 'polars.LazyFrame';
const series = 'polars.Series';
const expression = 'polars.Expr';

const drawn = (returns: string, position: number | null) => ({
  draw: atCall('polars', 'shuffle', { unless: ['seed'], position }),
  returns,
});

const ofFrames = `bottom_k cast clone drop drop_nans drop_nulls explode fill_nan fill_null filter head join join_asof limit melt rename
  reverse select shift slice sort tail top_k unique unnest unpivot with_columns with_row_count with_row_index`;
const ofColumns = `abs alias cast cum_sum drop_nulls fill_nan fill_null filter head is_in is_not_null is_null log over rank reverse
  round shift slice sort tail unique`;

export const polars: Table = {
  'polars.set_random_seed': { seed: seeds(['polars'], 'seed', 'nothing') },
  ...each(
    'polars',
    'DataFrame concat from_arrow from_dict from_dicts from_numpy from_pandas read_csv read_database read_excel read_ipc read_json read_ndjson read_parquet',
    { returns: frame },
  ),
  ...each('polars', 'LazyFrame scan_csv scan_ipc scan_ndjson scan_parquet', { returns: lazy }),
  'polars.Series': { returns: series },
  ...each('polars', 'all col element exclude first last lit nth', { returns: expression }),
  ...each(frame, ofFrames, { returns: frame }),
  ...each(lazy, ofFrames, { returns: lazy }),
  ...each(series, ofColumns, { returns: series }),
  ...each(expression, ofColumns, { returns: expression }),
  [`${frame}.lazy`]: { returns: lazy },
  [`${lazy}.collect`]: { returns: frame },
  [`${frame}.to_pandas`]: { returns: 'pandas.DataFrame' },
  ...each(frame, 'get_column to_series', { returns: series }),
  [`${frame}.sample`]: drawn(frame, null),
  [`${series}.sample`]: drawn(series, null),
  [`${expression}.sample`]: drawn(expression, null),
  [`${series}.shuffle`]: drawn(series, 0),
  [`${expression}.shuffle`]: drawn(expression, 0),
};
