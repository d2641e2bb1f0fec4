// Hugging Face datasets: those that are loaded whole fall back to NumPy's global stream, streamed ones to no seed at all.

import type { Table } from './api.ts';
import { atCall, condition, each } from './build.ts';

const dataset = 'datasets.Dataset';
const streamed = 'datasets.IterableDataset';

export const datasets: Table = {
  'datasets.load_dataset': {
    returns: dataset,
    returnsIf: { ...condition('streaming', true), returns: streamed },
    watch: true,
  },
  'datasets.load_from_disk': { returns: dataset },
  ...each(
    dataset,
    `cast cast_column class_encode_column flatten from_csv from_dict from_generator from_json from_list from_pandas from_parquet
    remove_columns rename_column rename_columns select select_columns set_format shard skip sort take with_format with_transform`,
    { returns: dataset },
  ),
  'datasets.DatasetDict': { returns: dataset },
  'datasets.concatenate_datasets': { returns: dataset, like: 'dsets' },
  'datasets.interleave_datasets': { returns: dataset, like: 'datasets', watch: true },
  ...each(dataset, 'map filter', { returns: dataset, calls: [0, 'function'] }),
  // A dictionary of splits has the same methods.
  [`${dataset}.__getitem__`]: { returns: dataset },
  [`${dataset}.to_iterable_dataset`]: { returns: streamed },
  [`${dataset}.shuffle`]: {
    draw: atCall('numpy', 'shuffle', { unless: ['seed', 'seeds', 'generator', 'generators'], position: 0 }),
    returns: dataset,
    watch: true,
  },
  [`${dataset}.train_test_split`]: {
    draw: atCall('numpy', 'split', {
      unless: ['seed', 'generator'],
      position: 4,
      except: [condition('shuffle', false, 2)],
    }),
    returns: dataset,
    watch: true,
  },
  [`${streamed}.__getitem__`]: { returns: streamed },
  ...each(
    streamed,
    'cast cast_column from_generator remove_columns rename_column select_columns skip take with_format',
    { returns: streamed },
  ),
  ...each(streamed, 'map filter', { returns: streamed, calls: [0, 'function'] }),
  [`${streamed}.shuffle`]: { returns: streamed, entropy: 'the operating system', watch: true },
};
