// The one door to the rules: a parsed file in, findings out. Knows no file system, no protocol, no terminal.

import type { Finding, Fix, Severity, Span } from './finding.ts';
import { analyse } from './flow/analyse.ts';
import type { Flow } from './flow/events.ts';
import type { Project } from './project/project.ts';
import type { Module } from './python/module.ts';
import { rules } from './rules/index.ts';
import { fixesOf, type Rule, type Settings } from './rules/rule.ts';
import { codesOf, type Selection } from './selection.ts';
import { suppress } from './suppression.ts';

export interface LintOptions {
  readonly project: Project;
  readonly settings: Settings;
  readonly selection: Selection;
  /** Selectors that are ignored in this file, whatever else selects them. */
  readonly ignored?: readonly string[];
  /** Why the file's bytes are no Python source, and where; found while it was decoded. */
  readonly flaw?: { readonly message: string; readonly offset: number } | null;
  /** How the run is interpreted, where not from its start. */
  readonly analyse?: typeof analyse;
  /** Fixes are made when somebody looks at them, for who asks at each key; a rule that fails only then is told of here. */
  readonly later?: (trouble: string) => void;
}

export interface Linted {
  readonly findings: readonly Finding[];
  /** What the file's run does; null where there was nothing to interpret. */
  readonly flow: Flow | null;
  /** Rules that failed, with why: the findings of the others stand. */
  readonly troubles: readonly string[];
}

/** A finding on its way out. */
interface Draft extends Omit<Finding, 'fixes'> {
  readonly fixes: () => readonly Fix[];
}

/** As many syntax errors as help; after the first ones the rest mostly follow from them. */
const MOST_ERRORS = 3;

export function lint(module: Module, options: LintOptions): Linted {
  const enabled = enabledRules(options);
  const own = ofTheFile(module, options);
  const { findings, flow, troubles } = own.some(({ code }) => code === 'SR002')
    ? { findings: [], flow: null, troubles: [] }
    : ofTheRules(module, options, enabled);
  const cut = flow?.stopped ? [finding('SR002', `Checked in part: ${flow.stopped}.`, startOf(module))] : [];
  const all = [...own, ...cut, ...findings].filter((finding) => enabled.has(finding.code));
  const { findings: left, unused } = suppress(module, all, (codeOrName) => isActive(codeOrName, enabled));
  const complaints = unused.map((one): Draft => {
    const what =
      one.codes.length === 0 ? 'This suppression silences' : `\`${one.codes.join('`, `')}\` silences`;
    const fix: Fix = { title: 'Remove it', safe: true, edits: [one.edit] };
    return finding('SR003', `${what} nothing here: remove it.`, one.span, [fix]);
  });
  const reported = [...left, ...complaints.filter(({ code }) => enabled.has(code))]
    .map((one) => finished(withSeverity(one, options.selection.severities.get(one.code)), options))
    .sort(inOrder);
  return { findings: reported, flow, troubles };
}

function enabledRules({ selection, ignored }: LintOptions): ReadonlySet<string> {
  const names = rules.map((rule) => rule.meta);
  const off = new Set((ignored ?? []).flatMap((selector) => codesOf(selector, names) ?? []));
  return new Set([...selection.enabled].filter((code) => !off.has(code)));
}

/** A suppression of a rule that did not run silences nothing, and is still not unused. */
function isActive(codeOrName: string, enabled: ReadonlySet<string>): boolean {
  const rule = rules.find(({ meta }) => meta.code === codeOrName || meta.name === codeOrName);
  return rule === undefined || enabled.has(rule.meta.code);
}

/** SR001 and SR002: what is said of the file itself. */
function ofTheFile(module: Module, options: LintOptions): Draft[] {
  const start = startOf(module);
  if (options.flaw) {
    const { message, offset } = options.flaw;
    return [
      finding('SR001', `Python cannot read this file: ${message}.`, { ...start, start: offset, end: offset }),
    ];
  }
  if (module.skipped) return [finding('SR002', `Not checked: ${module.skipped.why}.`, start)];
  const what =
    module.cells?.length === 0
      ? 'This is no notebook: its JSON is broken from here on.'
      : 'This does not parse as Python 3; findings near it are left out.';
  return module.errors.slice(0, MOST_ERRORS).map((span) => finding('SR001', what, span));
}

