// Names that are too many to list: builders of models, and other classes whose names follow a pattern.

import type { ApiFact } from './api.ts';
import { atCall, atUse, condition, reseeds, seeds } from './build.ts';

export interface Family {
  /** Names under this prefix (a dot follows it) are tried against the pattern. */
  readonly prefix: string;
  readonly pattern: RegExp;
  readonly fact: ApiFact;
}

const model: ApiFact = { draw: atCall('torch', 'model') };
const shuffling: ApiFact = {
  draw: atUse('torch', 'shuffle', { unless: ['generator'], requires: condition('shuffle', true) }),
  calls: [0, 'dataset', 'data', 'transform', 'collate_fn', 'worker_init_fn'],
  watch: true,
};

/** First match wins. Given weights overwrite what was drawn, so a pretrained model says nothing. */
export const families: readonly Family[] = [
  {
    prefix: 'torchvision.models',
    pattern:
      /^(?:(?:detection|segmentation|video|optical_flow|quantization)\.)?(?:(?:alexnet|convnext_|deeplabv3_|densenet\d|efficientnet_|fasterrcnn_|fcn_|fcos_|googlenet|inception_v3|keypointrcnn_|lraspp_|maskrcnn_|maxvit_|mc3_|mnasnet\d|mobilenet_v|mvit_|r2plus1d_|r3d_|raft_|regnet_|resnex?t\d|retinanet_|s3d|shufflenet_|squeezenet|ssd|swin3?d?_|vgg\d|vit_[bhl]_|wide_resnet)\w*|(?!\w*_Weights)(?:ResNet|VGG|DenseNet|AlexNet|VisionTransformer|SwinTransformer|ConvNeXt|EfficientNet|MobileNetV[23]|Inception3|GoogLeNet|RegNet|SqueezeNet|ShuffleNetV2|MNASNet))$/,
    fact: {
      draw: atCall('torch', 'model', {
        unless: ['weights'],
        except: [condition('pretrained', true, 0), condition('weights', 'DEFAULT', null)],
      }),
    },
  },
  {
    prefix: 'timm',
    pattern: /^(?:models\.)?create_model$/,
    fact: { draw: atCall('torch', 'model', { except: [condition('pretrained', true, 1)] }) },
  },
  {
    prefix: 'timm.models',
    pattern: /^(?:\w+\.)*(?:VisionTransformer|ResNet|ConvNeXt|SwinTransformer|EfficientNet)$/,
    fact: model,
  },

  // A head for a task that the checkpoint does not have is new, hence drawn; language-model heads come with it.
  {
    prefix: 'transformers',
    pattern:
      /^\w+For(?:SequenceClassification|TokenClassification|QuestionAnswering|MultipleChoice|ImageClassification|AudioClassification|VideoClassification|SemanticSegmentation|ObjectDetection|CTC)\.from_pretrained$/,
    fact: { ...model, watch: true },
  },
  { prefix: 'transformers', pattern: /^\w+\.from_pretrained$/, fact: { watch: true } },
  { prefix: 'transformers', pattern: /^Auto\w*Model\w*\.from_config$/, fact: model },
  {
    prefix: 'transformers',
    pattern: /^(?!Auto|TF|Flax|DataCollator)\w+(?:Model|For[A-Z]\w+|LMHeadModel)$/,
    fact: model,
  },
  {
    prefix: 'trl',
    pattern: /^(?:[a-z]\w*\.)*\w+Trainer$/,
    fact: {
      returns: 'transformers.Trainer',
      seed: reseeds(['python', 'numpy', 'torch.cpu', 'torch.cuda', 'torch.cuda.all'], 'constant'),
      placement: 'if-available',
    },
  },

  {
    prefix: 'segmentation_models_pytorch',
    pattern:
      /^(?:create_model|Unet|UnetPlusPlus|MAnet|Linknet|FPN|PSPNet|PAN|DeepLabV3|DeepLabV3Plus|UPerNet|Segformer)$/,
    fact: model,
  },
  {
    prefix: 'x_transformers',
    pattern:
      /^(?:\w+TransformerWrapper|TransformerWrapper|XTransformer|Encoder|Decoder|CrossAttender|AttentionLayers|XLAutoregressiveWrapper)$/,
    fact: model,
  },
  {
    prefix: 'vit_pytorch',
    pattern: /^(?:\w+\.)?(?:\w*ViT|CCT|CvT|DeepViT|CaiT|T2TViT|PiT|LeViT|NesT|MAE)$/,
    fact: model,
  },
  { prefix: 'efficientnet_pytorch', pattern: /^EfficientNet\.from_name$/, fact: model },
  { prefix: 'monai.networks.nets', pattern: /^(?!get_)[A-Z]\w*$/, fact: model },
  { prefix: 'torchaudio.models', pattern: /^[A-Z]\w*$/, fact: model },
  {
    prefix: 'torchaudio.transforms',
    pattern: /^(?:FrequencyMasking|TimeMasking)$/,
    fact: { draw: atUse('torch', 'transform') },
  },
  {
    prefix: 'diffusers',
    pattern: /^(?:UNet\w+Model|Autoencoder\w+|Transformer\w+Model|DiTTransformer2DModel)$/,
    fact: model,
  },
  { prefix: 'diffusers', pattern: /^\w+\.from_pretrained$/, fact: { watch: true } },
  {
    prefix: 'kornia.augmentation',
    pattern: /^(?:Random\w+|ColorJitter|ColorJiggle)$/,
    fact: { draw: atUse('torch', 'transform') },
  },

  // Every layer is a module: what the methods of a module do, they do on each.
  {
    prefix: 'torch.nn',
    pattern: /^[A-Z]\w*\.(?:to|cpu|float|double|half|bfloat16|train|eval|requires_grad_|type|share_memory)$/,
    fact: { passes: 'self' },
  },
  { prefix: 'torch.nn', pattern: /^[A-Z]\w*\.cuda$/, fact: { passes: 'self', placement: 'certain' } },
  { prefix: 'torch.nn', pattern: /^[A-Z]\w*\.apply$/, fact: { calls: [0, 'fn'], passes: 'self' } },
  {
    prefix: 'torch.nn',
    pattern: /^[A-Z]\w*\.register_(?:forward_hook|forward_pre_hook|full_backward_hook)$/,
    fact: { keeps: [0] },
  },

  // Layers without weights of their own (LGConv, SimpleConv, WLConv), norms and pooling draw nothing.
  {
    prefix: 'torch_geometric.nn',
    pattern:
      /^(?!LGConv$|SimpleConv$|WLConv|HeteroConv$|Sequential$)(?:\w+Conv|TGNMemory|Linear|HeteroLinear|HeteroDictLinear|MLP|GCN|GraphSAGE|GIN|GAT|PNA|EdgeCNN|Node2Vec|MetaPath2Vec|GraphUNet|SchNet|DimeNet|DimeNetPlusPlus|AttentiveFP|RECT_L|DeepGCNLayer|TransE|ComplEx|DistMult|RotatE|SAGPooling|TopKPooling|ASAPooling|Set2Set)$/,
    fact: model,
  },
  // GINConv, NNConv and what only passes messages on have no weights of their own.
  {
    prefix: 'dgl.nn',
    pattern:
      /^(?:CFConv|ChebConv|CuGraph\w+Conv|Dense\w+Conv|DGNConv|DotGatConv|EdgeConv|E(?:dge)?GATConv|EGNNConv|GATConv|GATv2Conv|GatedGCNConv|GatedGraphConv|GCN2Conv|GMMConv|GraphConv|HGTConv|PNAConv|RelGraphConv|SAGEConv|SGConv|TAGConv|TWIRLSConv|Set2Set|SetTransformer\w+|WeightAndSum|TypedLinear|HeteroLinear|HeteroEmbedding|DeepWalk|MetaPath2Vec|BiasedMHA|DegreeEncoder|EGTLayer|GraphormerLayer|LapPosEncoder|PathEncoder|SpatialEncoder(?:3d)?)$/,
    fact: { draw: atCall('torch', 'model', { except: [condition('weight', false, 3)] }) },
  },
  { prefix: 'torch_geometric.loader', pattern: /^(?:DataLoader|\w+Loader)$/, fact: shuffling },
  { prefix: 'torch_geometric.data', pattern: /^DataLoader$/, fact: shuffling },
  {
    prefix: 'torch_geometric.datasets',
    pattern: /^[A-Z]\w*\.shuffle$/,
    fact: { draw: atCall('torch', 'call'), passes: 'self' },
  },
  { prefix: 'monai.transforms', pattern: /^Rand\w+$/, fact: { watch: true } },
  {
    prefix: 'stable_baselines3.common',
    pattern: /^(?:monitor\.Monitor|atari_wrappers\.\w+|vec_env\.(?:VecNormalize|VecFrameStack|VecMonitor))$/,
    fact: { passes: 0 },
  },
  // A wrapper acts as the environment that it wraps; a space may be made with its seed.
  { prefix: 'gymnasium.wrappers', pattern: /^(?:vector\.)?[A-Z]\w*$/, fact: { passes: 0 } },
  {
    prefix: 'gymnasium.spaces',
    pattern: /^[A-Z]\w*$/,
    fact: {
      returns: 'gymnasium.Space',
      fresh: true,
      seed: seeds(['gym.space'], 'seed', 'nothing', [], 99),
    },
  },
  {
    prefix: 'equinox.nn',
    pattern: /^[A-Z]\w*$/,
    fact: { spends: { keyword: 'key', position: 99 } },
  },
  { prefix: 'monai.data', pattern: /^(?:DataLoader|ThreadDataLoader)$/, fact: shuffling },
  { prefix: 'monai.data', pattern: /^ArrayDataset$/, fact: { watch: true } },
  {
    prefix: 'monai.data',
    pattern: /^create_test_image_[23]d$/,
    fact: { draw: atCall('numpy', 'call', { unless: ['random_state'] }) },
  },
];
