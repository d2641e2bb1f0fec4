// What to save and load so that a resumed run gets back what it lost: in the script, or by the trainer that saves for it; pure.
import { atLine, baseName } from './causes/wording.ts';
import type { Checkpoint, Lost } from './resume-lost.ts';
import type { Dictionary } from './trace/dictionary.ts';

/** How the state of each stream is taken and set. */
const calls: Record<string, [take: string, set: string]> = {
  python: ['random.getstate()', 'random.setstate(…)'],
  numpy: ['np.random.get_state()', 'np.random.set_state(…)'],
  torch: ['torch.get_rng_state()', 'torch.set_rng_state(…)'],
  'torch.cuda': ['torch.cuda.get_rng_state_all()', 'torch.cuda.set_rng_state_all(…)'],
  'python.Random': ['rng.getstate()', 'rng.setstate(…)'],
  'numpy.Generator': ['rng.bit_generator.state', 'rng.bit_generator.state = …'],
  'numpy.RandomState': ['rng.get_state()', 'rng.set_state(…)'],
  'torch.Generator': ['generator.get_state()', 'generator.set_state(…)'],
};

export type Trainer = 'Lightning' | 'Transformers';

/** Told by the names that each gives its files; null where the script saves by itself, in the line `saving`. */
export function trainerOf(files: Set<number>, saving: string, dictionary: Dictionary): Trainer | null {
  if (/save|dump|write/i.test(saving)) return null;
  const names = [...files].map((name) => baseName(dictionary.name(name)));
  if (names.includes('trainer_state.json')) return 'Transformers';
  return names.some((name) => name.endsWith('.ckpt')) ? 'Lightning' : null;
}

export function adviceText(lost: Lost, { dictionary, saved, trainer }: Checkpoint): string {
  const [take, set] = (lost.what === 'stream' && calls[lost.stream]) || ['its state', 'that state'];
  if (trainer === 'Lightning') return lightningAdvice(lost, take, set);
  if (trainer === 'Transformers') return transformersAdvice(lost);
  const at = atLine(dictionary, saved);
  switch (lost.what) {
    case 'stream':
      if (lost.between) return `Put it back after that line.`;
      if (lost.restored) return `Save \`${take}\` at the same moment as the weights${at}.`;
      return `Save \`${take}\`${at}, and load it with \`${set}\`.`;
    case 'data':
      return `Pass over the batches of the epoch that were seen, or save the state of the sampler${at}.`;
    case 'optimizer':
      return lost.empty
        ? `Save \`optimizer.state_dict()\`${at}, and load it with \`optimizer.load_state_dict(…)\`.`
        : `Save \`optimizer.state_dict()\` at the same moment as the weights${at}.`;
    case 'settings':
      return `Save \`scheduler.state_dict()\` beside that of the optimizer${at}, and load it with \`scheduler.load_state_dict(…)\`.`;
  }
}

function lightningAdvice(lost: Lost, take: string, set: string): string {
  switch (lost.what) {
    case 'stream':
      return lost.between
        ? 'Put it back later, in `on_train_start`.'
        : `Lightning saves no generator: keep \`${take}\` in \`on_save_checkpoint\` of the module, and give it to \`${set}\` in \`on_load_checkpoint\`.`;
    case 'data':
      return 'Save at the end of an epoch, or give the loader `state_dict` and `load_state_dict`.';
    default:
      return 'Save without `save_weights_only`, and resume with `ckpt_path`.';
  }
}

function transformersAdvice(lost: Lost): string {
  const drawnAgain = lost.what === 'data' || (lost.what === 'stream' && lost.between);
  return drawnAgain ? 'Resume without `ignore_data_skip`.' : 'Save without `save_only_model`.';
}
