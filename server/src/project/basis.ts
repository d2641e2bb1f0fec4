// What a file's findings rest on besides its own text: settings, versions, and where its imports lead.

import type { LintOptions } from '../lint.ts';
import type { Project } from './project.ts';

export interface Basis {
  /** Settings, selected rules and their severities, in one text. */
  readonly options: string;
  /** What was asked for while the file was linted, and the path of the file that it meant. */
  readonly imports: readonly ImportedFile[];
  readonly versions: readonly (readonly [distribution: string, version: string | null])[];
}

export type ImportedFile = readonly [name: string, level: number, from: string, path: string | null];

/** The project as it is, and a list of what was asked of it. */
export function recorded(options: LintOptions): { readonly options: LintOptions; readonly basis: Basis } {
  const { project } = options;
  const imports = new Map<string, ImportedFile>();
  const versions = new Map<string, string | null>();
  const noted: Project = {
    resolve(name, level, from) {
      const module = project.resolve(name, level, from);
      imports.set(`${level} ${name} ${from}`, [name, level, from, module?.file ?? null]);
      return module;
    },
    version(distribution) {
      const version = project.version(distribution);
      versions.set(distribution, version ?? null);
      return version;
    },
  };
  const basis: Basis = {
    options: textOf(options),
    get imports() {
      return [...imports.values()];
    },
    get versions() {
      return [...versions];
    },
  };
  return { options: { ...options, project: noted }, basis };
}

const selections = new WeakMap<LintOptions['selection'], string>();

export function textOf({ settings, selection, ignored }: LintOptions): string {
  const selected =
    selections.get(selection) ?? JSON.stringify([[...selection.enabled].sort(), [...selection.severities]]);
  selections.set(selection, selected);
  return `${JSON.stringify([settings, ignored])}${selected}`;
}
