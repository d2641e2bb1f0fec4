// What rules leave alone: code of another file that the run goes through, and statements that do not parse.

import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/finding.ts';
import { spanOf } from '../../server/src/python/module.ts';
import { asked, check, codeOf, rowOf } from './run-rules.ts';

const examples = asked.flatMap(({ meta }) =>
  meta.invalid.map((example, i) => [`${meta.name} ${i}`, codeOf(example), example.files ?? {}] as const),
);

/** Findings and edits that are not of this file, or not within its text. */
function outside(text: string, findings: readonly Finding[]): string[] {
  return findings.flatMap(({ code, span, fixes }) =>
    [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]
      .filter(({ file, start, end }) => file !== 'script.py' || start > end || end > text.length)
      .map(({ file, start, end }) => `${code} ${file} ${start}-${end}`),
  );
}

describe('a file that imports an example', () => {
  test.each(examples)('%s: says nothing of the lines of the other', (_name, code, files) => {
    const text = 'import other\n';
    const { findings } = check(text, undefined, { ...files, 'other.py': code });
    expect(outside(text, findings)).toEqual([]);
  });
});

describe('an example whose flagged statement does not parse', () => {
  const flagged = asked.flatMap(({ meta }) =>
    meta.invalid
      .filter(({ row }) => row === undefined)
      .map(
        (example, i) =>
          [
            `${meta.name} ${i}`,
            codeOf(example).replace(/ *# <-$/m, '; x = = 1'),
            example.files ?? {},
          ] as const,
      ),
  );

  test.each(flagged)('%s: no fix changes it', (_name, text, files) => {
    const { module, findings } = check(text, undefined, files);
    const broken = module.units.filter((unit) => unit.broken).map((unit) => spanOf(module, unit.body));
    expect(broken.length).toBeGreaterThan(0);
    const changed = findings.flatMap(({ code, fixes }) =>
      fixes.flatMap(({ title, edits }) =>
        edits
          .filter(({ span }) => broken.some(({ start, end }) => start < span.end && span.start < end))
          .map(({ span }) => `${code} ${title} in row ${rowOf(text, span.start)}`),
      ),
    );
    expect(changed).toEqual([]);
  });
});
