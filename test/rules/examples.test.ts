// Executes the examples of every rule, and applies every fix that is offered on them.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../server/src/finding.ts';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { lint } from '../../server/src/lint.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Example } from '../../server/src/rules/rule.ts';
import { resolveSelection } from '../../server/src/selection.ts';
import { check, defaults, parse, rowOf } from './run-rules.ts';

/** What the linter reports from data of its own, without asking a rule. */
const OF_THE_LINTER = new Set(['SR001', 'SR002', 'SR003']);

const text = (example: Example) => example.code.replace(/^\n/, '');

function markedRow(example: Example): number {
  return (
    example.row ??
    text(example)
      .split('\n')
      .findIndex((line) => line.endsWith('# <-')) + 1
  );
}

const asked = rules.filter((rule) => !OF_THE_LINTER.has(rule.meta.code));

describe.each(asked.map((rule) => [rule.meta.name, rule] as const))('%s', (_, { meta }) => {
  const own = (findings: readonly Finding[]) => findings.filter((finding) => finding.code === meta.code);

  test.each(meta.invalid.map((example, index) => [index, example] as const))(
    'invalid example %i is flagged',
    (_index, example) => {
      const code = text(example);
      const found = own(check(code, undefined, example.files).findings).filter(
        (finding) => finding.severity !== 'hint' || meta.severity === 'hint',
      );
      expect(found.map((finding) => rowOf(code, finding.span.start))).toEqual([markedRow(example)]);
    },
  );

  test.each(meta.valid.map((example) => [example.why, example] as const))('valid: %s', (_why, example) => {
    expect(
      own(check(text(example), undefined, example.files).findings).map((finding) => finding.message),
    ).toEqual([]);
  });
});

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
    const code = text(example);
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

describe('what the linter reports by itself', () => {
  const selection = resolveSelection(
    rules.map((rule) => rule.meta),
    [],
  );
  const said = (example: Example, code: string) =>
    lint(parse(text(example)), { project: emptyProject, settings: defaults, selection }).findings.filter(
      (finding) => finding.code === code,
    );
  const own = rules
    .filter((rule) => OF_THE_LINTER.has(rule.meta.code))
    .map(({ meta }) => [meta.name, meta] as const);

  test.each(own)('%s', (_name, meta) => {
    for (const example of meta.invalid) {
      const rows = said(example, meta.code).map((finding) => rowOf(text(example), finding.span.start));
      expect(rows).toContain(markedRow(example));
    }
    for (const example of meta.valid) expect(said(example, meta.code)).toEqual([]);
  });
});

describe('the registry', () => {
  const root = new URL('../../server/src/rules/', import.meta.url);
  const families = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory());
  const files = families.flatMap(({ name }) =>
    readdirSync(new URL(`${name}/`, root)).map((file) => `${name}/${file}`),
  );

  test('lists every rule of the folders, by code', () => {
    expect(rules.map((rule) => rule.meta.name).sort()).toEqual(
      files.map((file) => file.replace(/^.*\/|\.ts$/g, '')).sort(),
    );
    expect(rules.map((rule) => rule.meta.code)).toEqual(rules.map((rule) => rule.meta.code).sort());
  });

  test('no rule imports another', () => {
    for (const file of files) {
      const imports = [...readFileSync(new URL(file, root), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(
        (match) => match[1],
      );
      expect(
        imports.filter(
          (path) => path?.startsWith('./') || families.some(({ name }) => path?.startsWith(`../${name}/`)),
        ),
        file,
      ).toEqual([]);
    }
  });

  test('every rule has examples, a rationale and sources', () => {
    for (const { meta } of rules) {
      expect(meta.code).toMatch(/^SR\d{3}$/);
      expect(meta.sources.length + meta.valid.length, meta.name).toBeGreaterThan(1);
      expect(meta.rationale.length, meta.name).toBeGreaterThan(40);
    }
  });
});
