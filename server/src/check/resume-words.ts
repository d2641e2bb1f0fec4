// What a resumed run lost, in words: what it is and how that shows; pure.
import { atLine, streamTitle } from './causes/wording.ts';
import { adviceText } from './resume-advice.ts';
import { type Checkpoint, type Lost, numbersOf } from './resume-lost.ts';
import { apart } from './values.ts';

export function lostText(at: number, lost: Lost[], checkpoint: Checkpoint): string {
  const after = steps(at);
  if (lost.length === 0)
    return (
      `The weights are back as they were after ${after}. So are the generators, the batches and the optimizer, as far as ` +
      'the runs show, and still the results differ: look at what else the loss depends on, such as a step counter, a schedule, an average of weights, or buffers.'
    );
  const advice = lost.map((one) => adviceText(one, checkpoint));
  // What mends several is said once, after the last of them.
  const texts = lost.map((one, at) => {
    const again = advice.indexOf(advice[at]!, at + 1) > at;
    return again ? whatText(one, checkpoint) : `${whatText(one, checkpoint)} ${advice[at]}`;
  });
  return `The weights are back as they were after ${after}, but not everything is. ${texts.join(' ')}`;
}

export function startText(at: number): string {
  return at === 0
    ? 'The resumed run starts with the weights of a fresh start: load the checkpoint into the model before training goes on.'
    : 'The resumed run starts with weights that the other run had after no step: save them at the end of a step, in full precision, and load them into the very model that trains.';
}

function whatText(lost: Lost, { dictionary }: Checkpoint): string {
  const where = (event: { place: number } | null) => atLine(dictionary, event?.place ?? 0);
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

export function steps(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}
