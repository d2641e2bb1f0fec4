// Training frameworks: what trains, seeds, calls the script's own objects, or builds models with new weights.

import type { Part } from '../flow/events.ts';
import type { Table } from './api.ts';
import { atCall, each, reseeds } from './build.ts';

const all: readonly Part[] = ['python', 'numpy', 'torch.cpu', 'torch.cuda', 'torch.cuda.all'];

const lightning: Table = {
  'lightning.pytorch.Trainer': {
    returns: 'lightning.pytorch.Trainer',
    calls: ['callbacks'],
    placement: 'if-available',
    watch: true,
  },
  'lightning.pytorch.Trainer.fit': { train: true, calls: [0, 'model', 1, 'train_dataloaders', 'datamodule'] },
  ...each('lightning.pytorch.Trainer', 'test validate predict', { calls: [0, 'model', 'datamodule'] }),
  'lightning.fabric.Fabric': { returns: 'lightning.fabric.Fabric', placement: 'if-available' },
  'lightning.fabric.Fabric.backward': { train: true },
  'lightning.fabric.Fabric.seed_everything': {
    seed: { parts: all, argument: { keyword: 'seed', position: 0 }, none: 'constant', flags: [] },
  },
  'lightning.fabric.Fabric.launch': { calls: [0, 'function'] },
  'lightning.fabric.Fabric.setup_module': { passes: 0 },
};

// Its constructor seeds everything with `args.seed`, 42 unless given: anything drawn before it is not covered.
const hfTrainer = {
  returns: 'transformers.Trainer',
  seed: reseeds(all, 'constant'),
  calls: ['model_init', 'data_collator', 'compute_metrics', 'train_dataset', 'callbacks'],
  placement: 'if-available' as const,
  watch: true as const,
};

const adapters =
  'LoraConfig AdaLoraConfig LoHaConfig LoKrConfig PromptTuningConfig PrefixTuningConfig PromptEncoderConfig'
    .split(' ')
    .map((name) => `peft.${name}`);

const huggingface: Table = {
  ...each('transformers', 'Trainer Seq2SeqTrainer', hfTrainer),
  ...each(
    'trl',
    'SFTTrainer DPOTrainer PPOTrainer RewardTrainer GRPOTrainer ORPOTrainer KTOTrainer CPOTrainer',
    hfTrainer,
  ),
  'sentence_transformers.SentenceTransformerTrainer': hfTrainer,
  'transformers.Trainer.train': { train: true },
  'transformers.Trainer.add_callback': { keeps: [0] },
  'accelerate.Accelerator': { returns: 'accelerate.Accelerator', placement: 'if-available' },
  'accelerate.Accelerator.backward': { train: true },
  'accelerate.Accelerator.prepare_model': { passes: 0 },
  'accelerate.notebook_launcher': { calls: [0, 'function'], watch: true },
  // Adapters that are told how to start are computed from the model or from data.
  'peft.get_peft_model': {
    draw: atCall('torch', 'model', { given: adapters, unless: ['init_lora_weights', 'init_weights'] }),
    passes: 0,
  },

  ...each(
    '',
    `evaluate.load transformers.pipeline huggingface_hub.hf_hub_download huggingface_hub.snapshot_download
    sentence_transformers.SentenceTransformer`,
    { watch: true },
  ),
};

const others: Table = {
  // Its configuration says where, and that is the GPU unless it is changed.
  'detectron2.modeling.build_model': { placement: 'if-available' },
  'composer.Trainer': { returns: 'composer.Trainer', placement: 'if-available', watch: true },
  'composer.Trainer.fit': { train: true },
  'ignite.engine.Engine': { returns: 'ignite.engine.Engine', calls: [0, 'process_function'] },
  'ignite.engine.Engine.run': { train: true },
  'ignite.engine.Engine.on': { returns: 'ignite.engine.Engine.on' },
  'ignite.engine.Engine.add_event_handler': { keeps: [1] },
  'ignite.engine.create_supervised_trainer': { returns: 'ignite.engine.Engine' },
  'fastai.learner.Learner': { returns: 'fastai.learner.Learner', placement: 'if-available' },
  ...each('fastai.learner.Learner', 'fit fit_one_cycle fine_tune', { train: true }),

  // With a seed the constructor also seeds the environment and its action space.
  ...each(
    'stable_baselines3',
    'PPO A2C DQN SAC TD3 DDPG ARS CrossQ MaskablePPO QRDQN RecurrentPPO TQC TRPO',
    {
      returns: 'stable_baselines3.Algorithm',
      draw: atCall('torch', 'model', { unless: ['seed'] }),
      seed: {
        parts: [...all, 'gym', 'gym.space'],
        argument: { keyword: 'seed', position: 99 },
        none: 'nothing',
        flags: [],
      },
      placement: 'if-available',
      watch: true,
    },
  ),
  'stable_baselines3.Algorithm.learn': { train: true },

  'albumentations.Compose': { calls: [0, 'transforms'], watch: true },
  ...each('albumentations', 'Compose ReplayCompose', { calls: [0, 'transforms'], watch: true }),
  'monai.transforms.Compose': { calls: [0, 'transforms'], watch: true },
};

export const trainers: Table = { ...lightning, ...huggingface, ...others };
