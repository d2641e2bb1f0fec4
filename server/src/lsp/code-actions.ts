// The light bulb: each fix of the findings on these lines once, fix-all, and a comment that silences a finding.

import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import type { Edit, Finding, Fix } from '../finding.ts';
import { offsetOf, type Place, type Places } from './places.ts';
import { toWorkspaceEdit } from './to-edit.ts';
import type { ClientTraits } from './worker-messages.ts';

/** What is known of the document when the bulb is asked for. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** The diagnostic of each finding, in the same order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly place: Place;
  readonly places: Places;
  readonly traits: ClientTraits;
  /** A cell is no text of its own that could be fixed until nothing is left. */
  readonly isCell: boolean;
  /** The edit that silences a finding on its line, or null where no comment can stand. */
  readonly silence: (finding: Finding) => Edit | null;
}

/** What a lazily resolved action is bound to. */
export interface FixAllData {
  readonly uri: string;
  readonly version: number | null;
}

export const fixAllKind = 'source.fixAll.samerun';

export function codeActions(judged: Judged, range: Range, only: readonly string[] | null): CodeAction[] {
  const wants = (kind: string) => only === null || only.some((k) => kind === k || kind.startsWith(`${k}.`));
  const actions: CodeAction[] = [];
  if (wants('quickfix')) {
    const here = findingsOn(judged, range);
    actions.push(...fixes(judged, here), ...silences(judged, here));
  }
  if (!judged.isCell && wants(fixAllKind) && judged.findings.some((finding) => finding.fixes[0]?.safe))
    actions.push(fixAll(judged.place));
  return actions;
}

interface Here {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** All findings on the lines of the range, those under the caret first: the bulb is asked for by line. */
function findingsOn(judged: Judged, range: Range): Here[] {
  const start = offsetOf(judged.place.table, range.start);
  const end = offsetOf(judged.place.table, range.end);
  const touched = ({ span }: Finding) => span.start <= end && span.end >= start;
  const here = judged.findings.flatMap((finding, index): Here[] => {
    const diagnostic = judged.diagnostics[index];
    if (!diagnostic || diagnostic.range.start.line > range.end.line) return [];
    return diagnostic.range.end.line < range.start.line ? [] : [{ finding, diagnostic }];
  });
  const under = here.filter(({ finding }) => touched(finding));
  return [...under, ...here.filter(({ finding }) => !touched(finding))];
}

function fixes(judged: Judged, here: readonly Here[]): CodeAction[] {
  const byEdits = new Map<string, CodeAction>();
  for (const { finding, diagnostic } of here)
    for (const [index, fix] of finding.fixes.entries()) {
      const key = JSON.stringify(fix.edits);
      const before = byEdits.get(key);
      if (before) before.diagnostics?.push(diagnostic);
      else {
        const action = fixAction(judged, fix, diagnostic, index === 0);
        if (action) byEdits.set(key, action);
      }
    }
  return preferFirst([...byEdits.values()]);
}

function fixAction(judged: Judged, fix: Fix, diagnostic: Diagnostic, first: boolean): CodeAction | null {
  const { traits, place, places } = judged;
  const caution = fix.safe ? null : 'May change what the script does or how fast';
  const edit = toWorkspaceEdit(fix.edits, places, { traits, home: place.file, caution });
  if (!edit) return null;
  return {
    title: fix.title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    ...(first && fix.safe && { isPreferred: true }),
    edit,
    ...(traits.fixedCommand && {
      command: { title: 'Offer a check', command: traits.fixedCommand, arguments: [place.uri] },
    }),
  };
}

/** One key applies the preferred action, so there is one of it. */
function preferFirst(actions: CodeAction[]): CodeAction[] {
  const preferred = actions.find((action) => action.isPreferred);
  for (const action of actions) if (action !== preferred) delete action.isPreferred;
  return actions;
}

function silences(judged: Judged, here: readonly Here[]): CodeAction[] {
  const { traits, place, places } = judged;
  const seen = new Set<string>();
  return here.flatMap(({ finding, diagnostic }): CodeAction[] => {
    const silence = judged.silence(finding);
    const edit = silence && toWorkspaceEdit([silence], places, { traits, home: place.file, caution: null });
    const title = `Ignore ${finding.code} (${finding.name}) on this line`;
    if (!edit || seen.has(title)) return [];
    seen.add(title);
    return [{ title, kind: 'quickfix', diagnostics: [diagnostic], edit }];
  });
}

function fixAll({ uri, version }: Place): CodeAction {
  const data: FixAllData = { uri, version };
  return { title: 'Samerun: fix all that is safe to fix', kind: fixAllKind, data };
}
