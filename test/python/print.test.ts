// The debug print of the typed tree.

import { expect, test } from 'vitest';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { parseModule } from '../../server/src/python/document.ts';
import { printModule } from '../../server/src/python/print.ts';

const python = await loadGrammar();

test('nodes with their places in the file', () => {
  expect(printModule(parseModule(python, 'a.py', '\nx = f(1, k=None)  # why\n'))).toBe(`\
(unit 1-17
  (Assign 1-17
    targets: (Name 1-2 id="x")
    value: (Call 5-17 open=7 close=16
      func: (Name 5-6 id="f")
      args: (Num 7-8 value=1 int=true)
      keywords: (keywords 10-16 name="k"
        value: (Const 12-16 value=null)))))
(comment 19-24 "# why")
`);
});

test('what does not parse and what was not parsed', () => {
  expect(printModule(parseModule(python, 'a.py', 'x = (\n'))).toContain('; error ');
  expect(printModule(parseModule(python, 'a.py', 'x\0'))).toBe(
    '; skipped: the file is not text: it has a NUL character\n',
  );
});
