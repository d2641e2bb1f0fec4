// One name for each API: re-exports, private modules and renamed packages lead to the path that the tables use.

import { perName } from './per-name.ts';

type Rewrite = readonly [from: RegExp, to: string];

/** Tried in order, by top-level package; each applies at most once, to the result of the ones before. */
const rewrites: Readonly<Record<string, readonly Rewrite[]>> = {
  torch: [
    [/^torch\.nn\.modules\.(?:[a-z]\w*\.)*(?=[A-Z])/, 'torch.nn.'],
    [/^torch\.nn\.parameter\./, 'torch.nn.'],
    [/^torch\.nn\.parallel\.(?:data_parallel|distributed)\./, 'torch.nn.parallel.'],
    [/^torch\.nn\.parallel\.DataParallel/, 'torch.nn.DataParallel'],
    [/^torch\.utils\.data\.(?:dataloader|dataset|sampler|distributed)\./, 'torch.utils.data.'],
    [/^torch\.utils\.data\.backward_compatibility\./, 'torch.utils.data.'],
    [/^torch\.random\./, 'torch.'],
    [/^torch\.cuda\.random\./, 'torch.cuda.'],
    [/^torch\.(?:functional|_tensor)\./, 'torch.'],
    [/^torch\.distributions\.(?:[a-z]\w*\.)+(?=[A-Z])/, 'torch.distributions.'],
    [/^torch\.optim\.(?!lr_scheduler\.)(?:[a-z_]\w*\.)+(?=[A-Z])/, 'torch.optim.'],
    [/^torch\.optim\.(?!Optimizer\b)([A-Z]\w*)\.step$/, 'torch.optim.Optimizer.step'],
    [/^torch\.cuda\.amp\.(?:grad_scaler\.)?GradScaler\./, 'torch.amp.GradScaler.'],
    [/^torch\.multiprocessing\.spawn\.spawn$/, 'torch.multiprocessing.spawn'],
    [/^torch\.(?:Float|Double|Long|Int|Bool|Half)Tensor\./, 'torch.Tensor.'],
    [/^torch\.nn\.Parameter\./, 'torch.Tensor.'],
  ],
  torchvision: [
    [/^torchvision\.transforms\.(?:transforms|autoaugment)\./, 'torchvision.transforms.'],
    [/^torchvision\.transforms\.v2\._\w+\./, 'torchvision.transforms.v2.'],
    [
      /^torchvision\.models\.(detection|segmentation|video|optical_flow|quantization)\.\w+\.(\w+)$/,
      'torchvision.models.$1.$2',
    ],
    [
      /^torchvision\.models\.(?!detection|segmentation|video|optical_flow|quantization)[a-z]\w*\.(\w+)$/,
      'torchvision.models.$1',
    ],
    [/^torchvision\.datasets\.[a-z]\w*\.(?=[A-Z])/, 'torchvision.datasets.'],
  ],
  // As the loader it stands in for.
  torchdata: [
    [/^torchdata\.stateful_dataloader\.(?:\w+\.)?StatefulDataLoader\b/, 'torch.utils.data.DataLoader'],
  ],
  numpy: [
    [/^numpy\.random\.mtrand\._rand\./, 'numpy.random.'],
    [
      /^numpy\.random\.(?:mtrand|_generator|_mt19937|_pcg64|_philox|_sfc64|bit_generator|generator)\./,
      'numpy.random.',
    ],
    [/^numpy\.random\.random\.(?=[a-z])/, 'numpy.random.'],
  ],
  scipy: [[/\._\w+(?=\.)/g, '']],
  sklearn: [
    [/\._\w+(?=\.)/g, ''],
    [/^sklearn\.cross_validation\./, 'sklearn.model_selection.'],
    [
      /^sklearn\.(ensemble|tree|cluster|linear_model|svm|decomposition|mixture|manifold)\.[a-z]\w*\.(?=[A-Z])/,
      'sklearn.$1.',
    ],
    [/^sklearn\.datasets\.samples_generator\./, 'sklearn.datasets.'],
  ],
  pandas: [
    [/^pandas\.core\.(?:frame|series|api|reshape\.\w+)\./, 'pandas.'],
    [/^pandas\.core\.groupby\.generic\./, 'pandas.core.groupby.'],
    [/^pandas\.io\.(?:\w+\.)+(?=read_)/, 'pandas.'],
  ],
  pytorch_lightning: [[/^pytorch_lightning\./, 'lightning.pytorch.']],
  lightning_fabric: [[/^lightning_fabric\./, 'lightning.fabric.']],
  transformers: [
    [/^transformers\.models\.(?:[a-z]\w*\.)+(?=[A-Z])/, 'transformers.'],
    [/^transformers\.(?:trainer_utils|trainer|trainer_seq2seq|trainer_pt_utils)\./, 'transformers.'],
    [/^transformers\.Seq2SeqTrainer\./, 'transformers.Trainer.'],
  ],
  diffusers: [[/^diffusers\.(?:[a-z]\w*\.)+(?=[A-Z])/, 'diffusers.']],
  peft: [[/^peft\.tuners\.(?:\w+\.)*(?=[A-Z])/, 'peft.']],
  trl: [[/^trl\.trainer\.(?:\w+\.)?(?=[A-Z])/, 'trl.']],
  accelerate: [
    [/^accelerate\.utils\.random\./, 'accelerate.utils.'],
    [/^accelerate\.accelerator\./, 'accelerate.'],
    [/^accelerate\.set_seed$/, 'accelerate.utils.set_seed'],
    [/^accelerate\.launchers\./, 'accelerate.'],
  ],
  ignite: [[/^ignite\.engine\.utils\.manual_seed$/, 'ignite.utils.manual_seed']],
  fastai: [
    [/^fastai\.(?:\w+\.)*(?:all|torch_core)\.set_seed$/, 'fastai.torch_core.set_seed'],
    [/^fastai\.(?:\w+\.)*all\.Learner/, 'fastai.learner.Learner'],
  ],
  mmengine: [[/^mmengine\.runner\.utils\./, 'mmengine.runner.']],
  timm: [[/^timm\.utils\.random\./, 'timm.utils.']],
  composer: [
    [/^composer\.utils\.(seed_all|configure_deterministic_mode)$/, 'composer.utils.reproducibility.$1'],
    [/^composer\.trainer\.(?:trainer\.)?/, 'composer.'],
  ],
  catalyst: [[/^catalyst\.utils\.(?:misc|torch)\./, 'catalyst.utils.']],
  stable_baselines3: [
    [/^stable_baselines3\.(?:ppo|a2c|dqn|sac|td3|ddpg)\.(?:\w+\.)?(?=[A-Z])/, 'stable_baselines3.'],
    [/^stable_baselines3\.[A-Z][A-Z0-9]+\.learn$/, 'stable_baselines3.Algorithm.learn'],
  ],
  torch_geometric: [
    [/^torch_geometric\.(?:seed|device)\.(?=\w)/, 'torch_geometric.'],
    [/^torch_geometric\.utils\._?\w+\.(?=\w)/, 'torch_geometric.utils.'],
    [/^torch_geometric\.nn\.(?:[a-z]\w*\.)+(?=[A-Z])/, 'torch_geometric.nn.'],
    [/^torch_geometric\.(loader|data|transforms)\.[a-z]\w*\.(?=[A-Z])/, 'torch_geometric.$1.'],
  ],
  dgl: [
    [/^dgl\.nn\.pytorch\.(?:[a-z]\w*\.)*(?=[A-Z])/, 'dgl.nn.'],
    [/^dgl\.dataloading\.[a-z]\w*\.(?=[A-Z])/, 'dgl.dataloading.'],
  ],
  tensorflow: [
    [/^tensorflow\.(?:python\.keras|compat\.v2\.keras|compat\.v1\.keras)\./, 'tensorflow.keras.'],
    [/^tensorflow\.(?:set_random_seed|random\.set_random_seed)$/, 'tensorflow.compat.v1.set_random_seed'],
    [/^tensorflow\.compat\.v2\./, 'tensorflow.'],
    [
      /^tensorflow\.keras\.layers\.(?:experimental\.preprocessing|[a-z]\w*)\.(?=[A-Z])/,
      'tensorflow.keras.layers.',
    ],

    [/^tensorflow\.random_(normal|uniform|shuffle)$/, 'tensorflow.random.$1'],
  ],
  tf_keras: [[/^tf_keras\./, 'tensorflow.keras.']],
  keras: [
    [/^keras\.(?:api|src)\.(?:\w+\.)??(?=layers|utils|models|initializers)/, 'keras.'],
    [/^keras\.layers\.[a-z]\w*\.(?=[A-Z])/, 'keras.layers.'],
    [/^keras\.utils\.(?:rng_utils|np_utils)\./, 'keras.utils.'],
  ],
  gym: [[/^gym\./, 'gymnasium.']],
  pettingzoo: [
    // The games on a board draw nothing.
    [
      /^pettingzoo\.(?:(?:atari|butterfly|mpe|sisl)\.\w+|classic\.(?:hanabi|leduc|texas)\w+)\.(?:parallel_env|env|raw_env)$/,
      'pettingzoo.make',
    ],
  ],
  hyperopt: [[/^hyperopt\.fmin\.fmin$/, 'hyperopt.fmin']],
  webdataset: [[/^webdataset\.(?:compat|filters|pipeline)\./, 'webdataset.']],
  umap: [[/^umap\.umap_\./, 'umap.']],
  gensim: [[/^gensim\.models\.[a-z]\w*\.(?=[A-Z])/, 'gensim.models.']],
  optuna: [
    [/^optuna\.samplers\._(?:\w+\.)+(?=[A-Z])/, 'optuna.samplers.'],
    [/^optuna\.(?:integration|study)\.(?=create_study|CmaEsSampler)/, 'optuna.'],
  ],
  sb3_contrib: [[/^sb3_contrib\.(?:\w+\.)*(?=[A-Z])/, 'stable_baselines3.']],
  lightgbm: [[/^lightgbm\.(?:sklearn|engine)\./, 'lightgbm.']],
  xgboost: [[/^xgboost\.(?:sklearn|training)\./, 'xgboost.']],
  catboost: [[/^catboost\.core\./, 'catboost.']],
  equinox: [[/^equinox\.nn\._\w+\./, 'equinox.nn.']],
  datasets: [
    [/^datasets\.(?:arrow_dataset|iterable_dataset|dataset_dict|load|combine)\./, 'datasets.'],
    [/^datasets\.DatasetDict\./, 'datasets.Dataset.'],
    [/^datasets\.IterableDatasetDict\./, 'datasets.IterableDataset.'],
  ],
  albumentations: [
    [/^albumentations\.(?:augmentations|core|pytorch)\.(?:[a-z]\w*\.)*(?=[A-Z])/, 'albumentations.'],
  ],
  monai: [
    [/^monai\.utils\.misc\./, 'monai.utils.'],
    [/^monai\.data\.synthetic\./, 'monai.data.'],
    [/^monai\.transforms\.(?:[a-z]\w*\.)+(?=[A-Z])/, 'monai.transforms.'],
    [/^monai\.data\.[a-z]\w*\.(?=[A-Z])/, 'monai.data.'],
  ],
  imblearn: [[/\._\w+(?=\.)/g, '']],
  networkx: [
    [/^networkx\.(?:generators|drawing)\.(?:\w+\.)*/, 'networkx.'],
    [
      /^networkx\.algorithms\.(?:community|swap|smallworld)\.(?:\w+\.)?(?=double|connected_double|random_ref)/,
      'networkx.',
    ],
    [
      /^networkx\.(?:algorithms\.)?community\.(?:(?!louvain_)\w+\.|louvain\.)?(?=\w+$)/,
      'networkx.community.',
    ],
  ],
};

