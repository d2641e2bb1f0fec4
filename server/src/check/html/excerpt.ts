// Some lines of the user's source around the one that matters.
import { shownPath } from '../report-words.ts';
import { escapeHtml } from './escape.ts';

export interface ExcerptOptions {
  cwd: string;
  lines(file: string): string[] | null;
}

const AROUND = 2;
/** A longer line is data, and would be read by nobody. */
const LONGEST = 200;

export function excerpt(filename: string | null, row: number | null, options: ExcerptOptions): string {
  if (filename === null || row === null) return '<p class="soft">No line of the script is known for it.</p>';
  const title = `<p class="where"><code>${escapeHtml(shownPath(filename, options.cwd))}:${row}</code></p>`;
  const source = options.lines(filename);
  if (!source) return title;
  const rows = [];
  for (let at = Math.max(1, row - AROUND); at <= Math.min(source.length, row + AROUND); at++) {
    const text = source[at - 1]!;
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    const style = at === row ? 'row hit' : 'row';
    rows.push(`<span class="${style}"><span class="no">${at}</span>${escapeHtml(shown)}</span>`);
  }
  return `${title}<pre>${rows.join('')}</pre>`;
}
