// The comment that silences one finding on its line: a new one, or the code added to the one that stands there.

import type { Edit, Finding } from '../finding.ts';
import { type Module, textOf } from '../python/module.ts';
import { logicalLines } from '../python/scan.ts';

/** null where no comment can stand: the finding is in another file, or on a line that does not end. */
export function silence(module: Module, finding: Finding): Edit | null {
  const { span, code } = finding;
  if (span.file !== module.file) return null;
  const text = textOf(module, span.cell);
  const line = logicalLines(text).find((one) => span.start >= one.start && span.start <= one.end);
  if (!line || line.blank) return null;
  const at = (start: number, text: string): Edit => ({ span: { ...span, start, end: start }, text });
  for (const comment of module.comments) {
    if (comment.cell !== span.cell || comment.start < line.start || comment.end > line.end) continue;
    const listed = /#[ \t]*samerun:[ \t]*ignore[ \t]*\[[^\]#]*[^\]#\s,]/.exec(comment.text);
    if (listed) return at(comment.start + listed.index + listed[0].length, `, ${code}`);
  }
  const trailing = /[ \t]*$/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  const end = line.end - trailing;
  // After a backslash at the end of the text the line goes on; a comment there would be an error.
  return text[end - 1] === '\\' ? null : at(end, `  # samerun: ignore[${code}]`);
}
