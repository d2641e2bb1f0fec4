// `npm run new-rule NAME`: writes a rule file whose example fails until the rule is written, and lists it in the registry.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registered, ruleFile } from './rule-template.mjs';
import { root } from './set-up/paths.mjs';

const folder = join(root, 'server/src/rules');
const families = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const [family, name, ...rest] = (process.argv[2] ?? '').split('/');

if (!families.includes(family) || !/^[a-z]+(-[a-z0-9]+)*$/.test(name ?? '') || rest.length > 0) {
  console.error(`npm run new-rule FAMILY/NAME, where NAME says the bad pattern in kebab-case and FAMILY is one of
${families.join(', ')}; for example: npm run new-rule seeding/unseeded-cupy`);
  process.exit(2);
}
const path = join(folder, family, `${name}.ts`);
if (existsSync(path)) {
  console.error(`${path} exists.`);
  process.exit(2);
}
const index = join(folder, 'index.ts');
const siblings = readdirSync(join(folder, family)).map((file) =>
  readFileSync(join(folder, family, file), 'utf8'),
);
const code = nextCode(siblings);
writeFileSync(path, ruleFile(code, name));
writeFileSync(index, registered(readFileSync(index, 'utf8'), family, name));
console.log(`${path}\nNow make its example pass: npm run unit -- test/rules`);

/** The code after the last of the family. */
function nextCode(texts) {
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/code: 'SR(\d+)'/g)].map(([, digits]) => Number(digits)),
  );
  return `SR${String(Math.max(0, ...codes) + 1).padStart(3, '0')}`;
}
