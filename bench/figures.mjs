// Medians, percentiles, the cost of a command, and the table that shows figures beside their targets.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cli = join(root, 'server', 'out', 'cli.js');

/** The value below which the share `p` (0 to 1) of the values lies, by nearest rank. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs a command to its end and says what it cost; peak RSS and CPU come from the kernel's own accounts. */
export function cost(command, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'samerun-cost-'));
  const out = join(folder, 'out');
  const err = join(folder, 'err');
  try {
    const script = fileURLToPath(new URL('measure.py', import.meta.url));
    const printed = execFileSync(python(), [script, out, err, cwd, ...command], { encoding: 'utf8' });
    return { ...JSON.parse(printed), stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Python that the bench itself uses; nothing but the standard library is asked of it. */
export function python() {
  return process.env.BENCH_PYTHON ?? 'python3';
}

/** The Python that has torch, for what runs training scripts: --python, SAMERUN_PYTHON, .venv, else python3. */
export function workPython() {
  const own = join(root, '.venv', 'bin', 'python');
  return option('python', process.env.SAMERUN_PYTHON ?? (existsSync(own) ? own : 'python3'));
}

/** Figures measured on a loaded machine mean little, so the load is always said. */
export function machine() {
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, Node ${process.versions.node}, load ${load}`;
}

/** Rows of [name, figure, target text or null, met or null]; a target missed is an exit status of 1. */
export function printFigures(title, rows) {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, figure, target, met] of rows) {
    if (met === false) {
      process.exitCode = 1;
    }
    const verdict = met === null || met === undefined ? '' : met ? '  met' : '  MISSED';
    console.log(
      `  ${name.padEnd(width)}  ${String(figure).padEnd(16)}${target ? ` target ${target}` : ''}${verdict}`,
    );
  }
}

/** The value after `--name`, or the fallback. */
export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}

export function flag(name) {
  return process.argv.includes(`--${name}`);
}

/** Ends with the usage of a script, as bad usage does everywhere here: exit status 2. */
export function usage(text) {
  console.error(`usage: ${text}`);
  process.exit(2);
}
