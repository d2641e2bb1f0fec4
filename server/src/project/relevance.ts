// Whether a file can have anything to do with randomness or order: told from its words, before it is parsed.

import { catalogued } from '../catalogue/lookup.ts';
import { isKnownPackage, rootOf } from '../catalogue/roots.ts';

/** What every program imports; the few names of these that matter are listed below. */
const EVERYDAY = new Set(
  (
    'absl asyncio builtins concurrent copy datetime fire functools itertools math os pathlib subprocess sys tempfile threading time ' +
    'timeit typer tyro'
  ).split(' '),
);
/** Packages by their other names, and what matters without any import, or of a package that everybody imports. */
const WORDS =
  'as_completed frozenset glob gym hash iglob imap_unordered importlib iterdir listdir manual_seed multiprocessing ' +
  'pytorch_lightning lightning_fabric rglob scandir seed set spawn tf_keras urandom walk CUBLAS_WORKSPACE_CONFIG PYTHONHASHSEED';

const RELEVANT = new RegExp(
  `\\b(?:${[
    ...new Set([
      ...catalogued()
        .flatMap((table) => Object.keys(table).map(rootOf))
        .filter((root) => !EVERYDAY.has(root)),
      ...WORDS.split(' '),
    ]),
  ].join('|')})\\b|samerun:|determinis|(?:in|list|tuple|enumerate)[ (]+\\{`,
);
const IMPORT =
  /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import\b|import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*))/gm;

export function mentionsAnything(text: string): boolean {
  return RELEVANT.test(text);
}

/** The modules that a text may import from its own project, in the order of their first mention: `from .a import b` gives `.a`. */
export function importsOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, from, list] of text.matchAll(IMPORT)) {
    const names =
      from === undefined ? (list ?? '').split(',').map((one) => one.trim().split(/\s/)[0] ?? '') : [from];
    for (const name of names) if (name.startsWith('.') || !isKnownPackage(rootOf(name))) found.add(name);
  }
  return [...found];
}
