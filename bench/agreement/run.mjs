// Whether what `samerun draws` says is so: runs each script in two processes and compares the generators' states at its draws.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, flag, machine, option, printFigures, usage, workPython } from '../figures.mjs';
import { compare, contrary } from './compare.mjs';
import { layOutScript, runTraced } from './traced-run.mjs';

const clones = process.argv[2];
if (!clones || clones.startsWith('--')) {
  usage('agreement/run.mjs CLONES [--python P] [--only TEXT] [--verbose]');
}
const python = workPython();
const only = option('only', '');
const table = JSON.parse(readFileSync(fileURLToPath(new URL('scripts.json', import.meta.url)), 'utf8'));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'samerun-agreement-')));
const WANTED = 20;

console.log(`${machine()}\nPython ${python}`);
const results = [];
try {
  for (const entry of table.filter(({ repo, path }) => `${repo}:${path}`.includes(only))) {
    const result = await judge(entry);
    results.push(result);
    print(entry, result);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const compared = results.filter(({ agreed, disagreed }) => agreed + disagreed.length > 0);
const agreeing = compared.filter(({ disagreed }) => disagreed.length === 0);
const sum = (of) => results.reduce((total, result) => total + of(result), 0);
printFigures('Draws and what they are called', [
  [
    'scripts that agree',
    `${agreeing.length} of ${compared.length}`,
    `≥ ${WANTED}, all`,
    agreeing.length >= WANTED && agreeing.length === compared.length,
  ],
  ['draws called unseeded that differ', sum(({ differing }) => differing), null],
  ['draws called seeded that are the same', sum(({ same }) => same), null],
  [
    'draws that are called wrongly',
    sum(({ disagreed }) => disagreed.length),
    '0',
    sum(({ disagreed }) => disagreed.length) === 0,
  ],
  [
    'the contrary claim is noticed',
    `${sum(({ noticed }) => noticed)} of ${sum(({ agreed, disagreed }) => agreed + disagreed.length)}`,
    'all',
    sum(({ noticed }) => noticed) === sum(({ agreed }) => agreed),
  ],
  ['draws that no run came by', sum(({ unseen }) => unseen), null],
  ['scripts that did not run', results.filter(({ trouble }) => trouble).length, null],
]);

/** What the listing says of one script, beside two runs of it, each in a fresh copy. */
async function judge(entry) {
  const nothing = { agreed: 0, noticed: 0, differing: 0, same: 0, unseen: 0, disagreed: [], trouble: null };
  const homes = ['a', 'b'].map((name) => join(mkdtempSync(join(folder, `${name}-`)), 'home'));
  try {
    for (const home of homes) layOutScript(clones, entry, home);
    const listed = draws(join(homes[0], entry.path));
    const runs = [];
    for (const home of homes) runs.push(await runTraced(python, entry, home));
    const failed = runs.find(({ status }) => !['completed', 'step-limit'].includes(status.kind));
    // Draws that were made before an error are as good as any; without one there is nothing to say.
    const outcome = compare(listed, homes, runs);
    // The bench must be able to fail: of each draw the contrary is claimed too, and has to be wrong.
    outcome.noticed = compare(contrary(listed), homes, runs).disagreed.length;
    return failed
      ? { ...nothing, ...outcome, trouble: `${failed.status.kind}: ${failed.status.message ?? failed.said}` }
      : { ...nothing, ...outcome };
  } catch (error) {
    return { ...nothing, trouble: error instanceof Error ? error.message.split('\n')[0] : String(error) };
  }
}

function draws(script) {
  if (!existsSync(script)) throw new Error('the clones do not have this script');
  return JSON.parse(
    execFileSync(process.execPath, [cli, 'draws', '--format', 'json', script], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
}

function print(entry, { differing, same, unseen, disagreed, trouble }) {
  const verdict = trouble
    ? 'trouble  '
    : disagreed.length > 0
      ? 'DISAGREE '
      : differing + same > 0
        ? 'agree    '
        : 'nothing  ';
  console.log(
    `${verdict} ${entry.repo}:${entry.path}  ${differing} differ, ${same} the same, ${unseen} not come by${trouble ? `  (${trouble.slice(0, 160)})` : ''}`,
  );
  for (const { draw, where, why } of disagreed)
    console.log(`    ${where}: ${draw.what} (${draw.stream}) is called ${draw.state}, ${why}: ${draw.text}`);
  if (flag('verbose')) console.log(`    arguments: ${(entry.args ?? []).join(' ')}`);
}
