// PyTorch: what draws from the default generators, which objects draw later, and how flags are set.

import type { ApiFact, Table } from './api.ts';
import { atCall, condition, each, reseeds, seeds } from './build.ts';

const generator = { unless: ['generator'] };
const meta = { except: [condition('device', 'meta')] };
const tensor = 'torch.Tensor';

const layers = `AdaptiveLogSoftmaxWithLoss Bilinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d
  Embedding EmbeddingBag GRU GRUCell LSTM LSTMCell Linear LinearCrossEntropyLoss MultiheadAttention RNN RNNBase RNNCell
  RNNCellBase Transformer TransformerDecoderLayer TransformerEncoderLayer`;

const dropouts =
  'Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout RReLU FractionalMaxPool2d FractionalMaxPool3d';

const functions = `bernoulli multinomial normal poisson binomial rand rand_like randint randint_like randn randn_like randperm
  rrelu _standard_gamma _sample_dirichlet`;

const tensors = `tensor as_tensor from_numpy zeros ones empty full zeros_like ones_like empty_like full_like arange linspace
  logspace eye cat concat stack where sum mean max min matmul mm bmm sigmoid softmax relu exp log abs sqrt sin cos load_tensor
  empty_strided zeros_strided clone flatten squeeze unsqueeze reshape transpose`;

const tensorMethods = `to cpu cuda float double half bfloat16 long int bool type type_as view reshape flatten squeeze unsqueeze
  permute transpose t clone detach contiguous expand expand_as repeat requires_grad_ zero_ fill_ copy_ add sub mul div add_ sub_
  mul_ div_ clamp clamp_ new_zeros new_ones new_empty new_full new_tensor data pin_memory`;

const moduleMethods = 'to cpu cuda float double half bfloat16 train eval requires_grad_ type share_memory';

const module: ApiFact = { draw: atCall('torch', 'layer', meta), returns: 'torch.nn.Module' };

