// Keras, TensorFlow and Gymnasium, each with a stream of its own.

import type { Stream } from '../flow/events.ts';
import type { Table } from './api.ts';
import { atCall, atUse, condition, each, seeds } from './build.ts';

const weighted = `Dense EinsumDense Embedding Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose SeparableConv1D
  SeparableConv2D DepthwiseConv1D DepthwiseConv2D Convolution1D Convolution2D Convolution3D LSTM GRU SimpleRNN LSTMCell GRUCell
  SimpleRNNCell ConvLSTM1D ConvLSTM2D ConvLSTM3D MultiHeadAttention GroupQueryAttention LocallyConnected1D LocallyConnected2D`;
const noisy = `Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise RandomFlip
  RandomRotation RandomCrop RandomZoom RandomTranslation RandomContrast RandomBrightness RandomHeight RandomWidth`;
const initializers = `GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform Orthogonal RandomNormal RandomUniform
  TruncatedNormal VarianceScaling`;

/** The same classes live in keras (Keras 3, its own seed generator) and in tensorflow.keras (TensorFlow's). */
const layers = (root: string, stream: Stream): Table => ({
  ...each(`${root}.layers`, weighted, {
    draw: atUse(stream, 'layer', {
      except: [condition('kernel_initializer', 'zeros'), condition('kernel_initializer', 'ones')],
    }),
  }),
  ...each(`${root}.layers`, noisy, { draw: atUse(stream, 'layer', { unless: ['seed'] }) }),
  ...each(`${root}.initializers`, initializers, { draw: atUse(stream, 'layer', { unless: ['seed'] }) }),
  ...each(root, 'Model Sequential models.Model models.Sequential', { returns: `${root}.Model` }),
  [`${root}.Model.fit`]: { train: true },
  [`${root}.Model.train_on_batch`]: { train: true },
});

const gymSeed = { seed: seeds(['gym'], 'seed', 'nothing') };

export const keras: Table = {
  ...layers('keras', 'keras'),
  ...layers('tensorflow.keras', 'tf'),
  ...each('tensorflow.random', 'normal uniform truncated_normal categorical gamma poisson shuffle', {
    draw: atCall('tf', 'call', { unless: ['seed'] }),
  }),
  'tensorflow.data.Dataset.shuffle': {
    draw: atUse('tf', 'shuffle', { unless: ['seed'], position: 1 }),
    passes: 'self',
  },
  ...each('tensorflow.data.Dataset', 'from_tensor_slices from_tensors from_generator range zip list_files', {
    returns: 'tensorflow.data.Dataset',
  }),
  ...each('tensorflow.data.Dataset', 'batch repeat prefetch take skip cache unbatch', { passes: 'self' }),
  ...each('tensorflow.data.Dataset', 'map filter flat_map interleave', {
    passes: 'self',
    calls: [0, 'map_func'],
  }),
  'tensorflow.config.list_physical_devices': { hardware: true },
  'tensorflow.test.is_gpu_available': { hardware: true },
  ...each(
    'jax',
    'devices local_devices device_count local_device_count default_backend process_index process_count',
    {
      hardware: true,
    },
  ),

  ...each('gymnasium', 'make make_vec', { returns: 'gymnasium.Env', watch: true }),
  'gymnasium.Env.reset': {
    draw: atCall('gym', 'environment', { unless: ['seed'] }),
    ...gymSeed,
  },
  'gymnasium.Env.seed': gymSeed,
  ...each('gymnasium.Env', 'action_space observation_space', { returns: 'gymnasium.Space' }),
  'gymnasium.Space.sample': { draw: atCall('gym', 'environment') },
  'gymnasium.Space.seed': gymSeed,
};
