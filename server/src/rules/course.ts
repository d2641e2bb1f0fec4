// What the course of a script says as a whole: whether it trains, on which device, and which flags it sets.

import { mayHappen, seedsGlobally } from '../flow/causes.ts';
import type { CallEvent, FlagEvent, Flow, PlacementEvent } from '../flow/events.ts';
import { argumentOf, isOpen } from '../python/arguments.ts';

export function trains(flow: Flow): boolean {
  return flow.events.some((event) => event.kind === 'train' && mayHappen(event));
}

/** Trains, or has the code for it where calls cannot be followed: methods of objects in a list, callbacks. */
export function mayTrain(flow: Flow): boolean {
  return flow.events.some((event) => event.kind === 'train' && event.reach !== 'skipped');
}

/** Loads weights that were saved before. */
export function restores(flow: Flow): boolean {
  return flow.events.some((event) => event.kind === 'call' && event.api.endsWith('.load_state_dict'));
}

/** Where work first moves to a GPU, or may. */
export function firstPlacement(flow: Flow): PlacementEvent | undefined {
  return flow.events.find((event): event is PlacementEvent => event.kind === 'placement' && mayHappen(event));
}

/** The settings of a flag that may happen, in order. */
export function settingsOf(flow: Flow, flag: FlagEvent['flag']): FlagEvent[] {
  return flow.events.filter(
    (event): event is FlagEvent => event.kind === 'flag' && event.flag === flag && mayHappen(event),
  );
}

/** Whether something may turn the flag on; a value that is not known counts, so that nothing is claimed. */
export function mayBeOn(flow: Flow, flag: FlagEvent['flag']): boolean {
  return settingsOf(flow, flag).some((event) => event.value !== false);
}

/** Whether the author shows that runs are meant to repeat: a seed, or a flag. */
export function showsIntent(flow: Flow): boolean {
  return flow.events.some(
    (event) =>
      (event.kind === 'seed' && mayHappen(event) && seedsGlobally(event)) ||
      (event.kind === 'flag' &&
        mayHappen(event) &&
        event.value === true &&
        (event.flag === 'cudnn.deterministic' || event.flag === 'deterministic-algorithms')),
  );
}

export function callsOf(flow: Flow, test: (api: string) => boolean): CallEvent[] {
  return flow.events.filter(
    (event): event is CallEvent => event.kind === 'call' && mayHappen(event) && test(event.api),
  );
}

/** A Trainer of Lightning that is not told whether to be deterministic, and may run on a GPU for more than a smoke test. */
export function undeterminedTrainer(flow: Flow): CallEvent | undefined {
  return callsOf(flow, (api) => api === 'lightning.pytorch.Trainer').find(({ call, constants }) => {
    if (isOpen(call) || argumentOf(call, 'deterministic') !== undefined) return false;
    if (constants.get('accelerator') === 'cpu') return false;
    const smoke = argumentOf(call, 'fast_dev_run');
    return smoke === undefined || constants.get('fast_dev_run') === false;
  });
}
