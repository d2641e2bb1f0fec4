// The shape of a rule: metadata, documentation, examples and detection in one file, read by the registry.

import type { Edit, Fix, Related, Severity, Span } from '../finding.ts';
import type { Flow } from '../flow/events.ts';
import type { Project } from '../project/project.ts';
import type { Module } from '../python/module.ts';

export interface Example {
  readonly code: string;
  /** For an invalid example: the 1-based row of the finding; default: the row of the line that ends with `# <-`. */
  readonly row?: number;
  /** Other files of the example's project, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface RuleMeta {
  /** SR101 */
  readonly code: string;
  /** unseeded-python-random: names the bad pattern, reads well after "allow". */
  readonly name: string;
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly summary: string;
  /** Why it matters and what to do, in Markdown. */
  readonly rationale: string;
  readonly defaultOn: boolean;
  readonly fix: 'safe' | 'unsafe' | 'none';
  /** Facts and where they come from. */
  readonly sources: readonly string[];
  readonly invalid: readonly Example[];
  /** Must not be flagged by this rule; `why` names the idiom. */
  readonly valid: readonly (Example & { readonly why: string })[];
}

export interface Settings {
  /** Value of the inserted seed block; 1024 unless configured. */
  readonly seedValue: number;
  /** Name of the inserted function; `seed_torch` unless configured. */
  readonly seedFunction: string;
  /** Adds the strict lines to the seed block and reports the strict profile's findings. */
  readonly strict: boolean;
  /** torch version as [major, minor], from configuration, else the project's requirements, else current. */
  readonly torch: readonly [number, number];
}

export interface RuleContext {
  readonly module: Module;
  readonly flow: Flow;
  readonly project: Project;
  readonly settings: Settings;
  report(found: Found): void;
}

/** What a rule says; code and name are added from its metadata, severity may differ by case. */
export interface Found {
  readonly span: Span;
  readonly message: string;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** A function makes them when somebody looks, as at most fixes nobody does; null where there is none after all. */
  readonly fixes?: readonly Fix[] | (() => readonly (Fix | null)[]);
  readonly stream?: string;
}

/** The fixes that a rule gave, made now. */
export function fixesOf({ fixes }: Pick<Found, 'fixes'>): readonly Fix[] {
  return typeof fixes === 'function' ? fixes().filter((fix) => fix !== null) : (fixes ?? []);
}

export interface Rule {
  readonly meta: RuleMeta;
  check(context: RuleContext): void;
}

export type { Edit, Fix, Related, Severity, Span };
