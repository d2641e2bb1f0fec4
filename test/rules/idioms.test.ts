// Scripts as people write them with each framework: every finding above a hint is marked by `#! SR000`, and there is no other.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { rules } from '../../server/src/rules/index.ts';
import { check, parse, rowOf } from './run-rules.ts';

const folder = new URL('./idioms/', import.meta.url);
const shownByDefault = new Set(rules.filter(({ meta }) => meta.defaultOn).map(({ meta }) => meta.code));

interface Script {
  readonly title: string;
  readonly code: string;
}

function scriptsOf(file: string): Script[] {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return text
    .split(/^# === /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return {
        title: part.slice(0, end),
        code: part
          .slice(end + 1)
          .trimEnd()
          .concat('\n'),
      };
    });
}

function findings(code: string) {
  return check(code).findings.filter(
    (finding) => finding.severity !== 'hint' && shownByDefault.has(finding.code),
  );
}

function marked(code: string): string[] {
  return code.split('\n').flatMap((line, index) => {
    const codes = /#! (.*)$/.exec(line)?.[1]?.trim().split(/\s+/) ?? [];
    return codes.sort().map((one) => `${index + 1} ${one}`);
  });
}

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    test.each(scriptsOf(file).map((script) => [script.title, script.code] as const))('%s', (_title, code) => {
      expect(parse(code).errors).toEqual([]);
      const found = findings(code).map((finding) => `${rowOf(code, finding.span.start)} ${finding.code}`);
      expect(found.sort(byRow)).toEqual(marked(code));
      for (const finding of findings(code)) {
        for (const fix of finding.fixes) {
          const fixed = applyEdits(code, fix.edits);
          expect(parse(fixed).errors, `${fix.title}\n${fixed}`).toEqual([]);
          const left = findings(fixed).filter(
            (one) => one.code === finding.code && one.stream === finding.stream,
          );
          expect(left.length, `${fix.title}\n${fixed}`).toBeLessThan(
            findings(code).filter((one) => one.code === finding.code && one.stream === finding.stream).length,
          );
        }
      }
    });
  });
}

function byRow(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b);
}

test('each framework of the catalogue has scripts with and without a finding', () => {
  for (const file of readdirSync(folder)) {
    const scripts = scriptsOf(file).map(({ code }) => marked(code).length);
    expect(scripts.some((count) => count > 0) && scripts.includes(0), file).toBe(true);
  }
});
