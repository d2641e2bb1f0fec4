// Keras and TensorFlow, each with a stream of its own.

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
const layers = (root: string, stream: Stream, draw: typeof atUse): Table => ({
  ...each(`${root}.layers`, weighted, {
    draw: draw(stream, 'layer', {
      except: [condition('kernel_initializer', 'zeros'), condition('kernel_initializer', 'ones')],
    }),
  }),
  ...each(`${root}.layers`, noisy, { draw: draw(stream, 'layer', { unless: ['seed'] }) }),
  ...each(`${root}.initializers`, initializers, { draw: atUse(stream, 'layer', { unless: ['seed'] }) }),
  ...each(root, 'Model Sequential models.Model models.Sequential', { returns: `${root}.Model` }),
  ...each(root, 'layers.Layer.add_weight Layer.add_weight Model.add_weight', {
    draw: atCall(stream, 'layer', {
      except: [
        condition('initializer', 'zeros', 1),
        condition('initializer', 'ones', 1),
        condition('initializer', 'Zeros', 1),
        condition('initializer', 'Ones', 1),
      ],
    }),
  }),
  [`${root}.Model.add`]: { keeps: [0] },
  // The order and the changes of the pictures come from NumPy's global stream, which a seed of its own seeds.
  [`${root}.preprocessing.image.ImageDataGenerator`]: {
    returns: `${root}.preprocessing.image.ImageDataGenerator`,
  },
  ...each(
    `${root}.preprocessing.image.ImageDataGenerator`,
    'flow flow_from_directory flow_from_dataframe',
    (name) => ({
      returns: name,
      draw: atUse('numpy', 'shuffle', { unless: ['seed'], except: [condition('shuffle', false)] }),
    }),
  ),
  ...each(`${root}.preprocessing.image.ImageDataGenerator`, 'random_transform get_random_transform', {
    draw: atCall('numpy', 'call', { unless: ['seed'], position: 1 }),
  }),
  [`${root}.preprocessing.image.ImageDataGenerator.fit`]: {
    seed: seeds(['numpy'], 'seed', 'nothing', [], 3),
  },
  [`${root}.Model.fit`]: { train: true },
  ...each(root, 'Model.fit_generator Model.train_on_batch', { train: true }),
});

export const keras: Table = {
  // Keras 3 draws the seed of an initializer when the layer is made; TensorFlow when the weights are.
  ...layers('keras', 'keras', atCall),
  ...layers('tensorflow.keras', 'tf', atUse),
  ...each('tensorflow.random', 'normal uniform truncated_normal categorical gamma poisson shuffle', {
    draw: atCall('tf', 'call', { unless: ['seed'] }),
  }),
  'tensorflow.config.list_physical_devices': { hardware: true },
  'tensorflow.test.is_gpu_available': { hardware: true },
};
