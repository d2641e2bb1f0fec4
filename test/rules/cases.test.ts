// Each rule on small scripts of its own: what it says of them, how loudly, with which fixes, and what these make of them.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import type { Settings } from '../../server/src/rules/rule.ts';
import { asked, check, defaults, parse, rowOf } from './run-rules.ts';

const folder = new URL('./cases/', import.meta.url);
/** Before this line the script, after it what the first fix of each finding makes of it. */
const FIXED = '# --- fixed\n';

for (const file of readdirSync(folder).sort()) {
  const rule = asked.find(({ meta }) => file === `${meta.name}.py`);

  describe(file, () => {
    test('is named after a rule', () => {
      expect(rule).toBeDefined();
    });

    test.each(scriptsIn(file))('%s', (title, script, fixed) => {
      const found = check(script, settingsFor(title))
        .findings.filter((finding) => finding.code === rule?.meta.code)
        .sort((a, b) => a.span.start - b.span.start);
      expect(parse(script).errors).toEqual([]);
      const said = found.map(({ span, severity, fixes }) =>
        [rowOf(script, span.start), severity, ...fixes.map(({ safe }) => (safe ? 'safe' : 'unsafe'))].join(
          ' ',
        ),
      );
      expect(said).toEqual(marked(script));
      if (fixed === undefined) return;
      const edits = found.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
      expect(applyEdits(script, edits)).toEqual(fixed);
    });
  });
}

/** A title may end with `(strict)` or `(torch 2.9)`. */
function settingsFor(title: string): Settings {
  const [, major, minor] = /\(torch (\d+)\.(\d+)\)$/.exec(title) ?? [];
  return {
    ...defaults,
    strict: title.endsWith('(strict)'),
    torch: major === undefined ? defaults.torch : [Number(major), Number(minor)],
  };
}

/** Parts of a file, each under a line `# === title`. */
function scriptsIn(file: string): (readonly [title: string, script: string, fixed: string | undefined])[] {
  const parts = readFileSync(new URL(file, folder), 'utf8').split(/^# === /m);
  return parts.slice(1).map((part) => {
    const end = part.indexOf('\n');
    const [script = '', fixed] = part.slice(end + 1).split(FIXED);
    return [part.slice(0, end), trimmed(script), fixed === undefined ? undefined : trimmed(fixed)] as const;
  });
}

function trimmed(code: string): string {
  return `${code.trim()}\n`;
}

/** What the comments `#! warning safe` (several parted by `;`) at the ends of lines expect: severity, and each fix. */
function marked(script: string): string[] {
  return script.split('\n').flatMap((line, i) => {
    const said = line.split('#! ')[1]?.split(';') ?? [];
    return said.map((one) => `${i + 1} ${one.trim()}`);
  });
}
