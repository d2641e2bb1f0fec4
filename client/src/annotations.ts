// Writes what a check found beside the lines that it is about, and takes it away once that file is edited.

import * as vscode from 'vscode';
import type { Annotation, CheckResult } from '../../server/src/lsp/protocol.ts';
import { divergenceDiagnostics } from './divergence-diagnostics.ts';

export interface Annotations extends vscode.Disposable {
  show(result: CheckResult): void;
  clear(): void;
  /** Fires when an edit has taken the marks of a file away. */
  readonly onDidOutdate: vscode.Event<vscode.Uri>;
}

/** An end-of-line note longer than this would be read by nobody, and may come from the script's own output. */
const longestNote = 120;

export function showAnnotations(context: vscode.ExtensionContext): Annotations {
  const diagnostics = vscode.languages.createDiagnosticCollection('samerun-check');
  const outdated = new vscode.EventEmitter<vscode.Uri>();
  const decorations = decorationTypes(context);
  /** By the path of the file. */
  const shown = new Map<string, Annotation[]>();

  function paint(editor: vscode.TextEditor): void {
    const annotations =
      editor.document.uri.scheme === 'file' ? shown.get(editor.document.uri.fsPath) : undefined;
    for (const status of ['identical', 'first', 'downstream'] as const) {
      const ofStatus = annotations?.filter((annotation) => annotation.status === status) ?? [];
      editor.setDecorations(
        decorations[status],
        ofStatus.flatMap((annotation) => decorationOf(annotation, editor.document)),
      );
    }
  }

  function paintAll(): void {
    for (const editor of vscode.window.visibleTextEditors) paint(editor);
  }

  const listeners = [
    vscode.window.onDidChangeVisibleTextEditors(paintAll),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !shown.delete(document.uri.fsPath)) return;
      diagnostics.delete(document.uri);
      paintAll();
      outdated.fire(document.uri);
    }),
  ];

  function clear(): void {
    shown.clear();
    diagnostics.clear();
    paintAll();
  }

  return {
    onDidOutdate: outdated.event,
    show(result) {
      clear();
      for (const annotation of result.annotations) {
        const key = vscode.Uri.file(annotation.filename).fsPath;
        shown.set(key, [...(shown.get(key) ?? []), annotation]);
      }
      for (const [uri, found] of divergenceDiagnostics(result)) diagnostics.set(uri, found);
      paintAll();
    },
    clear,
    dispose() {
      for (const item of [...listeners, ...Object.values(decorations), diagnostics, outdated]) item.dispose();
    },
  };
}

function decorationOf(annotation: Annotation, document: vscode.TextDocument): vscode.DecorationOptions[] {
  const row = annotation.row - 1;
  if (row < 0 || row >= document.lineCount) return [];
  const { range } = document.lineAt(row);
  const note = oneLine(annotation.text);
  if (annotation.status === 'identical') return [{ range, hoverMessage: plain(note) }];
  return [{ range, renderOptions: { after: { contentText: note } } }];
}

function decorationTypes(context: vscode.ExtensionContext) {
  const icon = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'media', name);
  const first = new vscode.ThemeColor('samerun.firstDivergence');
  const quiet = new vscode.ThemeColor('samerun.downstream');
  return {
    first: vscode.window.createTextEditorDecorationType({
      gutterIconPath: icon('gutter-first.svg'),
      gutterIconSize: 'contain',
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('samerun.firstDivergenceBackground'),
      overviewRulerColor: first,
      overviewRulerLane: vscode.OverviewRulerLane.Full,
      after: { margin: '0 0 0 2em', color: first, fontWeight: 'bold' },
    }),
    downstream: vscode.window.createTextEditorDecorationType({
      gutterIconPath: icon('gutter-downstream.svg'),
      gutterIconSize: 'contain',
      overviewRulerColor: quiet,
      overviewRulerLane: vscode.OverviewRulerLane.Right,
      after: { margin: '0 0 0 2em', color: quiet },
    }),
    identical: vscode.window.createTextEditorDecorationType({
      gutterIconPath: icon('gutter-identical.svg'),
      gutterIconSize: 'contain',
    }),
  };
}

/** Values in a note come from the script: nothing in them may break the line or turn its direction. */
function oneLine(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return clean.length > longestNote ? `${clean.slice(0, longestNote - 1)}…` : clean;
}

function plain(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}
