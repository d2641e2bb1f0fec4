// What a resumed run lost, in words: what it is, how that shows, and what to save and load; pure.
import { baseName, streamTitle } from './causes/wording.ts';
import { type Checkpoint, type Lost, numbersOf } from './resume-lost.ts';
import type { Dictionary } from './trace/dictionary.ts';
import { apart } from './values.ts';

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

export function lostText(at: number, lost: Lost[], checkpoint: Checkpoint): string {
  const after = steps(at);
  if (lost.length === 0)
    return (
      `The weights are back as they were after ${after}. So are the generators, the batches and the optimizer, as far as ` +
      'the runs show, and still the results differ: look at what else the loss depends on, such as a step counter, a schedule, an average of weights, or buffers.'
    );
  const texts = lost.map((one) => `${whatText(one, checkpoint)} ${adviceText(one, checkpoint)}`);
  return `The weights are back as they were after ${after}, but not everything is. ${texts.join(' ')}`;
}

export function startText(at: number): string {
  return at === 0
    ? 'The resumed run starts with the weights of a fresh start: load the checkpoint into the model before training goes on.'
    : 'The resumed run starts with weights that the other run had after no step: save them at the end of a step, in full precision, and load them into the very model that trains.';
}

function whatText(lost: Lost, { dictionary }: Checkpoint): string {
  const where = (event: { place: number } | null) => lineText(dictionary, event?.place ?? 0);
  switch (lost.what) {
    case 'stream': {
      const title = streamTitle(lost.stream);
      if (lost.between)
        return `${title} is put back${where(lost.restored)}, but then drawn from${where(lost.between)} before training goes on.`;
      if (lost.restored) return `${title} is put back${where(lost.restored)}, but into another state.`;
      const again =
        lost.repeats === null ? 'draws other numbers' : `draws the numbers of step ${lost.repeats} again`;
      return `${title} is not restored: it ${again}${where(lost.a)}.`;
    }
    case 'data': {
      const other = lost.step === null ? 'a batch that it never had' : `the batch of step ${lost.step}`;
      return `The position in the data is not restored: where the first run had the batch of step ${lost.a.step}, the resumed one has ${other}${where(lost.a)}.`;
    }
    case 'optimizer':
      return lost.empty
        ? `The optimizer's state is not restored: ${lost.name} starts with an empty one${where(lost.a)}.`
        : `The optimizer's state is not the one that was saved: ${lost.name} starts with another one${where(lost.a)}.`;
    case 'settings': {
      const rates = numbersOf(lost);
      const differ = rates && rates[0] !== rates[1] ? apart(...rates) : null;
      const rate = differ ? `: its learning rate is ${differ.b} where it was ${differ.a}` : '';
      return `${lost.name} has other settings at step ${lost.a.step}${rate}${where(lost.a)}.`;
    }
  }
}

function adviceText(lost: Lost, { dictionary, saved }: Checkpoint): string {
  const at = lineText(dictionary, saved);
  switch (lost.what) {
    case 'stream': {
      const [take, set] = calls[lost.stream] ?? ['its state', 'that state'];
      if (lost.between) return `Put it back after that line.`;
      if (lost.restored) return `Save \`${take}\` at the same moment as the weights${at}.`;
      return `Save \`${take}\`${at}, and load it with \`${set}\`.`;
    }
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

function lineText(dictionary: Dictionary, place: number): string {
  const found = dictionary.place(place);
  return found ? ` at ${baseName(found.file)}:${found.row}` : '';
}

export function steps(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}
