// Draws default findings of the corpus at random and prints each in its file, for somebody to judge true or false.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, layOut, manifestRows } from './corpus/lay-out.mjs';
import { cli, cost, option, usage } from './figures.mjs';
import { repeatable } from './generated-script.mjs';

const manifest = fileURLToPath(new URL('corpus/manifest.tsv', import.meta.url));
const clones = process.argv[2];
if (!clones || clones.startsWith('--')) {
  usage('sample.mjs CLONES [--seed N] [--count 60] [--select CODES] [--around 5]');
}
const seed = Number(option('seed', Date.now() % 1_000_000));
const count = Number(option('count', 60));
const around = Number(option('around', 5));
const select = option('select', null);
// Rules that are asked for by name are shown at every level; else what a person sees who asks for nothing.
const options = select ? ['--select', select, '--severity', 'hint'] : [];

const scripts = layOut(clones, manifest);
const files = manifestRows(manifest).map((row) => join(homeOf(row.repo), row.path));
const { stdout } = cost(
  [process.execPath, cli, 'lint', '--no-cache', '--format', 'json', ...options, ...files],
  scripts,
);
const findings = JSON.parse(stdout);
const random = repeatable(seed);
const drawn = findings
  .map((finding) => ({ finding, key: random() }))
  .sort((a, b) => a.key - b.key)
  .slice(0, count)
  .map(({ finding }) => finding);
console.log(`${drawn.length} of ${findings.length} findings, --seed ${seed}`);
for (const [index, finding] of drawn.entries()) {
  show(index + 1, finding);
}

function show(number, { code, name, severity, message, filename, location, cell, related }) {
  const where = filename.startsWith(scripts) ? filename.slice(scripts.length + 1) : filename;
  console.log(
    `\n${number}. ${where}${cell ? ` cell ${cell}` : ''}:${location.row}  ${code} ${name} ${severity}`,
  );
  console.log(`   ${message}`);
  for (const one of related) {
    const elsewhere = one.filename === filename ? '' : `${one.filename.slice(scripts.length + 1)} `;
    console.log(`   ${elsewhere}${one.location.row}: ${one.message}`);
  }
  if (cell) {
    return;
  }
  const lines = readFileSync(join(scripts, where), 'utf8').split(/\r?\n/);
  for (
    let row = Math.max(1, location.row - around);
    row <= location.row + around && row <= lines.length;
    row++
  ) {
    console.log(`   ${row === location.row ? '>' : ' '} ${String(row).padStart(4)} ${lines[row - 1]}`);
  }
}
