// Holds the tables of the catalogue against the names that were executed to find out what they draw from.

import { describe, expect, test } from 'vitest';
import { canonical } from '../../server/src/catalogue/canonical.ts';
import { catalogued, lookup } from '../../server/src/catalogue/lookup.ts';
import type { Stream } from '../../server/src/flow/events.ts';
import verified from './fixtures/verified-names.json' with { type: 'json' };

const streams: Readonly<Record<string, Stream>> = {
  'python-random': 'python',
  'python-instance': 'python.Random',
  'numpy-legacy': 'numpy',
  'numpy-legacy (unverified per-function)': 'numpy',
  'numpy-generator': 'numpy.Generator',
  'numpy-instance': 'numpy.RandomState',
  'torch-default': 'torch',
};

/** Where the measured name says more than a qualified name: the fact sits on the name that a script calls. */
const renamed: Readonly<Record<string, string>> = {
  'scipy.stats.<rv>.rvs': 'scipy.stats.norm.rvs',
  'torch.utils.data.DataLoader.__iter__ (shuffle=True)': 'torch.utils.data.DataLoader',
  'torch.quasirandom.SobolEngine(scramble=True)': 'torch.quasirandom.SobolEngine',
  'torch.nn.functional.scaled_dot_product_attention_dropout': '',
  // Consumes a number that nothing depends on.
  'torch.utils.data.DataLoader.__iter__ (shuffle=False)': '',
  // Dropout between layers, off unless an argument asks for it: the layer's own weights are the finding.
  'torch.nn.LSTM(dropout=.5,num_layers=2).forward': '',
  'torch.nn.MultiheadAttention(dropout=.1).forward': '',
};

/** scipy.stats distributions take the seed when they are built and draw in `rvs`. */
function drawsOf(name: string): Stream | undefined {
  const fact = lookup(name);
  return fact?.draw?.stream ?? lookup(`${name}.rvs`)?.draw?.stream;
}

describe('what draws', () => {
  for (const [kind, stream] of Object.entries(streams)) {
    const names = verified.draws[kind as keyof typeof verified.draws].filter((name) => renamed[name] !== '');
    test.each(names)(`${kind}: %s`, (name) => {
      const fact = lookup(renamed[name] ?? name);
      if (fact?.seed?.argument === null && fact.seed.none === 'entropy') return;
      if (verified.sklearnConditional.includes(name) && fact?.watch && fact.draw === undefined) return;
      expect(drawsOf(renamed[name] ?? name)).toBe(stream);
    });
  }

  test('own entropy and unverified names are known or left out on purpose', () => {
    const entropy = verified.draws['os-entropy'].filter((name) => !lookup(name));
    expect(entropy).toEqual([]);
    const own = verified.draws['own-generator(os-entropy unless seed given)'].filter((name) => !lookup(name));
    expect(own).toEqual([]);
  });
});

test.each(verified.doesNotDraw.filter((name) => !/[()=]|_gen$|_eval$|_default$/.test(name)))(
  '%s draws nothing',
  (name) => {
    expect(lookup(name)?.draw).toBeUndefined();
  },
);

describe('what does not draw with these arguments', () => {
  test('a generator of its own', () => {
    expect(lookup('torch.rand')?.draw?.unless).toContain('generator');
    expect(lookup('torch.randperm')?.draw?.unless).toContain('generator');
    expect(lookup('torch.utils.data.DataLoader')?.draw?.unless).toContain('generator');
    expect(lookup('torch.utils.data.random_split')?.draw?.unless).toContain('generator');
  });
  test('layers on the meta device', () => {
    expect(lookup('torch.nn.Linear')?.draw?.except).toContainEqual({
      keyword: 'device',
      position: null,
      value: 'meta',
    });
  });
  test('functions that default to evaluation', () => {
    expect(lookup('torch.nn.functional.rrelu')?.draw?.requires).toMatchObject({
      keyword: 'training',
      value: true,
    });
    expect(lookup('torch.nn.functional.dropout')?.draw?.except).toContainEqual({
      keyword: 'training',
      position: 2,
      value: false,
    });
  });
});

describe('scikit-learn', () => {
  test.each(verified.sklearnAlways)('%s always draws', (name) => {
    expect(lookup(name)?.draw).toMatchObject({
      stream: 'numpy',
      role: 'estimator',
      when: 'use',
      unless: ['random_state'],
    });
  });
  test.each(verified.sklearnConditional)('%s draws only under arguments that a literal decides', (name) => {
    const draw = lookup(name)?.draw;
    expect(draw === undefined || draw.requires !== undefined || draw.unless.length > 1).toBe(true);
  });
  test.each(Object.entries(verified.sklearnFunctions))('%s: %s', (name, when) => {
    const draw = lookup(name)?.draw;
    if (when.startsWith('never')) expect(draw).toBeUndefined();
    else if (when.startsWith('shuffle=True'))
      expect(draw?.requires ?? draw).toMatchObject({ keyword: 'shuffle', value: true });
    else if (when.endsWith('unless shuffle=False'))
      expect(draw?.except?.[0]).toMatchObject({ keyword: 'shuffle', value: false });
    else
      expect(draw === undefined ? lookup(name)?.watch : draw.stream).toBe(
        draw === undefined ? true : 'numpy',
      );
  });
});

