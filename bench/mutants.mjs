// Breaks the rules and the flow engine on purpose, one small change at a time, and counts how many the tests notice.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { flag, machine, option, printFigures, root } from './figures.mjs';
import { repeatable } from './generated-script.mjs';
import { bundler } from './mutant-bundle.mjs';
import { mutationsOf } from './mutations.mjs';

const count = Number(option('count', 400));
const seed = Number(option('seed', 1));
const only = option('only', '');
const TESTS = ['test/rules', 'test/flow', 'test/fixes'];

const files = ['server/src/rules', 'server/src/flow']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts') && name.includes(only))
  .sort();
const all = files.flatMap((file) =>
  mutationsOf(readFileSync(join(root, file), 'utf8')).map((one) => ({ file, ...one })),
);
const random = repeatable(seed);
const chosen = [];
while (chosen.length < count && all.length > 0)
  chosen.push(...all.splice(Math.floor(random() * all.length), 1));

console.log(
  `${machine()}; ${chosen.length} of ${chosen.length + all.length} mutants of ${files.length} files, seed ${seed}`,
);
if (flag('list')) {
  for (const mutant of chosen) console.log(describe(mutant));
} else {
  const tests = await bundler(root, TESTS);
  try {
    const before = await tests.noticedBy(null, []);
    if (before !== null) throw new Error(`${before.name} fails before anything is broken: ${before.message}`);
    const survivors = [];
    const noticed = new Map();
    for (const mutant of chosen) {
      const known = noticed.get(mutant.file) ?? [basename(mutant.file, '.ts')];
      const by = await tests.noticedBy(mutant, known);
      if (by === null) {
        survivors.push(mutant);
        console.log(`survives: ${describe(mutant)}`);
      } else {
        noticed.set(mutant.file, [...known.filter((name) => name !== by.name), by.name]);
        if (flag('verbose')) console.log(`noticed: ${describe(mutant)}\n    by ${by.name}`);
      }
    }
    const killed = chosen.length - survivors.length;
    const share = killed / Math.max(1, chosen.length);
    printFigures('Mutants that the tests notice', [
      ['mutants', chosen.length, null],
      ['noticed', `${killed}, ${(100 * share).toFixed(1)} %`, '≥ 80 %', share >= 0.8],
    ]);
  } finally {
    await tests.close();
  }
}

function describe({ file, line, before, after }) {
  return `${relative('server/src', file)}:${line}: ${before.trim()}  →  ${after.trim()}`;
}
