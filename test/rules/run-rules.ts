// Runs rules over a piece of Python, for tests: parse, interpret, ask each rule.

import type { Finding } from '../../server/src/finding.ts';
import { analyse } from '../../server/src/flow/analyse.ts';
import type { Flow } from '../../server/src/flow/events.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { emptyProject, type Project } from '../../server/src/project/project.ts';
import { parseModule } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Settings } from '../../server/src/rules/rule.ts';

export const python = await loadGrammar();

export const defaults: Settings = {
  seedValue: 1024,
  seedFunction: 'seed_torch',
  strict: false,
  torch: [2, 13],
};

export function parse(text: string, file = 'script.py'): Module {
  return parseModule(python, file, text);
}

export interface Checked {
  readonly module: Module;
  readonly flow: Flow;
  readonly findings: Finding[];
}

export function check(
  text: string,
  settings: Settings = defaults,
  files: Readonly<Record<string, string>> = {},
): Checked {
  const module = parse(text);
  const flow = analyse(module, projectOf(files), settings.torch);
  const findings: Finding[] = [];
  for (const { meta, check: run } of rules) {
    run({
      module,
      flow,
      project: emptyProject,
      settings,
      report: (found) => {
        const { severity = meta.severity, related = [], fixes = [] } = found;
        findings.push({ ...found, code: meta.code, name: meta.name, severity, related, fixes });
      },
    });
  }
  return { module, flow, findings };
}

/** A project in which `import name` means the example's file of that name. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const modules = new Map(Object.entries(files).map(([path, text]) => [path, parse(text, path)]));
  return { resolve: (name) => modules.get(`${name.replaceAll('.', '/')}.py`), version: () => undefined };
}

export function rowOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
