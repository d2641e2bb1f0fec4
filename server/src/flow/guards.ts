// What the test of a branch asks about: a command-line option, the hardware, or something that cannot be followed.

import type { Expr } from '../python/ast.ts';
import type { Guard } from './events.ts';
import { type Machine, siteOf } from './machine.ts';
import type { Value } from './values.ts';

export function guardOf(m: Machine, test: Expr, value: Value): Guard {
  return {
    test: siteOf(m, test),
    option: value.taint?.options[0] ?? null,
    hardware: value.taint?.hardware ?? false,
    main: isMainGuard(test) || m.guard?.main === true,
  };
}

export function isMainGuard(test: Expr): boolean {
  return (
    test.kind === 'Compare' && test.operands.some((side) => side.kind === 'Name' && side.id === '__name__')
  );
}

/** Whether the default run's choice cannot be told from what is known: then a seed on one side proves nothing. */
export function isUnclear(value: Value): boolean {
  const taint = value.taint;
  return taint === undefined || !(taint.hardware || taint.options.some((option) => option.required));
}
