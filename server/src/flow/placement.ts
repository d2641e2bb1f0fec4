// Work that is moved to a GPU: `.cuda()`, `.to(device)`, `device=`.

import type { Call } from '../python/ast.ts';
import type { Machine } from './machine.ts';
import { recordPlacement } from './record.ts';
import { type Arguments, members, type Value } from './values.ts';

export function placementOf(m: Machine, path: string, name: string, args: Arguments, node: Call): void {
  if (!m.imported.has('torch') && !m.imported.has('lightning') && !m.imported.has('pytorch_lightning'))
    return;
  const device =
    args.keywords.get('device') ??
    (name === 'to' || name === 'set_default_device' ? args.positional[0] : undefined);
  if (name === 'cuda' && path !== 'torch.cuda') recordPlacement(m, node, path, true);
  const reach = device === undefined ? null : reaches(device);
  if (reach !== null) recordPlacement(m, node, path, reach === 'certain');
}

/** A Trainer, an Accelerator or an agent that is told to stay on the CPU, itself or by the arguments that it gets. */
export function staysOnCpu({ keywords, positional }: Arguments): boolean {
  const literal = (values: ReadonlyMap<string, Value>, name: string) => {
    const value = values.get(name);
    return value?.tag === 'const' ? value.value : undefined;
  };
  return (
    literal(keywords, 'accelerator') === 'cpu' ||
    literal(keywords, 'device') === 'cpu' ||
    literal(keywords, 'cpu') === true ||
    [...positional, ...keywords.values()].some(
      (value) =>
        value.tag === 'instance' &&
        (literal(value.attributes, 'use_cpu') === true || literal(value.attributes, 'no_cuda') === true),
    )
  );
}

/** Whether a device value is, or may be, a GPU. */
function reaches(device: Value): 'certain' | 'possible' | null {
  const kinds = members(device).map((value) => {
    if (value.tag === 'const')
      return typeof value.value === 'string'
        ? value.value.startsWith('cuda')
        : typeof value.value === 'number';
    if (value.tag === 'unknown' && value.starts?.startsWith('cuda')) return true;
    // What the hardware offers: `torch.accelerator.current_accelerator()`.
    if (value.taint?.hardware && value.tag === 'unknown') return 'maybe';
    if (value.tag !== 'instance' || value.type !== 'torch.device') return null;
    const type = value.attributes.get('type');
    const inner = type === undefined ? null : reaches(type);
    return inner === null ? (type?.tag === 'const' ? false : null) : inner === 'certain' ? true : 'maybe';
  });
  if (kinds.every((kind) => kind === true)) return 'certain';
  return kinds.some((kind) => kind === true || kind === 'maybe') ? 'possible' : null;
}
