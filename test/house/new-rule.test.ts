// `npm run new-rule` writes a file that fits in: it type-checks by shape, is formatted, and is listed once.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { registered, ruleFile } from '../../scripts/rule-template.mjs';

const root = join(import.meta.dirname, '../..');
const index = readFileSync(join(root, 'server/src/rules/index.ts'), 'utf8');

function formatted(path: string, text: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const run = spawnSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout;
}

test('the new rule passes the lint as it is', () => {
  const text = ruleFile('SR999', 'unseeded-something');
  expect(formatted('server/src/rules/seeding/unseeded-something.ts', text)).toBe(text);
});

test('the registry imports and lists it, in order', () => {
  const text = registered(index, 'seeding', 'unseeded-something');
  expect(text.match(/\bunseededSomething\b/g)).toHaveLength(2);
  expect(formatted('server/src/rules/index.ts', text)).toBe(text);
});
