// Fix-all as edits: what `--fix` would write, told line by line so that the caret and folds of the editor stay.

import { diffLines } from 'diff';
import type { Edit, Finding } from '../finding.ts';
import { fixAll } from '../fixes/apply.ts';

/** Empty where nothing is safe to fix. */
export function fixAllEdits(file: string, text: string, lint: (text: string) => readonly Finding[]): Edit[] {
  const { text: fixed } = fixAll(lint, text);
  return fixed === text ? [] : editsBetween(file, text, fixed);
}

function editsBetween(file: string, before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let open: { start: number; end: number; text: string } | null = null;
  const close = () => {
    if (open) edits.push({ span: { file, cell: null, start: open.start, end: open.end }, text: open.text });
    open = null;
  };
  for (const part of diffLines(before, after)) {
    if (!part.added && !part.removed) {
      close();
      at += part.value.length;
      continue;
    }
    open ??= { start: at, end: at, text: '' };
    if (part.added) open.text += part.value;
    else {
      at += part.value.length;
      open.end = at;
    }
  }
  close();
  return edits;
}
