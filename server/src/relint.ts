// Lints a file that is being edited: what the edit left as it was is not interpreted again.

import { analyseAgain, analyseToKeep, type KeptRun } from './flow/analyse.ts';
import { type Linted, type LintOptions, lint } from './lint.ts';
import type { Change } from './python/graft.ts';
import type { Module } from './python/module.ts';

/** A text that was linted, with its run, which the next edit takes up. */
export interface Followed {
  /** As it was parsed. */
  readonly parsed: Module;
  /** The module of the run: the first one since the run was begun, made to say what `parsed` says. */
  readonly module: Module;
  readonly linted: Linted;
  readonly run: KeptRun | null;
}

export function lintToFollow(module: Module, options: LintOptions): Followed {
  if (module.cells !== null) return { parsed: module, module, linted: lint(module, options), run: null };
  let run: KeptRun | null = null;
  const linted = lint(module, {
    ...options,
    analyse(...given) {
      const analysed = analyseToKeep(...given);
      run = analysed.kept;
      return analysed.flow;
    },
  });
  return { parsed: module, module, linted, run };
}

/** The text after a change, linted with the same options as before it; null where that takes a new run. `before` is used up. */
export function lintAgain(
  { module, run }: Followed,
  parsed: Module,
  change: Change | null,
  options: LintOptions,
  /** Of the run: what may be interpreted again. */
  share?: number,
): Followed | null {
  if (run === null || change === null || change.beyond) return null;
  Object.assign(module, parsed);
  const flow = analyseAgain(run, change, share);
  if (flow === null) return null;
  const linted = lint(module, { ...options, analyse: () => flow });
  return { parsed, module, linted, run: { ...run, flow } };
}
