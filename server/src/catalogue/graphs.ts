// Graph learning: what the transforms, loaders and functions of PyTorch Geometric and DGL draw, read from their sources.

import type { Table } from './api.ts';
import { atCall, atUse, condition, each } from './build.ts';

const transforms = 'torch_geometric.transforms';

export const graphs: Table = {
  ...each(
    transforms,
    'AddRandomMetaPaths HalfHop NodePropertySplit RandomJitter RandomLinkSplit RandomShear RandomTranslate SamplePoints',
    { draw: atUse('torch', 'transform') },
  ),
  [`${transforms}.RandomNodeSplit`]: { draw: atUse('torch', 'split') },
  ...each(transforms, 'RandomFlip RandomRotate RandomScale', { draw: atUse('python', 'transform') }),
  // It asks NumPy unless each point may be taken once only.
  [`${transforms}.FixedPoints`]: {
    draw: atUse('numpy', 'transform', { except: [condition('replace', false, 1)] }),
  },
  [`${transforms}.Compose`]: { calls: [0, 'transforms'] },
  ...each(
    'torch_geometric.utils',
    `barabasi_albert_graph erdos_renyi_graph stochastic_blockmodel_graph structured_negative_sampling
    train_test_split_edges`,
    { draw: atCall('torch', 'call') },
  ),
  // They take their pairs from a sample of Python's.
  ...each('torch_geometric.utils', 'negative_sampling batched_negative_sampling', {
    draw: atCall('python', 'call'),
  }),
  ...each(
    'torch_geometric.utils',
    'dropout_adj dropout_edge dropout_node dropout_path mask_feature shuffle_node',
    {
      draw: atCall('torch', 'call', { except: [condition('training', false)] }),
    },
  ),
  'torch_geometric.device': { hardware: true },

  'dgl.dataloading.GraphDataLoader': {
    draw: atUse('torch', 'shuffle', { unless: ['generator'], requires: condition('shuffle', true) }),
    calls: [0, 'dataset', 'sampler', 'collate_fn', 'worker_init_fn'],
  },
  // Not torch's loader, though it is a subclass: it shuffles the ids of nodes and edges with NumPy.
  'dgl.dataloading.DataLoader': {
    draw: atUse('numpy', 'shuffle', { requires: condition('shuffle', true) }),
  },
};
