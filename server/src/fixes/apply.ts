// Applies fixes to a text as one path for the quick fix, fix-all and the command line; repeats until nothing changes.

import type { Edit, Finding, Fix } from '../finding.ts';

/** Rounds after which fixing stops, whatever is left. */
const ROUNDS = 10;

/** Which fix of each finding is applied: the first one that is allowed. */
export function chosenFixes(findings: readonly Finding[], unsafe: boolean): Fix[] {
  return findings.flatMap((finding) => {
    const fix = finding.fixes.find((one) => one.safe) ?? (unsafe ? finding.fixes[0] : undefined);
    return fix === undefined ? [] : [fix];
  });
}

/** The edits of one pass: a fix is taken whole or not at all; one of a group; identical edits count once. */
export function selectEdits(fixes: readonly Fix[]): Edit[] {
  const taken: Edit[] = [];
  const groups = new Map<string, Fix>();
  const seen = new Set<string>();
  const sorted = [...fixes].sort((a, b) => startOf(a) - startOf(b));
  for (const fix of sorted) {
    if (fix.group !== undefined && groups.has(fix.group)) continue;
    const added = fix.edits.filter((edit) => !seen.has(keyOf(edit)));
    if (added.length === 0 || added.some((edit) => taken.some((other) => clash(edit, other)))) continue;
    if (fix.group !== undefined) groups.set(fix.group, fix);
    for (const edit of added) {
      taken.push(edit);
      seen.add(keyOf(edit));
    }
  }
  return taken;
}

function startOf(fix: Fix): number {
  return Math.min(...fix.edits.map((edit) => edit.span.start));
}

function keyOf({ span, text }: Edit): string {
  return `${span.file}\n${span.cell}\n${span.start}\n${span.end}\n${text}`;
}

/** Whether the edits touch the same characters; two insertions at one place do when they come from different fixes. */
function clash({ span: a }: Edit, { span: b }: Edit): boolean {
  if (a.file !== b.file || a.cell !== b.cell) return false;
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

/** The text with these edits made; insertions at one place keep their order. Edits of other files or cells are passed over. */
export function applyEdits(text: string, edits: readonly Edit[], cell: number | null = null): string {
  const own = edits.filter((edit) => edit.span.cell === cell);
  const sorted = own
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => order(a.edit, b.edit) || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.span.start < at) continue;
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** Insertions come before a replacement that starts at the same place. */
function order({ span: a }: Edit, { span: b }: Edit): number {
  return a.start - b.start || a.end - b.end;
}

export interface Fixed {
  readonly text: string;
  readonly rounds: number;
  /** Fixes that were applied, by title, in order. */
  readonly applied: readonly string[];
  /** Whether nothing was left to apply; false after too many rounds, or when a text came back. */
  readonly converged: boolean;
}

/** Fixes a file until `lint` offers nothing more; a notebook brings its own way to apply edits. */
export function fixAll(
  lint: (text: string) => readonly Finding[],
  text: string,
  unsafe = false,
  apply: (text: string, edits: readonly Edit[]) => string = applyEdits,
): Fixed {
  const seen = new Set([text]);
  const applied: string[] = [];
  let current = text;
  for (let round = 0; round < ROUNDS; round += 1) {
    const fixes = chosenFixes(lint(current), unsafe);
    const edits = selectEdits(fixes);
    const next = apply(current, edits);
    if (edits.length === 0 || next === current)
      return { text: current, rounds: round, applied, converged: true };
    if (seen.has(next)) return { text: current, rounds: round, applied, converged: false };
    applied.push(
      ...fixes.filter((fix) => fix.edits.every((edit) => edits.includes(edit))).map((fix) => fix.title),
    );
    seen.add(next);
    current = next;
  }
  return {
    text: current,
    rounds: ROUNDS,
    applied,
    converged: chosenFixes(lint(current), unsafe).length === 0,
  };
}
