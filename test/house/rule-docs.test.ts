// The committed pages of the rules say what the rules say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulePages } from '../../scripts/rule-pages.mjs';
import { rules } from '../../server/src/rules/index.ts';

const folder = join(import.meta.dirname, '../../docs/rules');
const pages = rulePages(rules);

test('there is a page for each rule and for nothing else', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages])('%s is up to date: npm run docs', (name, text) => {
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});
