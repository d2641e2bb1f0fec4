// Keras and TensorFlow, each with a stream of its own.

import type { Stream } from '../flow/events.ts';
import type { Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

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

export const keras: Table = {
  ...layers('keras', 'keras'),
  ...layers('tensorflow.keras', 'tf'),
  ...each('tensorflow.random', 'normal uniform truncated_normal categorical gamma poisson shuffle', {
    draw: atCall('tf', 'call', { unless: ['seed'] }),
  }),
  'tensorflow.config.list_physical_devices': { hardware: true },
  'tensorflow.test.is_gpu_available': { hardware: true },
};
