// tf.data: pipelines that shuffle take a seed of their own, or TensorFlow's global one.

import type { Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

const dataset = 'tensorflow.data.Dataset';
const own = { unless: ['seed'] };

export const tfData: Table = {
  [`${dataset}.shuffle`]: { draw: atUse('tf', 'shuffle', { ...own, position: 1 }), passes: 'self' },
  // It shuffles unless told otherwise.
  [`${dataset}.list_files`]: {
    draw: atUse('tf', 'shuffle', { ...own, position: 2, except: [condition('shuffle', false, 1)] }),
    returns: dataset,
  },
  [`${dataset}.sample_from_datasets`]: {
    draw: atUse('tf', 'shuffle', { ...own, position: 2 }),
    returns: dataset,
  },
  ...each(dataset, 'from_tensor_slices from_tensors from_generator range zip choose_from_datasets', {
    returns: dataset,
  }),
  ...each('tensorflow.data', 'TFRecordDataset TextLineDataset FixedLengthRecordDataset', {
    returns: dataset,
    watch: true,
  }),
  'tensorflow_datasets.load': { returns: dataset },
  [`${dataset}.__getitem__`]: { returns: dataset },
  ...each(
    dataset,
    'batch padded_batch ragged_batch repeat prefetch take skip cache unbatch shard with_options concatenate enumerate apply',
    { passes: 'self' },
  ),
  ...each(dataset, 'map filter flat_map interleave', {
    passes: 'self',
    calls: [0, 'map_func'],
    watch: true,
  }),
  // Without a seed it takes one from NumPy.
  ...each(
    '',
    `tensorflow.keras.utils.image_dataset_from_directory tensorflow.keras.utils.text_dataset_from_directory
    tensorflow.keras.utils.audio_dataset_from_directory keras.utils.image_dataset_from_directory
    keras.utils.text_dataset_from_directory keras.utils.audio_dataset_from_directory`,
    {
      draw: atCall('numpy', 'shuffle', { ...own, except: [condition('shuffle', false)] }),
      returns: dataset,
    },
  ),
  ...each(
    '',
    'tensorflow.keras.utils.timeseries_dataset_from_array keras.utils.timeseries_dataset_from_array',
    {
      draw: atCall('numpy', 'shuffle', {
        unless: ['seed'],
        position: 7,
        requires: condition('shuffle', true, 6),
      }),
      returns: dataset,
    },
  ),
};
