// Applies every fix that is offered on the examples of every rule.

import { describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../server/src/finding.ts';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { asked, check, codeOf, parse } from './run-rules.ts';

const RANK: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 };

const tally = (findings: readonly Finding[]) => {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    const key = `${code} ${severity}`;
    if (RANK[severity] > 0) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const offered = asked.flatMap((rule) =>
  [...rule.meta.invalid, ...rule.meta.valid].flatMap((example, index) => {
    const code = codeOf(example);
    return check(code, undefined, example.files).findings.flatMap((finding) =>
      finding.fixes.map(
        (fix) =>
          [
            `${rule.meta.name} ${index}: ${finding.code} ${fix.title}`,
            { code, example, finding, fix },
          ] as const,
      ),
    );
  }),
);

describe('fixes', () => {
  test.each(offered)('%s', (_name, { code, example, finding, fix }) => {
    const fixed = applyEdits(code, fix.edits);
    expect(parse(fixed).errors).toEqual([]);
    const before = tally(check(code, undefined, example.files).findings);
    const left = check(fixed, undefined, example.files).findings;
    const same = left.filter(
      (other) =>
        other.code === finding.code &&
        other.stream === finding.stream &&
        RANK[other.severity] >= RANK[finding.severity],
    );
    expect(
      same.map((other) => other.message),
      fixed,
    ).toEqual([]);
    if (!fix.safe) return;
    for (const [key, count] of tally(left))
      expect(count, `${key}\n${fixed}`).toBeLessThanOrEqual(before.get(key) ?? 0);
  });

  test('match what the metadata says', () => {
    for (const rule of asked) {
      const fixes = offered.filter(([, { finding }]) => finding.code === rule.meta.code);
      if (rule.meta.fix === 'none') expect(fixes, rule.meta.code).toEqual([]);
      else if (rule.meta.invalid.length > 0) expect(fixes.length, rule.meta.code).toBeGreaterThan(0);
      if (rule.meta.fix === 'unsafe')
        expect(
          fixes.filter(([, { fix }]) => fix.safe),
          rule.meta.code,
        ).toEqual([]);
    }
  });
});
