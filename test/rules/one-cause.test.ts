// One cause of one stream is one finding: which rule speaks, where it points, and what stays a hint.

import { describe, expect, test } from 'vitest';
import { check, defaults, rowOf } from './run-rules.ts';

/** "SR103 warning torch 4" for each finding, hints left out unless asked for. */
function said(text: string, hints = false, settings = defaults): string[] {
  return check(text, settings)
    .findings.filter((finding) => hints || finding.severity !== 'hint')
    .sort((a, b) => a.span.start - b.span.start)
    .map(
      ({ code, severity, stream, span }) => `${code} ${severity} ${stream ?? '-'} ${rowOf(text, span.start)}`,
    );
}

describe('the rule that names the cause replaces the general one', () => {
  test.each([
    ['nothing seeds', 'import torch\nx = torch.randn(2)\n', ['SR103 warning torch 2']],
    [
      'another stream is seeded',
      'import torch\nimport random\nrandom.seed(0)\nx = torch.randn(2)\n',
      ['SR107 warning torch 4'],
    ],
    [
      'only the GPU is seeded',
      'import torch\ntorch.cuda.manual_seed_all(0)\nx = torch.randn(2)\n',
      ['SR107 warning torch 3'],
    ],
    [
      'the seed is late',
      'import torch\nx = torch.randn(2)\ntorch.manual_seed(0)\n',
      ['SR104 warning torch 2'],
    ],
    [
      'the seed is the clock',
      'import time\nimport torch\ntorch.manual_seed(int(time.time()))\nx = torch.randn(2)\n',
      ['SR106 error torch 3'],
    ],
    ['the seed is nothing', 'import random\nrandom.seed(None)\nrandom.random()\n', ['SR105 error python 2']],
    [
      'the seed is on one path',
      'import torch\nif torch.cuda.is_available():\n    torch.manual_seed(0)\nx = torch.randn(2)\n',
      ['SR114 warning torch 4'],
    ],
    [
      'nothing calls the seeding function',
      'import random\nimport torch\n\n\ndef seed(s):\n    random.seed(s)\n    torch.manual_seed(s)\n\n\nx = torch.randn(2)\ny = random.random()\n',
      ['SR115 warning torch 5', 'SR115 warning python 11'],
    ],
    [
      'the option is None',
      'import argparse\nimport torch\np = argparse.ArgumentParser()\np.add_argument("--seed", type=int)\na = p.parse_args()\nif a.seed:\n    torch.manual_seed(a.seed)\nx = torch.randn(2)\n',
      ['SR112 warning torch 8'],
    ],
    [
      'nobody reads the option',
      'import argparse\nimport torch\np = argparse.ArgumentParser()\np.add_argument("--seed", type=int, default=1)\np.parse_args()\nx = torch.randn(2)\n',
      ['SR111 warning torch 4'],
    ],
  ])('%s', (_why, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe('of one stream only the first draw in execution order is a warning', () => {
  const text =
    'import torch\n\n\ndef late():\n    return torch.rand(1)\n\n\nfirst = torch.randn(2)\nlate()\ntorch.randperm(3)\n';
  test('later ones are hints that point to it', () => {
    expect(said(text, true)).toEqual(['SR103 hint torch 5', 'SR103 warning torch 8', 'SR103 hint torch 10']);
    const later = check(text).findings.filter((finding) => finding.severity === 'hint');
    expect(later.map(({ related }) => rowOf(text, related[0]?.span.start ?? 0))).toEqual([8, 8]);
  });
  test('the first one lists them', () => {
    const [first] = check(text).findings.filter((finding) => finding.severity === 'warning');
    expect(first?.related.map(({ span }) => rowOf(text, span.start))).toEqual([5, 10]);
  });
  test('a seed value that spreads is one finding for each stream', () => {
    const spread =
      'import os\nimport random\nimport torch\nseed = os.getpid()\nrandom.seed(seed)\ntorch.manual_seed(seed)\ntorch.cuda.manual_seed(seed)\ntorch.cuda.manual_seed_all(seed)\nprint(torch.rand(1), random.random())\n';
    expect(said(spread)).toEqual(['SR106 error python 5', 'SR106 error torch 6']);
  });
});

describe('silence', () => {
  test.each([
    [
      'a helper that is not known here',
      'import torch\nfrom helpers import seed_all\nseed_all(3)\nx = torch.randn(2)\n',
    ],
    [
      'a seed from the environment',
      'import os\nimport torch\ntorch.manual_seed(int(os.environ["SEED"]))\nx = torch.randn(2)\n',
    ],
    [
      'a function that nothing calls',
      'import torch\n\n\ndef demo():\n    return torch.randn(2)\n\n\nprint("ready")\n',
    ],
    [
      'both paths seed',
      'import sys\nimport torch\nif len(sys.argv) > 1:\n    torch.manual_seed(1)\nelse:\n    torch.manual_seed(2)\nx = torch.randn(2)\n',
    ],
    ['only flags', 'import torch\ntorch.use_deterministic_algorithms(True)\n'],
  ])('%s', (_why, text) => {
    expect(said(text)).toEqual([]);
  });
});

test('a file that only defines gets one hint for each stream, and no fix', () => {
  const text =
    'import numpy as np\nimport torch\n\n\ndef build():\n    np.random.rand()\n    torch.rand(1)\n    return torch.nn.Linear(2, 2)\n';
  expect(said(text, true)).toEqual(['SR102 hint numpy 6', 'SR103 hint torch 7']);
  expect(check(text).findings.flatMap((finding) => finding.fixes)).toEqual([]);
});

test('weights that a checkpoint replaces, where nothing is trained, are a hint', () => {
  const text =
    'import torch\n\n\nclass Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = torch.nn.Linear(2, 2)\n\n\nnet = Net()\nnet.load_state_dict(torch.load("net.pt"))\nprint(net(torch.ones(2)))\n';
  expect(said(text)).toEqual([]);
  expect(said(text, true)).toEqual(['SR103 hint torch 7']);
});

test('a look at rows that nothing goes on with is a hint', () => {
  const text = 'import pandas as pd\ndf = pd.read_csv("a.csv")\ndf.sample(5)\n';
  expect(said(text)).toEqual([]);
  expect(said(`${text}train = df.sample(frac=0.8)\n`)).toEqual(['SR608 warning numpy 4']);
});

describe('a seeding function that this script could do without', () => {
  const fn = 'def set_seed(seed):\n    torch.manual_seed(seed)\n';
  test('is completed by a hint', () => {
    expect(said(`import torch\n\n\n${fn}\n\nset_seed(1)\nx = torch.randn(2)\n`, true)).toEqual([
      'SR107 hint - 4',
    ]);
  });
  test('is a warning where it leaves out a stream that is used', () => {
    expect(
      said(
        `import random\nimport torch\n\n\n${fn}\n\nset_seed(1)\nx = torch.randn(2)\nrandom.random()\n`,
        true,
      ),
    ).toEqual(['SR107 warning python 11']);
  });
});

describe('flags', () => {
  const train = 'model = torch.nn.Linear(2, 2).cuda()\nmodel(torch.ones(2).cuda()).sum().backward()\n';
  test('a script that trains on a GPU is told once, at the first placement', () => {
    expect(said(`import torch\ntorch.manual_seed(0)\n${train}`)).toEqual([
      'SR301 information - 3',
      'SR303 information - 3',
    ]);
  });
  test.each([
    ['a convolution', '', 'torch.nn.Conv2d(3, 8, 3)'],
    ['a convolution that is applied only', '', 'Net()'],
    ['a recurrent layer', '', 'torch.nn.LSTM(2, 2)'],
    ['a model of a library', 'from torchvision import models\n', 'models.resnet18(weights="DEFAULT")'],
    [
      'a model that is chosen by its name',
      'import torchvision.models as zoo\n',
      'zoo.__dict__[name](weights="DEFAULT")',
    ],
    [
      'a model of pictures',
      'import transformers\n',
      'transformers.AutoModelForImageTextToText.from_pretrained("a/b")',
    ],
  ])('the flag of cuDNN is a warning where there is %s', (_what, imports, model) => {
    const net =
      model === 'Net()'
        ? 'class Net(torch.nn.Module):\n    def forward(self, x): return torch.nn.functional.conv2d(x, x)\n'
        : '';
    const text = `import torch\n${imports}torch.manual_seed(0)\n${net}${train.replace('torch.nn.Linear(2, 2)', model)}`;
    const row = rowOf(text, text.indexOf('model ='));
    expect(said(text).filter((one) => one.startsWith('SR303'))).toEqual([`SR303 warning - ${row}`]);
  });
  test.each([
    ['a graph network', 'from torch_geometric.nn import GATConv\n', 'GATConv(2, 2)'],
    ['a language model', 'import transformers\n', 'transformers.AutoModelForCausalLM.from_pretrained("a/b")'],
    ['transforms only', 'from torchvision import transforms\n', 'torch.nn.Linear(2, 2)'],
  ])('the flag of cuDNN is an information where there is %s', (_what, imports, model) => {
    const text = `import torch\n${imports}torch.manual_seed(0)\n${train.replace('torch.nn.Linear(2, 2)', model)}`;
    expect(said(text).filter((one) => one.startsWith('SR303'))).toEqual(['SR303 information - 4']);
  });
  test('without any sign of intent, less is said', () => {
    expect(said(`import torch\ntorch.backends.cudnn.benchmark = True\n${train}`)).toEqual(
      ['SR303 information - 3', 'SR103 warning torch 3'].sort(),
    );
  });
  test('the variable for cuBLAS is asked for before torch 2.10 only', () => {
    const text = `import torch\ntorch.manual_seed(0)\ntorch.use_deterministic_algorithms(True)\n${train}`;
    expect(said(text)).toEqual([]);
    expect(said(text, false, { ...defaults, torch: [2, 9] })).toEqual(['SR306 error - 3']);
    const set = `import os\nos.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"\n${text}`;
    expect(said(set, false, { ...defaults, torch: [2, 9] })).toEqual([]);
    const wrong = set.replace(':4096:8', ':8');
    expect(said(wrong, false, { ...defaults, torch: [2, 9] })).toEqual(['SR306 error - 2']);
    const late = `${text}import os\nos.environ["CUBLAS_WORKSPACE_CONFIG"] = ":16:8"\n`;
    expect(said(late, false, { ...defaults, torch: [2, 9] })).toEqual(['SR306 error - 7']);
  });
});
