// Top-level packages that are known: their names are the catalogue's, and what it does not list neither draws nor seeds.

import { families } from './families.ts';
import { catalogued } from './lookup.ts';

/** Packages without an entry of their own, seen in training scripts; none seeds a global stream. */
const others =
  'argparse ast base64 bisect builtins calendar collections contextlib copy csv cv2 cycler dataclasses datasets datetime decimal einops enum ' +
  'evaluate fnmatch functools getpass glob gzip h5py hashlib heapq inspect io itertools json logging math matplotlib nltk operator os ' +
  'pathlib pickle PIL platform plotly pprint psutil re requests rich safetensors seaborn sentencepiece shutil signal socket string struct ' +
  'subprocess sys tabulate tarfile tempfile tensorboard tensorboardX textwrap threading time tokenizers tqdm traceback typing urllib ' +
  'warnings wandb yaml zipfile';

const roots: ReadonlySet<string> = new Set([
  ...others.split(' '),
  ...catalogued().flatMap((table) => Object.keys(table).map(rootOf)),
  ...families.map((family) => rootOf(family.prefix)),
]);

export function rootOf(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

export function isKnownPackage(root: string): boolean {
  return roots.has(root);
}
