// `npm run docs`: writes docs/rules from the rules. The pages are committed, and a test fails when they are stale.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { rulePages } from './rule-pages.mjs';
import { root } from './set-up/paths.mjs';

const folder = join(root, 'docs/rules');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, text] of rulePages(await loadRules())) await writeFile(join(folder, name), text);

/** The rules are TypeScript and import nothing of Node: one bundle, held in memory, is enough to read them. */
async function loadRules() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'server/src/rules/index.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const { rules } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  return rules;
}
