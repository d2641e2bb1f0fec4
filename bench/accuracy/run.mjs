// Scores the linter against the labelled scripts and lists what it says of each by default.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, layOut } from '../corpus/lay-out.mjs';
import { cli, flag, machine, option, printFigures, python, usage } from '../figures.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const labels = join(here, 'dev');
const linter = option('linter', `"${process.execPath}" "${cli}" lint`);

const clones = process.argv[2];
if (!clones || clones.startsWith('--')) {
  usage('run.mjs CLONES [--linter "COMMAND lint"] [--misses] [--json]');
}
const scripts = layOut(clones, labels);
const cases = readdirSync(labels)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...JSON.parse(readFileSync(join(labels, file), 'utf8')) }))
  .filter((label) => existsSync(join(scripts, homeOf(label.repo), label.path)));

const score = scored();
if (flag('json')) {
  console.log(JSON.stringify(score, null, 2));
} else {
  printScore();
  printMisses();
  printFindings();
}

/** What score.py prints, over the labels whose scripts are there. */
function scored() {
  const present = mkdtempSync(join(tmpdir(), 'samerun-labels-'));
  try {
    for (const { file } of cases) {
      cpSync(join(labels, file), join(present, file));
    }
    const printed = execFileSync(python(), [join(here, 'score.py'), linter, scripts, present, '--details'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(printed);
  } finally {
    rmSync(present, { recursive: true, force: true });
  }
}

function printScore() {
  const first = score.first_hit + score.first_missed;
  const flags = Object.entries(score.flags_hit_missed);
  const [hit, missed] = flags.reduce(([h, m], [, [fh, fm]]) => [h + fh, m + fm], [0, 0]);
  console.log(machine());
  printFigures(`${score.scripts} labelled scripts`, [
    ['first draws hit', `${score.first_hit} of ${first}`, '≥ 8, then all', score.first_hit >= 8],
    ['clean lines reported', score.clean_fp, '0', score.clean_fp === 0],
    ['clean lines left alone', score.clean_ok, null],
    ['seeded streams reported', score.stream_fp, '0', score.stream_fp === 0],
    ['unseeded streams found', `${score.stream_hit} of ${score.stream_hit + score.stream_missed}`, null],
    ['flags hit', `${hit} of ${hit + missed}`, '≥ 90 % in the end'],
    ['findings by default', score.default_findings, null],
  ]);
  printFigures(
    'Flags, hit of labelled',
    flags.map(([name, [h, m]]) => [name, `${h} of ${h + m}`, null]),
  );
}

/** Misses and false positives, each with its script; flags only with --misses, for they are many. */
function printMisses() {
  const shown = score.details.filter(([kind]) => flag('misses') || kind !== 'flag missed');
  console.log(`\n${shown.length ? 'Misses and false positives' : 'No first draw missed, no false positive'}`);
  for (const [kind, script, what, where, cause] of shown) {
    const [cell, line] = where ?? [];
    const place = line ? ` ${cell ? `cell ${cell} ` : ''}line ${line}` : '';
    console.log(`  ${kind}: ${script}${place}: ${what}${cause ? ` (${cause})` : ''}`);
  }
}

/** One line a default finding, under its script, to be read as the script's author would. */
function printFindings() {
  console.log('\nFindings by default, a script at a time');
  for (const label of cases) {
    const home = join(scripts, homeOf(label.repo));
    const ran = spawnSync(`${linter} --format json --no-cache "${label.path}"`, {
      cwd: home,
      encoding: 'utf8',
      shell: true,
      maxBuffer: 1 << 28,
    });
    const findings = ran.status === 0 || ran.status === 1 ? JSON.parse(ran.stdout) : [];
    console.log(`  ${label.id}  ${label.repo}:${label.path}  ${findings.length}`);
    for (const f of findings) {
      const place = `${f.cell ? `cell ${f.cell}:` : ''}${f.location.row}`;
      console.log(`    ${place.padStart(6)}  ${f.code}  ${f.severity.padEnd(8)} ${f.message}`);
    }
  }
}
