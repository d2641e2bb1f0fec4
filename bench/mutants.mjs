// Breaks the rules and the flow engine on purpose, one small change at a time, and counts how many the tests notice.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { flag, machine, option, printFigures, root } from './figures.mjs';
import { repeatable } from './generated-script.mjs';
import { mutationsOf } from './mutations.mjs';

const count = Number(option('count', 400));
const seed = Number(option('seed', 1));
const hands = Number(option('hands', 2));
const only = option('only', '');
const limitMs = 1000 * Number(option('limit', 180));
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
  const folders = Array.from({ length: hands }, copy);
  try {
    if (!(await passes(folders[0]))) throw new Error('The tests fail before anything is broken.');
    const survivors = [];
    const queue = [...chosen];
    await Promise.all(
      folders.map(async (folder) => {
        for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
          if (await survives(folder, mutant)) {
            survivors.push(mutant);
            console.log(`survives: ${describe(mutant)}`);
          }
        }
      }),
    );
    const killed = chosen.length - survivors.length;
    const share = killed / Math.max(1, chosen.length);
    printFigures('Mutants that the tests notice', [
      ['mutants', chosen.length, null],
      ['noticed', `${killed}, ${(100 * share).toFixed(1)} %`, '≥ 80 %', share >= 0.8],
    ]);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ file, line, before, after }) {
  return `${relative('server/src', file)}:${line}: ${before.trim()}  →  ${after.trim()}`;
}

/** A copy of what the tests need, so that the working tree is never broken. */
function copy() {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-mutants-'));
  for (const name of ['server/src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.mts'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function survives(folder, { file, text }) {
  const path = join(folder, file);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  try {
    return await passes(folder);
  } finally {
    writeFileSync(path, whole);
  }
}

/** Whether all tests pass in time: a mutant that never ends is noticed too. */
function passes(folder) {
  return new Promise((resolve) => {
    const args = [join(folder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--bail=1', '--no-isolate'];
    const node = join(folder, 'node_modules', 'node', 'bin', 'node');
    const child = spawn(node, [...args, '--maxWorkers=1', ...TESTS], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), limitMs);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}
