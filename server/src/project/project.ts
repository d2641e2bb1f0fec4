// What the linter may ask of the world around a file; passed in by the command line, the server or a test.

import type { Module } from '../python/module.ts';

export interface Project {
  /**
   * The parsed module that `import name` in `from` means, if it is first-party; undefined for third-party or unknown. A name
   * that begins with a dot is the path of a YAML file, seen from the folder of `from`: its module has a text and no statements.
   */
  resolve(name: string, level: number, from: string): Module | undefined;
  /** Version of a requirement that the project's own files pin or bound ("torch" → "2.4"), if any. */
  version(distribution: string): string | undefined;
}

/** Names of modules begin with no dot: how far up a relative import goes is its level. */
export function isDataFile(name: string): boolean {
  return name.startsWith('.');
}

/** A project of one file: every import is third-party. */
export const emptyProject: Project = { resolve: () => undefined, version: () => undefined };