describe('seeders', () => {
  test.each(verified.seeders.filter((name) => !/[(*]|Trainer|^tf\./.test(name)))('%s is known', (name) => {
    const fact = lookup(name);
    expect(fact?.seed ?? fact?.watch).toBeTruthy();
  });
  test('cuda.manual_seed leaves the CPU generator alone', () => {
    expect(lookup('torch.cuda.manual_seed')?.seed?.parts).toEqual(['torch.cuda']);
    expect(lookup('torch.manual_seed')?.seed?.parts).toEqual(['torch.cpu', 'torch.cuda', 'torch.cuda.all']);
  });
  test('set_seed seeds three libraries and sets no flag of cuDNN', () => {
    expect(lookup('transformers.set_seed')?.seed?.parts).toContain('numpy');
    expect(lookup('transformers.set_seed')?.seed?.flags.some((flag) => flag.flag.startsWith('cudnn'))).toBe(
      false,
    );
  });
});

test.each([
  ['torch.nn.modules.linear.Linear', 'torch.nn.Linear'],
  ['torch.utils.data.dataloader.DataLoader', 'torch.utils.data.DataLoader'],
  ['torch.random.manual_seed', 'torch.manual_seed'],
  ['torch.cuda.random.manual_seed_all', 'torch.cuda.manual_seed_all'],
  ['torch.distributions.normal.Normal.sample', 'torch.distributions.Normal.sample'],
  ['torch.optim.adam.Adam', 'torch.optim.Adam'],
  ['torch.optim.lr_scheduler.StepLR.step', 'torch.optim.lr_scheduler.StepLR.step'],
  ['torch.optim.AdamW.step', 'torch.optim.Optimizer.step'],
  ['numpy.random.mtrand.rand', 'numpy.random.rand'],
  ['pytorch_lightning.seed_everything', 'lightning.pytorch.seed_everything'],
  ['pytorch_lightning.utilities.seed.seed_everything', 'lightning.pytorch.seed_everything'],
  ['lightning.seed_everything', 'lightning.pytorch.seed_everything'],
  ['lightning.fabric.seed_everything', 'lightning.pytorch.seed_everything'],
  ['lightning.Trainer', 'lightning.pytorch.Trainer'],
  ['pytorch_lightning.Trainer.fit', 'lightning.pytorch.Trainer.fit'],
  ['sklearn.model_selection._split.train_test_split', 'sklearn.model_selection.train_test_split'],
  ['sklearn.ensemble.forest.RandomForestClassifier', 'sklearn.ensemble.RandomForestClassifier'],
  [
    'transformers.models.bert.modeling_bert.BertForSequenceClassification',
    'transformers.BertForSequenceClassification',
  ],
  ['transformers.trainer_utils.set_seed', 'transformers.set_seed'],
  ['torchvision.models.resnet.resnet18', 'torchvision.models.resnet18'],
  ['torchvision.transforms.transforms.RandomCrop', 'torchvision.transforms.RandomCrop'],
  ['gym.make', 'gymnasium.make'],
  ['keras.layers', 'keras.layers'],
  ['toString.constructor', 'toString.constructor'],
])('%s is %s', (name, expected) => {
  expect(canonical(name)).toBe(expected);
});

describe('models of other libraries', () => {
  test.each([
    'torchvision.models.resnet18',
    'torchvision.models.resnext50_32x4d',
    'torchvision.models.wide_resnet50_2',
    'torchvision.models.vit_b_16',
    'torchvision.models.swin_v2_t',
    'torchvision.models.inception_v3',
    'torchvision.models.detection.fasterrcnn_resnet50_fpn',
    'torchvision.models.detection.ssd300_vgg16',
    'torchvision.models.segmentation.lraspp_mobilenet_v3_large',
    'torchvision.models.video.r2plus1d_18',
    'torchvision.models.optical_flow.raft_large',
    'timm.create_model',
    'transformers.AutoModelForSequenceClassification.from_pretrained',
    'transformers.AutoModel.from_config',
    'transformers.GPT2LMHeadModel',
    'segmentation_models_pytorch.Unet',
    'torch_geometric.nn.GCNConv',
    'x_transformers.TransformerWrapper',
  ])('%s draws its weights', (name) => {
    expect(lookup(name)?.draw).toMatchObject({ stream: 'torch', role: 'model', when: 'call' });
  });
  test.each([
    'transformers.AutoModel.from_pretrained',
    'transformers.AutoModelForCausalLM.from_pretrained',
    'transformers.BertConfig',
    'transformers.TFBertModel',
    'torchvision.models.ResNet18_Weights',
    'torchvision.models.get_model_weights',
    'torchvision.models.vit_small',
    'torch_geometric.nn.BatchNorm',
    'torch_geometric.nn.global_mean_pool',
    'torch_geometric.nn.LGConv',
  ])('%s does not', (name) => {
    expect(lookup(name)?.draw).toBeUndefined();
  });
});

test('no two tables state the same kind of fact for one name', () => {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const table of catalogued()) {
    for (const [name, fact] of Object.entries(table)) {
      for (const kind of Object.keys(fact)) {
        const key = `${name} ${kind}`;
        if (seen.has(key)) twice.push(key);
        seen.add(key);
      }
    }
  }
  expect(twice).toEqual([]);
});

test('every name of a table is its own canonical name', () => {
  const names = catalogued().flatMap((table) => Object.keys(table));
  expect(names.filter((name) => lookup(name) === undefined)).toEqual([]);
  expect(names.filter((name) => canonical(name) !== name)).toEqual([]);
});
