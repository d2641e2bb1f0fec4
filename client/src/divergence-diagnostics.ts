// The first divergence of a check as an entry of the Problems view, with the lines that it led to.

import * as vscode from 'vscode';
import type { CheckResult } from '../../server/src/lsp/protocol.ts';
import { atStep } from './verdict.ts';

const mostRelated = 20;

export function divergenceDiagnostics(result: CheckResult): [vscode.Uri, vscode.Diagnostic[]][] {
  const first = result.first_divergence;
  if (!first?.filename || first.row === null) return [];
  const uri = vscode.Uri.file(first.filename);
  const range = trimmed(uri, lines(first.row, first.end_row ?? first.row));
  const diagnostic = new vscode.Diagnostic(range, messageOf(result), vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'samerun check';
  if (result.cause) diagnostic.code = result.cause.class;
  diagnostic.relatedInformation = relatedOf(result);
  return [[uri, [diagnostic]]];
}

function messageOf({ first_divergence: first, cause }: CheckResult): string {
  if (!first) return '';
  const values =
    first.a !== null || first.b !== null ? `: A ${first.a ?? 'nothing'} ≠ B ${first.b ?? 'nothing'}` : '';
  const head = `The runs part here, ${atStep(first.step)}${values}.`;
  if (!cause) return head;
  return `${head} ${cause.explanation}${cause.confirmed ? ' (confirmed by an intervention)' : ''}`;
}

function relatedOf(result: CheckResult): vscode.DiagnosticRelatedInformation[] {
  const { cause, first_divergence: first, annotations } = result;
  const related: vscode.DiagnosticRelatedInformation[] = [];
  if (
    cause?.filename &&
    cause.row !== null &&
    !(cause.filename === first?.filename && cause.row === first.row)
  )
    related.push(at(cause.filename, cause.row, 'The cause'));
  for (const annotation of annotations)
    if (annotation.status === 'downstream')
      related.push(at(annotation.filename, annotation.row, annotation.text));
  return related.slice(0, mostRelated);
}

function at(filename: string, row: number, message: string): vscode.DiagnosticRelatedInformation {
  const location = new vscode.Location(vscode.Uri.file(filename), lines(row, row));
  return new vscode.DiagnosticRelatedInformation(location, message);
}

// To the end of the last line, wherever that is: the editor cuts it.
function lines(row: number, endRow: number): vscode.Range {
  return new vscode.Range(Math.max(0, row - 1), 0, Math.max(0, endRow - 1), 10_000);
}

/** From the first character that is code, where the file is open and says where that is. */
function trimmed(uri: vscode.Uri, range: vscode.Range): vscode.Range {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (!document || range.start.line >= document.lineCount) return range;
  const { firstNonWhitespaceCharacterIndex: column } = document.lineAt(range.start.line);
  return document.validateRange(range.with(range.start.with({ character: column })));
}
