// Executes the examples of every rule.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/finding.ts';
import { lint } from '../../server/src/lint.ts';
import { emptyProject } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Example } from '../../server/src/rules/rule.ts';
import { resolveSelection } from '../../server/src/selection.ts';
import { asked, check, codeOf, defaults, OF_THE_LINTER, parse, rowOf } from './run-rules.ts';

function markedRow(example: Example): number {
  return (
    example.row ??
    codeOf(example)
      .split('\n')
      .findIndex((line) => line.endsWith('# <-')) + 1
  );
}

describe.each(asked.map((rule) => [rule.meta.name, rule] as const))('%s', (_, { meta }) => {
  const own = (findings: readonly Finding[]) => findings.filter((finding) => finding.code === meta.code);

  test.each(meta.invalid.map((example, index) => [index, example] as const))(
    'invalid example %i is flagged',
    (_index, example) => {
      const code = codeOf(example);
      const found = own(check(code, undefined, example.files).findings).filter(
        (finding) => finding.severity !== 'hint' || meta.severity === 'hint',
      );
      expect(found.map((finding) => rowOf(code, finding.span.start))).toEqual([markedRow(example)]);
    },
  );

  test.each(meta.valid.map((example) => [example.why, example] as const))('valid: %s', (_why, example) => {
    expect(
      own(check(codeOf(example), undefined, example.files).findings).map((finding) => finding.message),
    ).toEqual([]);
  });
});

describe('what the linter reports by itself', () => {
  const selection = resolveSelection(
    rules.map((rule) => rule.meta),
    [],
  );
  const said = (example: Example, code: string) =>
    lint(parse(codeOf(example)), { project: emptyProject, settings: defaults, selection }).findings.filter(
      (finding) => finding.code === code,
    );
  const own = rules
    .filter((rule) => OF_THE_LINTER.has(rule.meta.code))
    .map(({ meta }) => [meta.name, meta] as const);

  test.each(own)('%s', (_name, meta) => {
    for (const example of meta.invalid) {
      const rows = said(example, meta.code).map((finding) => rowOf(codeOf(example), finding.span.start));
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
