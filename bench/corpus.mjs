// Lints every corpus script in one run of the command line: speed, memory, crashes, and findings per rule.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, layOut, manifestRows } from './corpus/lay-out.mjs';
import { cli, cost, flag, machine, median, option, printFigures, usage } from './figures.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const manifest = join(here, 'corpus', 'manifest.tsv');
const countsFile = join(here, 'corpus-counts.json');

const clones = process.argv[2];
if (!clones || clones.startsWith('--')) {
  usage('corpus.mjs CLONES [--runs 5] [--warm] [--write]');
}
const runs = Number(option('runs', 5));
const scripts = layOut(clones, manifest);
const rows = manifestRows(manifest);
const files = rows.map((row) => join(homeOf(row.repo), row.path));
const lines = rows.reduce((sum, row) => sum + Number(row.lines), 0);

const cold = measured(['--no-cache']);
const everything = lint(['--no-cache', '--select', 'ALL', '--severity', 'hint']);
const crashed = [...crashes(cold.last), ...crashes(everything)];
const byDefault = findingsOf(cold.last);
const all = findingsOf(everything);
report();
if (flag('warm')) {
  lint([]);
  // Node's own start, in turn with the runs that it is compared with.
  const node = median(
    Array.from({ length: runs }, () => cost([process.execPath, '-e', '0'], scripts).wall_s),
  );
  const warm = measured([]);
  const same = warm.last.stdout === cold.last.stdout;
  printCost('Warm cache', warm, node + 0.1, [
    ['Node alone', `${node.toFixed(2)} s`, null],
    ['findings as without a cache', same ? 'yes' : 'no', 'yes', same],
  ]);
}
if (flag('write')) {
  writeCounts();
}

function lint(options) {
  return cost([process.execPath, cli, 'lint', '--format', 'json', ...options, ...files], scripts);
}

/** The median cost of several runs, each a new process; `last` is the last one, with its output. */
function measured(options) {
  const all = Array.from({ length: runs }, () => lint(options));
  const of = (key) => all.map((one) => one[key]);
  return {
    wall: median(of('wall_s')),
    best: Math.min(...of('wall_s')),
    cpu: median(of('cpu_s')),
    rss: Math.max(...of('rss_mb')),
    last: all[all.length - 1],
  };
}

/** Scripts that end the command line with anything but 0 or 1, found one at a time and ten at most; and what it complains of. */
function crashes(ran) {
  if (ran.code === 0 || ran.code === 1) {
    return ran.stderr.trim() ? [`stderr: ${ran.stderr.trim().split('\n')[0]}`] : [];
  }
  const alone = [];
  for (const file of files) {
    const { code, stderr } = cost([process.execPath, cli, 'lint', '--no-cache', file], scripts);
    if (code !== 0 && code !== 1) {
      alone.push(`${file}: exit ${code}: ${stderr.trim().split('\n')[0]}`);
    }
    if (alone.length === 10) {
      break;
    }
  }
  return alone.length ? alone : [`exit ${ran.code} for all together: ${ran.stderr.trim().slice(0, 300)}`];
}

function findingsOf(ran) {
  try {
    return JSON.parse(ran.stdout);
  } catch {
    return [];
  }
}

function perRule(findings) {
  const counts = {};
  for (const { code, name } of findings) {
    counts[`${code} ${name}`] = (counts[`${code} ${name}`] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function perHundredLines(count) {
  return Number(((100 * count) / lines).toFixed(3));
}

function report() {
  console.log(machine());
  printCost(`Cold, ${runs} runs`, cold, 0.9, [
    ['scripts', files.length, '445', files.length === 445],
    ['lines', lines, null],
    ['crashes', crashed.length, '0', crashed.length === 0],
  ]);
  for (const crash of crashed) {
    console.log(`  crash: ${crash}`);
  }
  const shown = perRule(byDefault);
  printFigures(
    'Findings per rule: by default, of all selected; by default per 100 lines',
    Object.entries(perRule(all)).map(([rule, count]) => {
      const rate = perHundredLines(shown[rule] ?? 0);
      return [rule, `${shown[rule] ?? 0} of ${count}`, `≤ 1 per 100 lines: ${rate}`, rate <= 1];
    }),
  );
  const touched = new Set(byDefault.map((finding) => finding.filename)).size;
  printFigures('All rules together', [
    ['findings by default', byDefault.length, null],
    ['per 100 lines', perHundredLines(byDefault.length), null],
    ['scripts with a finding', touched, null],
    ['findings of all rules', all.length, null],
  ]);
}

function printCost(title, { wall, best, cpu, rss }, most, more) {
  printFigures(title, [
    ...more,
    ['wall, median', `${wall.toFixed(2)} s`, `≤ ${most.toFixed(2)} s`, wall <= most],
    ['wall, best', `${best.toFixed(2)} s`, null],
    ['CPU, median', `${cpu.toFixed(2)} s`, null],
    ['peak RSS', `${Math.round(rss)} MB`, '≤ 350 MB', rss <= 350],
  ]);
}

/** Counts only, no times, so that the file changes only when what the linter says changes. */
function writeCounts() {
  const counts = {
    scripts: files.length,
    lines,
    crashes: crashed.length,
    default: {
      findings: byDefault.length,
      per_100_lines: perHundredLines(byDefault.length),
      rules: perRule(byDefault),
    },
    all: { findings: all.length, per_100_lines: perHundredLines(all.length), rules: perRule(all) },
  };
  const text = `${JSON.stringify(counts, null, 2)}\n`;
  let before = '';
  try {
    before = readFileSync(countsFile, 'utf8');
  } catch {
    // The first time there is nothing to compare with.
  }
  writeFileSync(countsFile, text);
  console.log(`\n${countsFile}: ${before === text ? 'unchanged' : 'written'}`);
}
