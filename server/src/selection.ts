// Which rules speak and how loudly: selectors (code, prefix, name, ALL) resolved over layers of settings.

import type { Severity } from './finding.ts';

/** What selecting needs to know of a rule. */
export interface RuleName {
  readonly code: string;
  readonly name: string;
  readonly defaultOn: boolean;
}

/** One source of settings; a later layer (editor, then project, then command line) wins over an earlier one. */
export interface SelectionLayer {
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severity?: Readonly<Record<string, Severity>>;
}

export interface Selection {
  readonly enabled: ReadonlySet<string>;
  /** Severities that the user gave, by code; the others keep what their rule says. */
  readonly severities: ReadonlyMap<string, Severity>;
}

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Whether `severity` is at least as grave as `least`. */
export function atLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

/** The codes that a selector means; undefined if it means no rule, which is an error wherever it was written. */
export function codesOf(selector: string, rules: readonly RuleName[]): readonly string[] | undefined {
  if (selector === 'ALL') return rules.map((rule) => rule.code);
  const codes = rules
    .filter((rule) => rule.name === selector || (isPrefix(selector) && rule.code.startsWith(selector)))
    .map((rule) => rule.code);
  return codes.length > 0 ? codes : undefined;
}

/** What to say of a selector that means no rule. */
export function unknownSelector(selector: string, rules: readonly RuleName[]): string {
  const near = nearest(selector, [...rules.map((rule) => rule.name), ...rules.map((rule) => rule.code)]);
  const advice = near === undefined ? 'samerun rule lists them all' : `did you mean "${near}"?`;
  return `no rule is called "${selector.slice(0, 60)}"; ${advice}`;
}

/** Settle every layer in turn; selectors that mean no rule are passed over here, they were reported where they were read. */
export function resolveSelection(rules: readonly RuleName[], layers: readonly SelectionLayer[]): Selection {
  let enabled = new Set(rules.filter((rule) => rule.defaultOn).map((rule) => rule.code));
  const given = new Map<string, Severity>();
  for (const layer of layers) {
    enabled = settleLayer(rules, layer, enabled);
    const settings = Object.entries(layer.severity ?? {});
    settings.sort(([a], [b]) => specificity(a) - specificity(b));
    for (const [selector, severity] of settings)
      for (const code of codesOf(selector, rules) ?? []) given.set(code, severity);
  }
  return { enabled, severities: given };
}

// As ruff does: the more specific selector wins, and at equal specificity `ignore` wins over `select`.
function settleLayer(
  rules: readonly RuleName[],
  layer: SelectionLayer,
  before: ReadonlySet<string>,
): Set<string> {
  const enabled = new Set(layer.select ? [] : before);
  const steps = [
    ...[...(layer.select ?? []), ...(layer.extendSelect ?? [])].map((selector) => ({ selector, on: true })),
    ...(layer.ignore ?? []).map((selector) => ({ selector, on: false })),
  ];
  steps.sort((a, b) => specificity(a.selector) - specificity(b.selector));
  for (const { selector, on } of steps)
    for (const code of codesOf(selector, rules) ?? []) {
      if (on) enabled.add(code);
      else enabled.delete(code);
    }
  return enabled;
}

function specificity(selector: string): number {
  if (selector === 'ALL') return 0;
  return isPrefix(selector) && selector.length < codeLength ? selector.length : codeLength;
}

const codeLength = 'SR101'.length;

function isPrefix(selector: string): boolean {
  return /^SR\d{0,3}$/.test(selector);
}

/** The candidate that is at most two typing slips away, if there is one. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = slips(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

// Levenshtein's distance, one row at a time; words are capped so that a hostile selector costs nothing.
function slips(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return Number.MAX_SAFE_INTEGER;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
