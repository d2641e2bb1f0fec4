// Operations of torch whose CUDA kernels add in a varying order: those that have no other kernel, and those that have one.

export interface Kernel {
  /** Qualified names; a method of tensors is `torch.Tensor.name`. */
  readonly names: RegExp;
  /** Which calls are meant, decided by literals alone. */
  readonly when?: readonly Case[];
  /** Only the backward varies. */
  readonly backward: boolean;
  /** What to write instead. */
  readonly instead: string;
}

/** An argument and what its literal has to be. */
export interface Case {
  readonly keyword: string;
  readonly position: number | null;
  /** `size`: whole numbers, not all of them 1; `given`: anything but None. */
  readonly is: 'size' | 'given' | readonly (string | boolean)[];
}

const modes = (position: number, is: readonly string[]): Case => ({ keyword: 'mode', position, is });

/**
 * They raise with deterministic algorithms on: from the calls of `alertNotDeterministic` in torch 2.13.0. Left out, because no
 * literal decides: losses over images, `scatter_`, pooling to one number (a mean, which repeats).
 */
export const withoutDeterministic: readonly Kernel[] = [
  {
    names: /^torch\.nn\.AdaptiveAvgPool[23]d$/,
    when: [{ keyword: 'output_size', position: 0, is: 'size' }],
    backward: true,
    instead: '`AdaptiveAvgPool` to 1, or `AvgPool2d` with a fixed kernel',
  },
  {
    names: /^torch\.nn\.functional\.adaptive_avg_pool[23]d$/,
    when: [{ keyword: 'output_size', position: 1, is: 'size' }],
    backward: true,
    instead: 'pool to 1, or `avg_pool2d` with a fixed kernel',
  },
  {
    names: /^torch\.nn\.(?:AdaptiveMaxPool2d|functional\.adaptive_max_pool2d)$/,
    backward: true,
    instead: '`MaxPool2d` with a fixed kernel',
  },
  {
    names: /^torch\.nn\.(?:AvgPool3d|functional\.avg_pool3d)$/,
    backward: true,
    instead: 'a mean over a reshaped tensor',
  },
  {
    names: /^torch\.nn\.(?:FractionalMaxPool[23]d|functional\.fractional_max_pool[23]d)$/,
    backward: true,
    instead: '`MaxPool` with a fixed kernel',
  },
  {
    names: /^torch\.nn\.(?:MaxPool3d|functional\.max_pool3d)$/,
    when: [{ keyword: 'return_indices', position: null, is: [true] }],
    backward: true,
    instead: 'the pooling without indices',
  },
  {
    names: /^torch\.nn\.(?:MaxUnpool[123]d|functional\.max_unpool[123]d)$/,
    backward: false,
    instead: '`interpolate`, or a transposed convolution',
  },
  {
    names: /^torch\.(?:nn\.functional\.grid_sample|grid_sampler(?:_[23]d)?)$/,
    backward: true,
    instead: 'sampling by `gather` at indices of your own',
  },
  {
    names: /^torch\.nn\.(?:EmbeddingBag|functional\.embedding_bag)$/,
    when: [{ keyword: 'mode', position: null, is: ['max'] }],
    backward: true,
    instead: 'an `Embedding` and a maximum',
  },
  {
    names: /^torch\.nn\.functional\.interpolate$/,
    when: [modes(3, ['bicubic', 'linear']), { keyword: 'antialias', position: null, is: [true] }],
    backward: true,
    instead: '`bilinear` without `antialias`',
  },
  {
    names: /^torch\.nn\.Upsample$/,
    when: [modes(2, ['bicubic', 'linear'])],
    backward: true,
    instead: '`bilinear`',
  },
  {
    names: /^torch\.nn\.ReflectionPad[13]d$/,
    backward: true,
    instead: 'another padding, or indices of your own',
  },
  {
    names: /^torch\.(?:nn\.CTCLoss|nn\.functional\.ctc_loss|ctc_loss)$/,
    backward: true,
    instead: 'the loss on the CPU',
  },
  { names: /^torch\.nn\.NLLLoss2d$/, backward: false, instead: 'the loss over a flattened tensor' },
  {
    names: /^torch\.(?:index_reduce|Tensor\.index_reduce_?)$/,
    backward: false,
    instead: '`index_add` where a sum will do',
  },
  {
    names: /^torch\.(?:scatter_reduce|Tensor\.scatter_reduce_?)$/,
    when: [{ keyword: 'reduce', position: null, is: ['prod'] }],
    backward: false,
    instead: 'the sum of logarithms',
  },
  { names: /^torch\.Tensor\.put_?$/, backward: false, instead: '`index_put`' },
  {
    names: /^torch\.bincount$/,
    when: [{ keyword: 'weights', position: 1, is: 'given' }],
    backward: false,
    instead: '`index_add`',
  },
];

/** Deterministic with the flag on, and only then: the list of `torch.use_deterministic_algorithms`. */
export const withFlagOnly: readonly Kernel[] = [
  {
    names:
      /^torch\.(?:scatter_add|Tensor\.scatter_add_?|index_add|Tensor\.index_add_?|index_put|Tensor\.index_put_?)$/,
    backward: false,
    instead: '',
  },
  { names: /^torch\.(?:index_copy|Tensor\.index_copy_?)$/, backward: false, instead: '' },
  {
    names: /^torch\.(?:scatter_reduce|Tensor\.scatter_reduce_?)$/,
    when: [{ keyword: 'reduce', position: null, is: ['sum', 'mean'] }],
    backward: false,
    instead: '',
  },
  {
    names:
      /^torch\.(?:gather|Tensor\.gather|index_select|Tensor\.index_select|repeat_interleave|Tensor\.repeat_interleave)$/,
    backward: true,
    instead: '',
  },
  {
    names: /^torch\.nn\.(?:ReplicationPad[123]d|MaxPool3d|functional\.max_pool3d)$/,
    backward: true,
    instead: '',
  },
  {
    names: /^torch\.nn\.functional\.pad$/,
    when: [{ keyword: 'mode', position: 2, is: ['replicate'] }],
    backward: true,
    instead: '',
  },
  {
    names: /^torch\.nn\.functional\.interpolate$/,
    when: [modes(3, ['bilinear', 'trilinear'])],
    backward: true,
    instead: '',
  },
  {
    names: /^torch\.nn\.Upsample$/,
    when: [modes(2, ['bilinear', 'trilinear'])],
    backward: true,
    instead: '',
  },
  { names: /^torch\.nn\.UpsamplingBilinear2d$/, backward: true, instead: '' },
];

/** Names that only tensors of torch have: certain on a receiver whose type is not known. */
export const TENSOR_METHODS: ReadonlySet<string> = new Set([
  'scatter_add',
  'scatter_add_',
  'index_add',
  'index_add_',
  'index_put',
  'index_put_',
  'index_copy',
  'index_copy_',
  'index_reduce',
  'index_reduce_',
  'index_select',
  'scatter_reduce',
  'scatter_reduce_',
  'repeat_interleave',
  'put_',
]);
