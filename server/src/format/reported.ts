// A finding as it is printed: places as rows and columns that people read, with the source line beside it.

import type { Finding, Severity, Span } from '../finding.ts';
import { codePointPosition, type LineTable, lineTable, lineText } from '../positions.ts';
import { type Module, textOf } from '../python/module.ts';

/** Rows and columns are 1-based, columns count code points; `cell` is 1-based, null in a plain file. */
export interface Place {
  readonly filename: string;
  readonly cell: number | null;
  readonly location: { readonly row: number; readonly column: number };
  readonly end: { readonly row: number; readonly column: number };
}

export interface Reported {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The text of the first line. */
  readonly line: string;
  readonly related: readonly { readonly message: string; readonly place: Place; readonly line: string }[];
  readonly fix: ReportedFix | null;
  readonly stream?: string;
}

export interface ReportedFix {
  readonly safe: boolean;
  readonly title: string;
  readonly edits: readonly { readonly content: string; readonly place: Place }[];
}

/** `moduleOf` gives the modules of other files that findings point into; `named` says how a file is called. */
export function reporter(
  module: Module,
  moduleOf: (file: string) => Module | undefined,
  named: (file: string) => string = (file) => file,
): (finding: Finding) => Reported {
  const tables = new Map<string, LineTable>();
  const tableOf = (span: Span): LineTable => {
    const key = `${span.cell} ${span.file}`;
    const own = span.file === module.file ? module : moduleOf(span.file);
    const table = tables.get(key) ?? lineTable(own === undefined ? '' : textOf(own, span.cell));
    tables.set(key, table);
    return table;
  };
  const place = (span: Span): Place => {
    const table = tableOf(span);
    const start = codePointPosition(table, span.start);
    const end = codePointPosition(table, span.end);
    return {
      filename: named(span.file),
      cell: span.cell === null ? null : span.cell + 1,
      location: { row: start.row + 1, column: start.column + 1 },
      end: { row: end.row + 1, column: end.column + 1 },
    };
  };
  const line = (span: Span): string => {
    const table = tableOf(span);
    return lineText(table, codePointPosition(table, span.start).row).slice(0, 400);
  };
  return ({ code, name, severity, message, span, related, fixes, stream }) => {
    const fix = fixes[0];
    return {
      code,
      name,
      severity,
      message,
      place: place(span),
      line: line(span),
      related: related.map((one) => ({ message: one.message, place: place(one.span), line: line(one.span) })),
      fix:
        fix === undefined
          ? null
          : {
              safe: fix.safe,
              title: fix.title,
              edits: fix.edits.map((edit) => ({ content: edit.text, place: place(edit.span) })),
            },
      ...(stream === undefined ? {} : { stream }),
    };
  };
}
