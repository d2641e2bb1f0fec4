// Determinism flags and environment variables: which calls and assignments set them, and to what.

import { expect, test } from 'vitest';
import { interpret } from './interpret.ts';

/** Each setting as `flag=value`, in order; a value that is not known is `null`. */
function settings(code: string): string[] {
  const flow = interpret(`import os, torch\nfrom torch.backends import cudnn\n${code}\n`);
  return flow.events.flatMap((event) =>
    event.kind === 'flag' && event.reach === 'run' ? [`${event.flag}=${event.value}`] : [],
  );
}

const cases: readonly [code: string, flags: readonly string[]][] = [
  ['torch.backends.cudnn.benchmark = True', ['cudnn.benchmark=true']],
  ['cudnn.deterministic = False', ['cudnn.deterministic=false']],
  ['cudnn.enabled = load()', ['cudnn.enabled=null']],
  ['cudnn.benchmark = 1', ['cudnn.benchmark=true']],
  ['cudnn.benchmark = cudnn.deterministic = True', ['cudnn.benchmark=true', 'cudnn.deterministic=true']],
  ['cudnn.unknown = True', []],
  ['other.benchmark = True', []],
  ['torch.backends.cuda.matmul.allow_tf32 = True', ['allow-tf32=true']],
  ['cudnn.conv.fp32_precision = "tf32"', ['allow-tf32=true']],
  ['cudnn.conv.fp32_precision = "ieee"', ['allow-tf32=false']],
  ['cudnn.conv.fp32_precision = load()', ['allow-tf32=null']],
  ['torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False', ['reduced-precision=false']],
  ['torch._inductor.config.fallback_random = True', ['fallback-random=true']],
  ['torch.utils.deterministic.fill_uninitialized_memory = False', ['fill-uninitialized=false']],
  ['os.environ["PYTHONHASHSEED"] = "0"', ['pythonhashseed=0']],
  ['os.environ["PYTHONHASHSEED"] = str(load())', ['pythonhashseed=null']],
  ['os.environ["OTHER"] = "0"', []],
  ['os.environ[load()] = "0"', []],
  ['os.environ[0] = "0"', []],
  ['other.environ["PYTHONHASHSEED"] = "0"', []],
  ['os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":16:8")', ['cublas-workspace=:16:8']],
  ['os.environ.setdefault()', []],
  ['os.putenv("NCCL_ALGO", "Ring")', ['nccl=Ring']],
  ['os.environ.update({"NCCL_PROTO": "Simple", "OTHER": "1"})', ['nccl=Simple']],
  ['os.environ.update(PYTHONHASHSEED="1")', ['pythonhashseed=1']],
  ['torch.use_deterministic_algorithms(True)', ['deterministic-algorithms=true']],
  ['torch.use_deterministic_algorithms(mode=False)', ['deterministic-algorithms=false']],
  ['torch.use_deterministic_algorithms(load())', ['deterministic-algorithms=null']],
  ['torch.use_deterministic_algorithms()', ['deterministic-algorithms=null']],
  [
    'torch.use_deterministic_algorithms(True, warn_only=True)',
    ['deterministic-algorithms=true', 'warn-only=true'],
  ],
  ['torch.use_deterministic_algorithms(True, warn_only=False)', ['deterministic-algorithms=true']],
  ['torch.use_deterministic_algorithms(True, warn_only=load())', ['deterministic-algorithms=true']],
  ['torch.use_deterministic_algorithms(False, warn_only=True)', ['deterministic-algorithms=false']],
  ['torch.set_deterministic(d=True)', ['deterministic-algorithms=true']],
  ['torch.set_deterministic_debug_mode("default")', ['deterministic-algorithms=false']],
  ['torch.set_deterministic_debug_mode(0)', ['deterministic-algorithms=false']],
  ['torch.set_deterministic_debug_mode("error")', ['deterministic-algorithms=true']],
  [
    'torch.set_deterministic_debug_mode(debug_mode="warn")',
    ['deterministic-algorithms=true', 'warn-only=true'],
  ],
  ['torch.set_deterministic_debug_mode(1)', ['deterministic-algorithms=true', 'warn-only=true']],
  ['torch.set_deterministic_debug_mode(load())', ['deterministic-algorithms=null']],
  ['cudnn.flags(enabled=True, benchmark=False)', ['cudnn.enabled=true', 'cudnn.benchmark=false']],
  ['cudnn.set_flags(_deterministic=True)', ['cudnn.deterministic=true']],
  ['cudnn.set_flags(_benchmark=load())', ['cudnn.benchmark=null']],
  ['torch.set_float32_matmul_precision("high")', ['matmul-precision=high']],
  ['torch.set_float32_matmul_precision(precision="medium")', ['matmul-precision=medium']],
  ['torch.set_float32_matmul_precision(load())', ['matmul-precision=null']],
  [
    'import lightning as L\nL.Trainer(deterministic=True)',
    ['deterministic-algorithms=true', 'cudnn.benchmark=false'],
  ],
  [
    'import lightning as L\nL.Trainer(deterministic="warn")',
    ['deterministic-algorithms=true', 'cudnn.benchmark=false', 'warn-only=true'],
  ],
  ['import lightning as L\nL.Trainer(deterministic=False)', ['deterministic-algorithms=false']],
  ['import lightning as L\nL.Trainer(deterministic=None)', []],
  ['import lightning as L\nL.Trainer(deterministic=load())', ['deterministic-algorithms=null']],
  ['import lightning as L\nL.Trainer(benchmark=True)', ['cudnn.benchmark=true']],
  ['import lightning as L\nL.Trainer(benchmark=None)', []],
  [
    'import composer\ncomposer.Trainer(deterministic_mode=True)',
    ['deterministic-algorithms=true', 'cudnn.benchmark=false'],
  ],
  [
    'from transformers import Trainer, TrainingArguments\nTrainer(m, args=TrainingArguments("x", full_determinism=True))',
    ['deterministic-algorithms=true', 'cudnn.deterministic=true', 'cudnn.benchmark=false'],
  ],
  [
    'from transformers import Trainer, TrainingArguments\nTrainer(m, TrainingArguments("x", full_determinism=False))',
    [],
  ],
  [
    'from transformers import enable_full_determinism\nenable_full_determinism(1)',
    [
      'cudnn.benchmark=false',
      'cudnn.deterministic=true',
      'deterministic-algorithms=true',
      'cublas-workspace=:16:8',
    ],
  ],
  ['from transformers import set_seed\nset_seed(1, deterministic=True)', ['deterministic-algorithms=true']],
  ['from transformers import set_seed\nset_seed(1)', []],
  ['if load():\n    cudnn.benchmark = True', []],
  ['def unused():\n    cudnn.benchmark = True', []],
];

test.each(cases)('%s', (code, flags) => {
  expect(settings(code)).toEqual(flags);
});
