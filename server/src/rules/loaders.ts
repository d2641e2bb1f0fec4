// The data loaders of a file: how many workers they have, and whose dataset they read.

import type { CallEvent } from '../flow/events.ts';
import type { Call, ClassDef, FunctionDef, Node } from '../python/ast.ts';
import type { Module } from '../python/module.ts';
import { everySuch, inside } from '../python/traverse.ts';

import type { RuleContext } from './rule.ts';

/** Whether a loader gets this function to seed its workers: it seeds one of them, not the script. */
export function seedsWorkers(module: Module, { name }: FunctionDef): boolean {
  return initialised(module).some((node) =>
    node.keywords.some(
      ({ name: keyword, value }) =>
        keyword === INIT && [value, ...inside(value)].some((one) => isNamed(one, name)),
    ),
  );
}

const INIT = 'worker_init_fn';
const initialised = everySuch(
  (node): node is Call => node.kind === 'Call' && node.keywords.some(({ name }) => name === INIT),
);

function isNamed(node: Node, name: string): boolean {
  return node.kind === 'Name' && node.id === name;
}

export interface Loader {
  readonly event: CallEvent;
  /** In the default run; undefined when it cannot be told. */
  readonly workers: number | undefined;
  /** The script's own classes of which the dataset is an object, or which it holds. */
  readonly datasets: readonly ClassDef[];
  given(argument: string): boolean;
}

/** Also those of branches that the default run does not take: training is often an option. */
export function loadersOf({ flow, module }: Pick<RuleContext, 'flow' | 'module'>): Loader[] {
  return flow.events
    .filter((event): event is CallEvent => event.kind === 'call' && event.api.endsWith('.DataLoader'))
    .filter((event) => event.site.module === module)
    .map((event) => {
      const workers = event.constants.get('num_workers') ?? event.constants.get(5);
      const { keywords } = event.call;
      return {
        event,
        workers: typeof workers === 'number' ? workers : undefined,
        datasets: event.classes.get('dataset') ?? event.classes.get(0) ?? [],
        // What `**options` brings may be anything.
        given: (argument) => keywords.some(({ name }) => name === argument || name === null),
      };
    });
}
