// Small scripts of the kinds that people write: each line that draws says in a comment what its stream is by then.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Flow, Site } from '../../server/src/flow/events.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { fileLinter } from '../../server/src/project/lint-files.ts';
import { rowOf } from './interpret.ts';

const root = fileURLToPath(new URL('scripts', import.meta.url));
const linter = fileLinter(await loadGrammar(), {});

for (const script of scriptsIn(root)) {
  test(relative(root, script.entry), () => {
    const result = linter.lintFile(script.entry);
    if (result.kind !== 'linted' || result.flow === null) throw new Error('it was not analysed');
    expect(result.flow.stopped).toBeNull();
    const wanted = script.files.flatMap((file) => expected(script.home, file)).sort();
    expect(wanted, 'a script that expects nothing').not.toEqual([]);
    expect(drawn(script.home, result.flow)).toEqual(wanted);
  });
}

interface Script {
  readonly home: string;
  readonly entry: string;
  readonly files: readonly string[];
}

/** A folder with main.py somewhere in it is one project; any other Python file is a script of its own. */
function scriptsIn(folder: string): Script[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const entry = ['main.py', 'scripts/main.py'].map((path) => join(folder, path)).find(existsSync);
  if (entry !== undefined) return [{ home: folder, entry, files: pythonIn(folder) }];
  return entries.flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return scriptsIn(path);
    return one.name.endsWith('.py') ? [{ home: dirname(path), entry: path, files: [path] }] : [];
  });
}

function pythonIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py'))
    .map((path) => join(folder, path));
}

/** `file:row stream state`, and by which row; a seed in another file is `@file:row`. */
function drawn(home: string, flow: Flow): string[] {
  const lines = flow.events.flatMap((event) => {
    if (event.kind !== 'draw' || (event.reach !== 'run' && event.reach !== 'maybe')) return [];
    const { site, state } = event;
    const by = 'by' in state ? ` @${from(home, site, state.by.site)}` : '';
    return [`${place(home, site)} ${event.stream} ${state.tag}${by}`];
  });
  return [...new Set(lines)].sort();
}

function place(home: string, site: Site): string {
  return `${relative(home, site.module.file)}:${rowOf(site)}`;
}

function from(home: string, draw: Site, seed: Site): string {
  return draw.module === seed.module ? String(rowOf(seed)) : place(home, seed);
}

/** What the comments `#: torch seeded @3` (several parted by `;`) at the ends of lines expect. */
function expected(home: string, file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      const said = line.split('#: ')[1]?.split(';') ?? [];
      return said.map((one) => `${relative(home, file)}:${i + 1} ${one.trim()}`);
    });
}
