// Which of the linter's fixes mends a cause that a check has named, and applying those fixes to the user's files.
import { resolve } from 'node:path';
import type { Finding, Fix } from '../finding.ts';
import { applyEdits, chosenFixes, selectEdits } from '../fixes/apply.ts';
import { lineTable, utf16Position } from '../positions.ts';
import { loadGrammar } from '../project/grammar.ts';
import { type FileLinter, type FileResult, fileLinter } from '../project/lint-files.ts';
import { writeSource } from '../project/read.ts';
import type { NamedCause } from './name-cause.ts';
import type { Mended } from './result.ts';

export interface Mender {
  /** The fix of the linter that cures this cause, or null where it offers none. */
  fixFor(cause: NamedCause): Fix | null;
  /** The cause with what the linter says at its line, where that tells more than the runs can: why nothing seeded it. */
  explained(cause: NamedCause): NamedCause;
  /** Applies the fixes of these causes to the files on disk; what could not be written is said. */
  mend(causes: NamedCause[]): Mended;
}

/** `script` is where a seed block goes, wherever the draw is. */
export async function openMender(script: string | null, cwd: string): Promise<Mender> {
  // The check has shown that these matter, whatever the user has selected; a suppressed line is left alone.
  const linter = fileLinter(await loadGrammar(), { selection: { select: ['ALL'] } });
  const main = script === null ? null : resolve(cwd, script);
  const filesOf = ({ cause }: NamedCause) =>
    [...new Set([cause.filename, main])].filter((file) => file !== null);

  function findingFor(cause: NamedCause): { file: string; finding: Finding } | null {
    for (const matches of ways)
      for (const file of filesOf(cause))
        for (const finding of findingsOf(linter, file))
          if (chosenFixes([finding], true).length > 0 && matches(finding, cause, linter))
            return { file, finding };
    return null;
  }

  function fixFor(cause: NamedCause): Fix | null {
    const found = findingFor(cause);
    return found && chosenFixes([found.finding], true)[0]!;
  }

  function explained(named: NamedCause): NamedCause {
    const { cause, stream, advice } = named;
    if (cause.class !== 'unseeded-draw' || cause.filename === null) return named;
    const tellsMore = ({ code, stream: of }: Finding) =>
      cause.rule === null ? LIBRARY.test(code) : BARE.test(cause.rule) && of === stream && WHY.test(code);
    const found = findingsOf(linter, cause.filename).find(
      (finding) => tellsMore(finding) && isAt(finding, cause, linter),
    );
    if (!found) return named;
    const explanation = cause.explanation.replace(advice, () => found.message);
    return { ...named, advice: found.message, cause: { ...cause, rule: found.code, explanation } };
  }

  function mend(causes: NamedCause[]): Mended {
    const mended: Mended = { files: [], failures: [] };
    const fixes = causes.flatMap((cause) => fixFor(cause) ?? []);
    const edits = selectEdits(fixes);
    const titles = fixes.filter((fix) => fix.edits.every((edit) => edits.includes(edit)));
    for (const file of new Set(edits.map(({ span }) => span.file))) {
      const linted = linter.lintFile(file);
      if (linted.kind === 'unreadable') continue;
      const { source } = linted;
      const own = edits.filter(({ span }) => span.file === file);
      const failure = writeSource(file, applyEdits(source.text, own), source);
      linter.forget(file);
      if (failure !== undefined) {
        mended.failures.push(`${file} cannot be written: ${failure}`);
        continue;
      }
      const here = titles.filter((fix) => fix.edits.some(({ span }) => span.file === file));
      mended.files.push({ filename: file, fixes: [...new Set(here.map(({ title }) => title))] });
    }
    return mended;
  }
  return { fixFor, explained, mend };
}

/** A stream that was never seeded. */
const BARE = /^SR(?:10[1237])$/;
/** Why it was not: the option has no default, only one branch seeds, the function is not called. */
const WHY = /^SR11[1-5]$/;
/** A library that is not given a seed. */
const LIBRARY = /^SR(?:60|61|70[6-9]|71)/;

type Match = (finding: Finding, cause: NamedCause, linter: FileLinter) => boolean;

/** From the surest to the loosest: rule and line, the stream that is unseeded, the rule of a seed or flag, the line. */
const ways: Match[] = [
  (finding, { cause }, linter) => finding.code === cause.rule && isAt(finding, cause, linter),
  (finding, { stream }) => stream !== null && finding.stream === stream,
  (finding, { cause }) => finding.code === cause.rule && /^SR[13]/.test(finding.code),
  (finding, { cause }, linter) => isAt(finding, cause, linter),
];

function isAt(finding: Finding, cause: NamedCause['cause'], linter: FileLinter): boolean {
  const { span } = finding;
  const text = linter.moduleOf(span.file)?.text;
  if (span.file !== cause.filename || cause.row === null || span.cell !== null || text === undefined)
    return false;
  const table = lineTable(text);
  const first = utf16Position(table, span.start).row + 1;
  return cause.row >= first && cause.row <= utf16Position(table, Math.max(span.start, span.end - 1)).row + 1;
}

function findingsOf(linter: FileLinter, file: string): readonly Finding[] {
  const result: FileResult = linter.lintFile(file);
  return result.kind === 'linted' ? result.findings : [];
}