function startOf(module: Module): Span {
  return { file: module.file, cell: module.cells?.[0]?.index ?? null, start: 0, end: 0 };
}

interface Drafted extends Omit<Linted, 'findings'> {
  readonly findings: readonly Draft[];
}

function ofTheRules(module: Module, options: LintOptions, enabled: ReadonlySet<string>): Drafted {
  const { project, settings, later } = options;
  const found: Draft[] = [];
  const troubles: string[] = [];
  let flow: Flow | null = null;
  try {
    flow = (options.analyse ?? analyse)(module, project, settings.torch);
  } catch (error) {
    troubles.push(`the interpretation failed: ${reason(error)}`);
  }
  if (flow === null) return { findings: [], flow, troubles };
  for (const rule of rules) {
    if (enabled.has(rule.meta.code))
      runRule(rule, { module, flow, project, settings }, found, troubles, later);
  }
  return { findings: soundOnes(module, found), flow, troubles };
}

type Ground = Omit<Parameters<Rule['check']>[0], 'report'>;

function runRule(
  rule: Rule,
  ground: Ground,
  found: Draft[],
  troubles: string[],
  later: LintOptions['later'],
): void {
  const { code, name, severity } = rule.meta;
  const tell = (error: unknown) => `${code} ${name} failed: ${reason(error)}`;
  const before = found.length;
  try {
    rule.check({
      ...ground,
      report(given) {
        const make = () => fixesOf(given);
        const fixes = later ? once(make, (error) => later(tell(error))) : always(make());
        const { related, ...one } = given;
        found.push({ severity, related: related ?? [], ...one, fixes, code, name });
      },
    });
  } catch (error) {
    found.length = before;
    troubles.push(tell(error));
  }
}

function always<T>(value: T): () => T {
  return () => value;
}

/** Made at the first look; nothing where that fails, of which `tell` hears. */
function once(make: () => readonly Fix[], tell: (error: unknown) => void): () => readonly Fix[] {
  let known: readonly Fix[] | null = null;
  return () => {
    if (known !== null) return known;
    known = [];
    try {
      known = make();
    } catch (error) {
      tell(error);
    }
    return known;
  };
}

/** Every finding has its fixes as a property, made already or not. */
function finished({ fixes, ...one }: Draft, { later }: LintOptions): Finding {
  if (later === undefined) return { ...one, fixes: fixes() };
  return Object.defineProperty(one as Finding, 'fixes', { get: fixes, enumerable: true });
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Findings in statements that do not parse are left out, and so are fixes that would edit there; same ones count once. */
function soundOnes(module: Module, found: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  const sound = found.filter(({ code, span, stream }) => {
    const key = `${code} ${span.file} ${span.cell} ${span.start} ${span.end} ${stream}`;
    if (seen.has(key) || isBroken(module, span)) return false;
    seen.add(key);
    return true;
  });
  if (module.errors.length === 0) return sound;
  return sound.map((one) => ({
    ...one,
    fixes: () => one.fixes().filter((fix) => !fix.edits.some((edit) => isBroken(module, edit.span))),
  }));
}

function isBroken(module: Module, span: Span): boolean {
  if (span.file !== module.file) return false;
  return module.units.some(
    (unit) =>
      unit.broken &&
      unit.cell === span.cell &&
      unit.start <= span.start &&
      span.start < unit.start + unit.text.length,
  );
}

function finding(code: string, message: string, span: Span, fixes: readonly Fix[] = []): Draft {
  const rule = rules.find(({ meta }) => meta.code === code);
  if (rule === undefined) throw new Error(`no rule has the code ${code}`);
  return {
    code,
    name: rule.meta.name,
    severity: rule.meta.severity,
    message,
    span,
    related: [],
    fixes: always(fixes),
  };
}

/** A level that the user gives replaces the rule's own; a hint stays one, since it is a lesser case of the rule. */
function withSeverity(one: Draft, given: Severity | undefined): Draft {
  const own = rules.find(({ meta }) => meta.code === one.code)?.meta.severity;
  return given === undefined || one.severity !== own ? one : { ...one, severity: given };
}

function inOrder(a: Finding, b: Finding): number {
  return (
    (a.span.cell ?? 0) - (b.span.cell ?? 0) || a.span.start - b.span.start || a.code.localeCompare(b.code)
  );
}
