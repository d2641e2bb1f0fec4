// Puts the linter beside others on the same scripts: findings about reproducibility, wall time, memory.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, layOut, manifestRows } from './corpus/lay-out.mjs';
import { cli, cost, machine, median, option, python, usage } from './figures.mjs';

const clones = process.argv[2];
if (!clones || clones.startsWith('--')) {
  usage('peers.mjs CLONES [--runs 3] [--only samerun,ruff]');
}
const runs = Number(option('runs', 3));
const manifest = fileURLToPath(new URL('corpus/manifest.tsv', import.meta.url));
const scripts = layOut(clones, manifest);
const files = manifestRows(manifest).map((row) => join(homeOf(row.repo), row.path));
const only = option('only', null)?.split(',');

const inJson = (text) => JSON.parse(text).length;
/** Each with the rules that concern reproducibility; `packages` go into a virtual environment of the peer's own. */
const peers = [
  {
    name: 'samerun',
    command: () => [process.execPath, cli, 'lint', '--no-cache', '--format', 'json', ...files],
    count: inJson,
  },
  {
    name: 'samerun, warm cache',
    command: () => [process.execPath, cli, 'lint', '--format', 'json', ...files],
    count: inJson,
  },
  { name: 'node alone', command: () => [process.execPath, '-e', '0'], count: () => '' },
  {
    name: 'ruff',
    packages: [['ruff==0.17.6']],
    command: (bin) => [
      ...[join(bin, 'ruff'), 'check', '--isolated', '--no-cache', '--output-format', 'json'],
      ...['--select', 'NPY002,S311,PLC0208,PTH207,PTH208', ...files],
    ],
    count: inJson,
  },
  {
    // It ends at the first script that does not parse, so its figures are for a part of the scripts.
    name: 'torchdetscan',
    packages: [['torchdetscan==0.1']],
    command: (bin) => [join(bin, 'torchdetscan'), '.'],
    count: (text) => text.match(/^│ .*│ +\d+ +│/gm)?.length ?? 0,
  },
  {
    name: 'dslinter',
    // Its own pins do not install on a current Python; the versions here give the same findings.
    packages: [
      ['pylint==2.17.7', 'mypy', 'pandas'],
      ['--no-deps', 'dslinter==2.0.9'],
    ],
    command: (bin) => [
      ...[join(bin, 'pylint'), '--load-plugins=dslinter', '--disable=all', '--output-format=json'],
      ...['--enable=W5507,W5508,W5509,W5510,W5511,W5512', ...files],
    ],
    count: inJson,
  },
];

console.log(`${machine()}; ${files.length} scripts, median of ${runs} runs in turn`);
const chosen = peers.filter(({ name }) => !only || only.includes(name.split(/\W/)[0]));
const ready = chosen.map((peer) => ({ ...peer, argv: peer.command(environment(peer)), all: [] }));
// What the warm cache holds is put there first.
for (const { name, argv } of ready) if (name.endsWith('warm cache')) cost(argv, scripts);
for (let round = 0; round < runs; round += 1) {
  for (const { argv, all } of ready) {
    all.push(cost(argv, scripts));
  }
}
console.log(`\n| Linter | Findings | Wall | CPU | Peak RSS |\n| --- | ---: | ---: | ---: | ---: |`);
for (const { name, all, count } of ready) {
  const of = (key) => median(all.map((one) => one[key]));
  const cells = [name, count(all[0].stdout), `${of('wall_s').toFixed(2)} s`, `${of('cpu_s').toFixed(2)} s`];
  console.log(`| ${cells.join(' | ')} | ${Math.round(of('rss_mb'))} MB |`);
}

/** The folder of the peer's programs, installed the first time from PyPI. */
function environment({ name, packages }) {
  if (!packages) {
    return null;
  }
  const home = join(tmpdir(), 'samerun-bench', 'peers', name);
  const bin = join(home, 'bin');
  if (!existsSync(bin)) {
    execFileSync(python(), ['-m', 'venv', home], { stdio: ['ignore', 2, 2] });
    for (const some of packages) {
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...some];
      execFileSync(join(bin, 'python'), pip, { stdio: ['ignore', 2, 2] });
    }
  }
  return bin;
}