/** After their package was renamed: modules of Lightning in which the public names are really defined. */
const lightning: readonly Rewrite[] = [
  [
    /^lightning\.(?=(?:Trainer|seed_everything|LightningModule|LightningDataModule|Callback)\b)/,
    'lightning.pytorch.',
  ],
  [/^lightning\.(?:fabric|pytorch)\.(?:[a-z]\w*\.)*seed_everything$/, 'lightning.pytorch.seed_everything'],
  [/^lightning\.pytorch\.trainer\.(?:trainer\.)?Trainer/, 'lightning.pytorch.Trainer'],
  [/^lightning\.pytorch\.utilities\.cli\./, 'lightning.pytorch.cli.'],
  [/^lightning\.Fabric\b/, 'lightning.fabric.Fabric'],
];

/** After gym's name was changed: what wraps an environment, and the ways to its spaces. */
const gymnasium: readonly Rewrite[] = [
  [/^gymnasium\.(?:core\.)?(?:Wrapper|(?:Observation|Reward|Action)Wrapper|Env)\./, 'gymnasium.Env.'],
  [/^gymnasium\.Env\.(?:unwrapped\.)?(?:single_)?(?:action|observation)_space\./, 'gymnasium.Space.'],
  [/^gymnasium\.spaces\.[A-Z]\w*\.(?=sample$|seed$)/, 'gymnasium.Space.'],
];

export const canonical = perName(rewritten);

function rewritten(qualifiedName: string): string {
  const dot = qualifiedName.indexOf('.');
  if (dot < 0) return qualifiedName;
  let name = qualifiedName;
  const own = rewrites[name.slice(0, dot)];
  if (own !== undefined && Object.hasOwn(rewrites, name.slice(0, dot)))
    for (const [from, to] of own) name = name.replace(from, to);
  if (name.startsWith('gymnasium.')) for (const [from, to] of gymnasium) name = name.replace(from, to);
  if (name.startsWith('lightning.')) for (const [from, to] of lightning) name = name.replace(from, to);
  return name;
}
