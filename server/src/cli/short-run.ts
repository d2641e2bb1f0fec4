// Tells the JavaScript engine that this is a short run: code that is used for a second only is not worth optimising for long.

import { setFlagsFromString } from 'node:v8';

/**
 * Optimising takes up to half of the time of linting a few hundred files, on cores that could lint. With a larger budget
 * only what is really hot is optimised, in long runs too. The server leaves the engine as it is. What the budget is
 * called depends on the engine's version; one that is not known is left alone.
 */
export function expectShortRun(engine = process.versions.v8): void {
  const major = Number.parseInt(engine, 10);
  if (major === 11) setFlagsFromString('--interrupt-budget=2000000');
  if (major === 13) setFlagsFromString('--invocation-count-for-turbofan=60000');
}
