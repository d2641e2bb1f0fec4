// `object[…]` where the object makes its items when it is asked: a class of the script, or a library's dataset with its transforms.

import type { Expr } from '../python/ast.ts';
import { inClass } from './attributes.ts';
import { CONFIG, entryOf } from './config-object.ts';
import { callFunction } from './functions.ts';
import { use } from './held.ts';
import type { Machine } from './machine.ts';
import { noArguments, type Value } from './values.ts';

const DATASET =
  /^(?:(?:torchvision|torchaudio|torch_geometric)\.datasets\.[A-Z]|monai\.(?:data|apps)\.\w*Dataset$|torch\.utils\.data\.(?:Subset|ConcatDataset)$)/;

/** What its `__getitem__` returns, or undefined where there is none to follow. */
export function itemOf(
  m: Machine,
  container: Value,
  index: Value | undefined,
  node: Expr,
): Value | undefined {
  if (container.tag !== 'instance') return undefined;
  if (container.type === CONFIG) return entryOf(container, index);
  const method = container.class === null ? undefined : inClass(container.class, '__getitem__');
  if (method?.tag === 'function') {
    const args =
      index === undefined ? { ...noArguments, open: true } : { ...noArguments, positional: [index] };
    return callFunction(m, { ...method, self: container }, args, node);
  }
  if (container.held.length > 0 && DATASET.test(container.type)) use(m, container, node);
  return undefined;
}
