// The lines of the seed block, written with the names that a file has for the libraries.

import type { FlagEvent, SeedEvent } from '../flow/events.ts';
import type { Needed } from './imports.ts';

export type Line =
  | 'python'
  | 'hash'
  | 'numpy'
  | 'torch'
  | 'cuda'
  | 'cuda-all'
  | 'benchmark'
  | 'deterministic'
  | 'cublas'
  | 'strict';

export interface LineNames {
  readonly os: string;
  readonly random: string;
  readonly numpy: string;
  readonly torch: string;
  /** `torch.backends.cudnn`, or the file's alias of it. */
  readonly cudnn: string;
}

export const EIGHT: readonly Line[] = [
  'python',
  'hash',
  'numpy',
  'torch',
  'cuda',
  'cuda-all',
  'benchmark',
  'deterministic',
];
export const STRICT: readonly Line[] = ['cublas', 'strict'];
export const WITHOUT_TORCH: readonly Line[] = ['python', 'hash', 'numpy'];

/** The module that a line cannot be written without. */
export const NEEDS: Readonly<Record<Line, Needed>> = {
  python: 'random',
  hash: 'os',
  numpy: 'numpy',
  torch: 'torch',
  cuda: 'torch',
  'cuda-all': 'torch',
  benchmark: 'torch',
  deterministic: 'torch',
  cublas: 'os',
  strict: 'torch',
};

export function lineText(line: Line, names: LineNames, seed: string): string {
  switch (line) {
    case 'python':
      return `${names.random}.seed(${seed})`;
    case 'hash':
      return `${names.os}.environ["PYTHONHASHSEED"] = ${/^\d+$/.test(seed) ? `"${seed}"` : `str(${seed})`}`;
    case 'numpy':
      return `${names.numpy}.random.seed(${forNumpy(seed)})`;
    case 'torch':
      return `${names.torch}.manual_seed(${seed})`;
    case 'cuda':
      return `${names.torch}.cuda.manual_seed(${seed})`;
    case 'cuda-all':
      return `${names.torch}.cuda.manual_seed_all(${seed})`;
    case 'benchmark':
      return `${names.cudnn}.benchmark = False`;
    case 'deterministic':
      return `${names.cudnn}.deterministic = True`;
    case 'cublas':
      return `${names.os}.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")`;
    case 'strict':
      return `${names.torch}.use_deterministic_algorithms(True)`;
  }
}

/** NumPy takes 32 bits where the others take 64. */
function forNumpy(seed: string): string {
  return /^\d+$/.test(seed) && Number(seed) >= 2 ** 32 ? `${seed} % 2**32` : seed;
}

/** The lines whose work an event does. */
export function linesDoneBy(event: SeedEvent | FlagEvent): readonly Line[] {
  if (event.kind === 'flag') {
    switch (event.flag) {
      case 'pythonhashseed':
        return ['hash'];
      case 'cudnn.benchmark':
        return ['benchmark'];
      case 'cudnn.deterministic':
        return ['deterministic'];
      case 'cublas-workspace':
        return ['cublas'];
      case 'deterministic-algorithms':
        return ['strict'];
      default:
        return [];
    }
  }
  // torch.manual_seed reaches every GPU too, yet the block has lines of their own for them.
  if (event.api.endsWith('.cuda.manual_seed') || event.api.endsWith('.cuda.random.manual_seed'))
    return ['cuda'];
  if (event.api.endsWith('.manual_seed_all')) return ['cuda-all'];
  if (/^torch\.(random\.)?manual_seed$/.test(event.api)) return ['torch'];
  const done: Line[] = [];
  if (event.parts.includes('python')) done.push('python');
  if (event.parts.includes('numpy')) done.push('numpy');
  if (event.parts.includes('torch.cpu')) done.push('torch');
  if (event.parts.includes('torch.cuda')) done.push('cuda');
  if (event.parts.includes('torch.cuda.all')) done.push('cuda-all');
  return done;
}