export const torch: Table = {
  ...each('torch', functions, { draw: atCall('torch', 'call', generator), returns: tensor }),
  ...each('torch', 'dropout dropout_ alpha_dropout feature_dropout feature_alpha_dropout native_dropout', {
    draw: atCall('torch', 'call', { except: [condition('train', false, 2)] }),
    returns: tensor,
  }),
  ...each('torch', 'svd_lowrank pca_lowrank lobpcg', { draw: atCall('torch', 'call') }),
  ...each('torch', tensors, { returns: tensor }),
  ...each('torch', 'FloatTensor DoubleTensor LongTensor IntTensor BoolTensor HalfTensor', {
    returns: tensor,
  }),
  ...each('torch.cuda', 'FloatTensor DoubleTensor LongTensor IntTensor BoolTensor HalfTensor', {
    returns: tensor,
    placement: 'certain',
  }),
  'torch.Tensor': { returns: tensor },
  'torch.nn.Parameter': { passes: 0, returns: tensor },
  ...each(tensor, tensorMethods, { returns: tensor }),
  ...each(
    tensor,
    'bernoulli_ bernoulli cauchy_ exponential_ geometric_ log_normal_ normal_ random_ uniform_ multinomial',
    {
      draw: atCall('torch', 'call', generator),
      returns: tensor,
    },
  ),
  'torch.Tensor.cuda': { returns: tensor, placement: 'certain' },
  'torch.Tensor.backward': { train: true },
  'torch.autograd.backward': { train: true },

  ...each('torch.nn.functional', 'dropout dropout1d dropout2d dropout3d', {
    draw: atCall('torch', 'call', {
      except: [condition('training', false, 2), condition('p', 0, 1), condition('p', 0.0, 1)],
    }),
    returns: tensor,
  }),
  ...each('torch.nn.functional', 'alpha_dropout feature_alpha_dropout', {
    draw: atCall('torch', 'call', { requires: condition('training', true, 2) }),
    returns: tensor,
  }),
  'torch.nn.functional.rrelu': {
    draw: atCall('torch', 'call', { requires: condition('training', true, 3) }),
    returns: tensor,
  },
  ...each('torch.nn.functional', 'gumbel_softmax fractional_max_pool2d fractional_max_pool3d', {
    draw: atCall('torch', 'call', { unless: ['_random_samples'] }),
    returns: tensor,
  }),
  ...each(
    'torch.nn.init',
    `kaiming_normal_ kaiming_uniform_ normal_ orthogonal_ sparse_ trunc_normal_ uniform_ xavier_normal_ xavier_uniform_
    kaiming_normal kaiming_uniform normal orthogonal sparse uniform xavier_normal xavier_uniform`,
    { draw: atCall('torch', 'call', generator), returns: tensor },
  ),

  ...each('torch.nn', layers, (name) => ({ ...module, returns: name })),
  ...Object.assign(
    {},
    ...layers
      .split(/\s+/)
      .map((layer) => each(`torch.nn.${layer}`, 'reset_parameters', { draw: atCall('torch', 'call') })),
  ),
  'torch.nn.Embedding.from_pretrained': { returns: 'torch.nn.Embedding' },
  'torch.nn.EmbeddingBag.from_pretrained': { returns: 'torch.nn.EmbeddingBag' },
  // These draw when they are applied in training mode, not when they are built.
  ...each('torch.nn', dropouts, (name) => ({ returns: name })),
  ...Object.assign(
    {},
    ...dropouts
      .split(/\s+/)
      .map((layer) => each(`torch.nn.${layer}`, 'forward', { draw: atCall('torch', 'layer') })),
  ),
  'torch.nn.TransformerEncoderLayer.forward': { draw: atCall('torch', 'layer') },
  'torch.nn.TransformerDecoderLayer.forward': { draw: atCall('torch', 'layer') },

  'torch.nn.Module.apply': { calls: [0, 'fn'], passes: 'self' },
  ...each('torch.nn.Module', moduleMethods, { passes: 'self' }),
  ...each(
    'torch.nn',
    'Module.register_forward_hook Module.register_forward_pre_hook Module.register_full_backward_hook ModuleList.append Sequential.append',
    { keeps: [0] },
  ),
  ...each('torch.nn', 'Module.add_module Sequential.add_module ModuleList.insert', { keeps: [1] }),
  'torch.nn.Module.load_state_dict': { watch: true },
  'torch.nn.Module.cuda': { passes: 'self', placement: 'certain' },
  'torch.nn.DataParallel': { passes: 0, placement: 'if-available' },
  'torch.nn.parallel.DistributedDataParallel': { passes: 0, placement: 'if-available' },
  'torch.distributed.fsdp.FullyShardedDataParallel': { passes: 0, placement: 'certain' },
  ...each('torch', 'compile jit.script jit.freeze', { passes: 0 }),
  'torch.utils.checkpoint.checkpoint': { calls: [0, 'function'] },
  'torch.nn.utils.parametrizations.spectral_norm': { passes: 0, draw: atCall('torch', 'layer') },
  'torch.nn.utils.spectral_norm': { passes: 0 },
  'torch.nn.utils.weight_norm': { passes: 0 },
  'torch.nn.utils.parametrizations.weight_norm': { passes: 0 },
  ...each('torch.nn.utils.prune', 'random_unstructured random_structured', {
    passes: 0,
    draw: atCall('torch', 'call'),
  }),
  'torch.quasirandom.SobolEngine': {
    draw: atCall('torch', 'generator', {
      unless: ['seed'],
      position: 2,
      requires: condition('scramble', true, 1),
    }),
    returns: 'torch.quasirandom.SobolEngine',
  },

  'torch.Generator': { returns: 'torch.Generator', seed: reseeds(['torch.Generator'], 'constant') },
  'torch.Generator.manual_seed': {
    passes: 'self',
    seed: seeds(['torch.Generator'], 'seed', 'error'),
  },
  'torch.Generator.seed': { seed: reseeds(['torch.Generator'], 'entropy') },
};
