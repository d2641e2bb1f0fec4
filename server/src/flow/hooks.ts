// Which methods of the script's own classes a library calls on objects that it is given.

import { perName } from '../catalogue/per-name.ts';
import { libraryBase } from './attributes.ts';
import type { ClassValue, Instance } from './values.ts';

const ITERATION = ['__iter__', '__next__', '__getitem__', '__call__'];

const LIGHTNING =
  'prepare_data setup configure_model configure_optimizers train_dataloader val_dataloader test_dataloader predict_dataloader forward ' +
  'training_step validation_step test_step predict_step optimizer_step lr_scheduler_step transfer_batch_to_device teardown ' +
  'training_epoch_end validation_epoch_end test_epoch_end training_step_end backward';
const KERAS = 'build call train_step test_step compute_loss';
const SEQUENCE = '__getitem__ on_epoch_end';
const SKLEARN = 'fit partial_fit transform fit_transform predict predict_proba score split';
const TRAINER =
  'compute_loss training_step prediction_step get_train_dataloader get_eval_dataloader create_optimizer evaluate';
const GRAPH = 'forward message message_and_aggregate aggregate update edge_update';

/** By what the class derives from; the first that fits. A name that ends with `*` is a prefix. */
const TABLE: readonly (readonly [base: RegExp, hooks: readonly string[]])[] = [
  [/^(?:lightning|pytorch_lightning)\.(?:\w+\.)*\w*Callback$/, ['setup', 'on_*', 'teardown']],
  [/^(?:lightning|pytorch_lightning)\./, [...LIGHTNING.split(' '), 'on_*']],
  [/^torch_geometric\.nn\./, GRAPH.split(' ')],
  [/^torch_geometric\.data\./, ['process', 'get', ...ITERATION]],
  [/^torch\.utils\.data\./, ITERATION],
  [/^torch\.optim\./, ['step', 'get_lr']],
  [/^torch\./, ['forward', '__call__']],
  [/\bkeras\.(?:\w+\.)*(?:Sequence|PyDataset)$/, SEQUENCE.split(' ')],
  [/\bkeras\.(?:\w+\.)*\w*Callback$/, ['on_*']],
  [/\bkeras\./, KERAS.split(' ')],
  [/^(?:sklearn|imblearn|category_encoders|skorch)\./, SKLEARN.split(' ')],
  [/^transformers\.\w*Callback$/, ['on_*']],
  [/^(?:transformers|trl)\./, TRAINER.split(' ')],
  [/^gymnasium\./, ['reset', 'step', 'observation', 'reward', 'action']],
  [/^(?:multiprocessing|torch\.multiprocessing|threading)\./, ['run']],
  [/^flax\.|^haiku\.|^equinox\./, ['setup', '__call__']],
];

/** The methods of a first-party object that a library which got it may call, in the order in which it is likely to. */
export function hooksOf(object: Instance): readonly string[] {
  const cls = object.class;
  if (cls === null) return [];
  const base = libraryBase(cls);
  if (base === null) return [...ITERATION, 'collate_fn', 'transform'];
  const known = hooksBy(base);
  // Of a class that is not known here, whatever is public.
  if (known === null) return [...methodsOf(cls), ...ITERATION];
  if (!known.some((hook) => hook.endsWith('*'))) return known;
  const own = methodsOf(cls);
  return known.flatMap((hook) =>
    hook.endsWith('*') ? own.filter((name) => name.startsWith(hook.slice(0, -1))) : [hook],
  );
}

const hooksBy = perName((base) => TABLE.find(([pattern]) => pattern.test(base))?.[1] ?? null);

function methodsOf(cls: ClassValue): string[] {
  return [...cls.attributes]
    .filter(([name, value]) => value.tag === 'function' && !name.startsWith('_'))
    .map(([name]) => name);
}
