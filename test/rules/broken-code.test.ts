// Rules and fixes on code in the middle of being typed: they never throw, and never make it worse.

import { expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { rules } from '../../server/src/rules/index.ts';
import { check, parse } from './run-rules.ts';

const examples = rules.flatMap((rule) => [...rule.meta.invalid, ...rule.meta.valid].map(({ code }) => code));

/** A small generator of our own, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % below;
  };
}

const SCRAPS = [
  '(',
  ')',
  ':',
  '\n',
  '    ',
  '=',
  'if ',
  '"',
  '"""',
  '\\',
  'def f',
  ';',
  '#',
  '\t',
  'import ',
  ',',
  '\r\n',
  'é',
  '😀',
];

function damage(code: string, next: (below: number) => number): string {
  const at = next(code.length + 1);
  switch (next(3)) {
    case 0:
      return code.slice(0, at);
    case 1:
      return code.slice(0, at) + code.slice(at + next(12));
    default:
      return code.slice(0, at) + (SCRAPS[next(SCRAPS.length)] ?? '') + code.slice(at);
  }
}

test.each([1, 2, 3, 4])('damaged examples, series %i', (seed) => {
  const next = numbers(seed);
  for (let i = 0; i < 150; i += 1) {
    const code = damage(damage(examples[next(examples.length)] ?? '', next), next);
    const { module, findings } = check(code);
    for (const finding of findings) {
      expect(finding.span.end, code).toBeLessThanOrEqual(code.length);
      for (const fix of finding.fixes) {
        const fixed = applyEdits(code, fix.edits);
        expect(parse(fixed).errors.length, `${fix.title}\n${code}\n=====\n${fixed}`).toBeLessThanOrEqual(
          module.errors.length,
        );
      }
    }
  }
});
