// Edits of a fix as an LSP workspace edit, bound to the version of the text that they were made for.

import type { AnnotatedTextEdit, ChangeAnnotation, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../finding.ts';
import { type Place, type Places, rangeIn } from './places.ts';
import type { ClientTraits } from './worker-messages.ts';

export interface EditOptions {
  readonly traits: ClientTraits;
  /** The file that the user acts in: edits elsewhere are shown before they are made. */
  readonly home: string;
  /** Why the user should look first; null where nothing but the script's randomness changes. */
  readonly caution: string | null;
}

/** null if a place that it edits is not known any more. */
export function toWorkspaceEdit(
  edits: readonly Edit[],
  places: Places,
  options: EditOptions,
): WorkspaceEdit | null {
  const byUri = new Map<string, { place: Place; edits: Edit[] }>();
  for (const edit of edits) {
    const place = places(edit.span.file, edit.span.cell);
    if (!place) return null;
    const group = byUri.get(place.uri) ?? { place, edits: [] };
    byUri.set(place.uri, group);
    group.edits.push(edit);
  }
  const { traits, home, caution } = options;
  if (!traits.documentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const [uri, group] of byUri) changes[uri] = group.edits.map((edit) => textEdit(edit, group.place));
    return { changes };
  }
  const annotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = [...byUri.values()].map(({ place, edits: group }) => {
    const why = caution ?? (place.file === home ? null : 'Changes another file');
    if (why && traits.confirmations) annotations[why] = { label: why, needsConfirmation: true };
    return {
      textDocument: { uri: place.uri, version: place.version },
      edits: group.map((edit): TextEdit | AnnotatedTextEdit => {
        const plain = textEdit(edit, place);
        return why && traits.confirmations ? { ...plain, annotationId: why } : plain;
      }),
    };
  });
  return { documentChanges, ...(Object.keys(annotations).length > 0 && { changeAnnotations: annotations }) };
}

function textEdit(edit: Edit, place: Place): TextEdit {
  return { range: rangeIn(place.table, edit.span.start, edit.span.end), newText: edit.text };
}
