// Short scripts by topic, several in a file: each line that draws says in a comment what its stream is by then.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draws, expectations, interpret } from './interpret.ts';

const folder = new URL('./snippets/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  const parts = readFileSync(new URL(file, folder), 'utf8')
    .split(/^# === /m)
    .slice(1);

  describe(file, () => {
    test.each(parts.map((part) => [part.slice(0, part.indexOf('\n')), part] as const))(
      '%s',
      (_title, code) => {
        const flow = interpret(`# ${code}`);
        expect(flow.stopped).toBeNull();
        expect(draws(flow)).toEqual(expectations(code));
      },
    );
  });
}
