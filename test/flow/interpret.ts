// Runs the flow engine on a script given as text, other files of its project beside it.

import { posix } from 'node:path';
import { analyse } from '../../server/src/flow/analyse.ts';
import { type Flow, type Site, spanOfSite } from '../../server/src/flow/events.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { isDataFile, type Project } from '../../server/src/project/project.ts';
import { parseModule } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';

const python = await loadGrammar();

/** `files` by path (`data.py`, `models/net.py`); imports are resolved from the root, relative ones from their folder. */
export function interpret(
  code: string,
  files: Readonly<Record<string, string>> = {},
  torch: readonly [number, number] = [2, 13],
): Flow {
  const modules = new Map<string, Module>();
  for (const [path, text] of Object.entries(files)) modules.set(path, parseModule(python, path, text));
  const project: Project = {
    resolve(name, level, from) {
      if (isDataFile(name)) return modules.get(posix.join(from, '..', name));
      const folder = from.split('/').slice(0, -Math.max(level, 1));
      const path = [...(level > 0 ? folder : []), ...name.split('.').filter((part) => part !== '')].join('/');
      return modules.get(`${path}.py`) ?? modules.get(`${path}/__init__.py`);
    },
    version: () => undefined,
  };
  return analyse(parseModule(python, 'main.py', code), project, torch);
}

export function rowOf(site: Site): number {
  return site.module.text.slice(0, spanOfSite(site).start).split('\n').length;
}

/** Every draw of the run in the entry file, as `row stream state[ @ seed's row]`, by row. */
export function draws(flow: Flow): string[] {
  const lines = flow.events.flatMap((event) => {
    if (event.kind !== 'draw' || (event.reach !== 'run' && event.reach !== 'maybe')) return [];
    if (event.site.module !== flow.module) return [];
    const by = 'by' in event.state ? ` @${rowOf(event.state.by.site)}` : '';
    return [`${rowOf(event.site)} ${event.stream} ${event.state.tag}${by}`];
  });
  return [...new Set(lines)].sort(byRow);
}

/** The state of torch at a draw after `if condition:` and a seed: seeded where it holds, unseeded where it does not. */
export function stateAfter(before: string, condition: string): string {
  const flow = interpret(`import torch
import sys, os, copy, functools, typing
${before}
if ${condition}:
    torch.manual_seed(1)
torch.rand(2)
`);
  const draw = flow.events.findLast((event) => event.kind === 'draw' && event.reach === 'run');
  return draw?.kind === 'draw' ? draw.state.tag : 'no draw';
}

/** Whether the condition holds, as far as the engine can tell; null where it cannot. */
export function decided(before: string, condition: string): boolean | null {
  const state = stateAfter(before, condition);
  return state === 'seeded' ? true : state === 'unseeded' ? false : null;
}

/** What the comments `#: torch seeded @3` (several parted by `;`) at the ends of lines expect. */
export function expectations(code: string): string[] {
  return code
    .split('\n')
    .flatMap((line, i) => {
      const at = line.indexOf('#:');
      return at === -1
        ? []
        : line
            .slice(at + 2)
            .split(';')
            .map((said) => `${i + 1} ${said.trim()}`);
    })
    .sort(byRow);
}

function byRow(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b);
}
