// Runs rules over a piece of Python, for tests: parse, interpret, ask each rule.

import { posix } from 'node:path';
import type { Finding } from '../../server/src/finding.ts';
import { analyse } from '../../server/src/flow/analyse.ts';
import type { Flow } from '../../server/src/flow/events.ts';
import { loadGrammar } from '../../server/src/project/grammar.ts';
import { emptyProject, isDataFile, type Project } from '../../server/src/project/project.ts';
import { parseModule } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { rules } from '../../server/src/rules/index.ts';
import { type Example, fixesOf, type Settings } from '../../server/src/rules/rule.ts';

export const python = await loadGrammar();

export const defaults: Settings = {
  seedValue: 1024,
  seedFunction: 'seed_torch',
  strict: false,
  torch: [2, 13],
};

/** What the linter reports from data of its own, without asking a rule. */
export const OF_THE_LINTER = new Set(['SR001', 'SR002', 'SR003']);

/** The rules that are asked about a file. */
export const asked = rules.filter((rule) => !OF_THE_LINTER.has(rule.meta.code));

export function codeOf(example: Example): string {
  return example.code.replace(/^\n/, '');
}

export function parse(text: string, file = 'script.py'): Module {
  return parseModule(python, file, text);
}

export interface Checked {
  readonly module: Module;
  readonly flow: Flow;
  readonly findings: Finding[];
}

const known = new Map<string, Checked>();

/** The same text says the same each time, so what many tests ask about is looked into once. */
export function check(
  text: string,
  settings: Settings = defaults,
  files: Readonly<Record<string, string>> = {},
): Checked {
  const key = JSON.stringify([text, settings, files]);
  const checked = known.get(key) ?? lookInto(text, settings, files);
  known.set(key, checked);
  return checked;
}

function lookInto(text: string, settings: Settings, files: Readonly<Record<string, string>>): Checked {
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
        const { severity = meta.severity, related = [] } = found;
        const { code, name } = meta;
        findings.push({ ...found, code, name, severity, related, fixes: fixesOf(found) });
      },
    });
  }
  return { module, flow, findings };
}

/** A project in which `import name` means the example's file of that name; data files lie beside it. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const modules = new Map(Object.entries(files).map(([path, text]) => [path, parse(text, path)]));
  return {
    resolve: (name) =>
      modules.get(isDataFile(name) ? posix.normalize(name) : `${name.replaceAll('.', '/')}.py`),
    version: () => undefined,
  };
}

export function rowOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
