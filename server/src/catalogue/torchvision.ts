// torchvision: random transforms of both versions; its model builders are a family in third-party.ts.

import type { Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

const torchDrawn = `AugMix AutoAugment ColorJitter ElasticTransform GaussianBlur RandAugment RandomAdjustSharpness RandomAffine
  RandomApply RandomAutocontrast RandomCrop RandomEqualize RandomErasing RandomGrayscale RandomHorizontalFlip RandomInvert
  RandomPerspective RandomPosterize RandomResizedCrop RandomRotation RandomSolarize RandomVerticalFlip TrivialAugmentWide`;

const onlyInV2 = `CutMix GaussianNoise JPEG MixUp RandomChannelPermutation RandomChoice RandomIoUCrop RandomOrder
  RandomPhotometricDistort RandomResize RandomShortestSize RandomZoomOut ScaleJitter`;

/** What they do needs no number but that for whether to do it: with `p=1` they always do, with `p=0` never. */
const flips =
  'RandomAutocontrast RandomEqualize RandomGrayscale RandomHorizontalFlip RandomInvert RandomVerticalFlip';
const adjusts = 'RandomAdjustSharpness RandomPosterize RandomSolarize';

const never = (position: number) => condition('p', 0, position);
const unlessDecided = (position: number) => ({
  draw: atUse('torch', 'transform', {
    except: [never(position), { ...condition('p', 1, position), orMore: true as const }],
  }),
});

const wraps = [0, 'transforms'];

export const torchvision: Table = {
  ...each('torchvision.transforms', `${torchDrawn} RandomSizedCrop`, { draw: atUse('torch', 'transform') }),
  ...each('torchvision.transforms.v2', `${torchDrawn} ${onlyInV2}`, { draw: atUse('torch', 'transform') }),
  ...each('torchvision.transforms', flips, unlessDecided(0)),
  ...each('torchvision.transforms.v2', flips, unlessDecided(0)),
  ...each('torchvision.transforms', adjusts, unlessDecided(1)),
  ...each('torchvision.transforms.v2', adjusts, unlessDecided(1)),
  ...each('torchvision.transforms', 'RandomErasing v2.RandomErasing', {
    draw: atUse('torch', 'transform', { except: [never(0)] }),
  }),
  ...each('torchvision.transforms', 'RandomApply v2.RandomApply', { ...unlessDecided(1), calls: wraps }),
  // The first version of these two asks the `random` module.
  'torchvision.transforms.RandomChoice': { draw: atUse('python', 'transform'), calls: wraps },
  'torchvision.transforms.RandomOrder': { draw: atUse('python', 'transform'), calls: wraps },
  'torchvision.transforms.v2.RandomChoice': { draw: atUse('torch', 'transform'), calls: wraps },
  'torchvision.transforms.v2.RandomOrder': { draw: atUse('torch', 'transform'), calls: wraps },
  ...each('torchvision.transforms', 'Compose v2.Compose', { calls: wraps }),
  ...each('torchvision.transforms', 'Lambda v2.Lambda', { calls: [0, 'lambd'] }),
  'torchvision.datasets.FakeData': { calls: ['transform', 'target_transform'] },
  ...each(
    'torchvision.datasets',
    'ImageFolder DatasetFolder CIFAR10 CIFAR100 MNIST FashionMNIST KMNIST EMNIST SVHN STL10 ImageNet',
    {
      calls: ['transform', 'target_transform', 'loader'],
    },
  ),
  'torchvision.ops.drop_block2d': {
    draw: atCall('torch', 'call', { except: [condition('training', false, 5)] }),
  },
  'torchvision.ops.stochastic_depth': {
    draw: atCall('torch', 'call', { except: [condition('training', false, 3)] }),
  },
  'torchvision.ops.MLP': { draw: atCall('torch', 'model') },
  'torchvision.ops.Conv2dNormActivation': { draw: atCall('torch', 'model') },
};
