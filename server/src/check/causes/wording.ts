// The words that explanations of several causes share.
import type { CauseContext, Values } from '../cause.ts';
import type { Dictionary } from '../trace/dictionary.ts';

const titles: Record<string, string> = {
  python: "Python's global `random` stream",
  numpy: "NumPy's global random stream",
  torch: "torch's default generator",
  'numpy.Generator': 'The NumPy generator',
  'numpy.RandomState': 'The NumPy RandomState',
  'python.Random': 'The `random.Random` object',
  'torch.Generator': 'The torch generator',
};

export function streamTitle(stream: string): string {
  return titles[stream] ?? `The random stream \`${stream}\``;
}

/** ` (A 0.797, B 0.483)`, or nothing where there is nothing to show. */
export function both(values: Values): string {
  if (values.a === null && values.b === null) return '';
  return ` (A ${values.a ?? 'nothing'}, B ${values.b ?? 'nothing'})`;
}

/** ` at line 12`, or ` at data.py:12` where that is another file than the divergence's. */
export function at(context: CauseContext, place: number): string {
  return atLine(context.dictionary, place);
}

export function atLine(dictionary: Dictionary, place: number): string {
  const found = dictionary.place(place);
  return found ? ` at ${baseName(found.file)}:${found.row}` : '';
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
