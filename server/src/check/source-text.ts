// Lines of the user's sources, for the excerpt in a report and for telling what a line calls; read once, bounded.
import { readFileSync, statSync } from 'node:fs';

export interface SourceText {
  /** The lines of a file, or null where it cannot be shown. */
  lines(file: string): string[] | null;
  /** What was read, for a record. */
  kept(): Record<string, string>;
}

const LONGEST = 4 * 1024 * 1024;

/** `stored`, the texts of a record, win over the disk: lines survive edits that way. */
export function createSourceText(stored: Record<string, string> = {}): SourceText {
  const texts = new Map<string, string | null>(Object.entries(stored));
  const split = new Map<string, string[]>();
  return {
    lines(file) {
      if (!texts.has(file)) texts.set(file, readText(file));
      const text = texts.get(file);
      if (text == null) return null;
      const lines = split.get(file) ?? text.split(/\r\n|\r|\n/);
      split.set(file, lines);
      return lines;
    },
    kept: () =>
      Object.fromEntries([...texts].filter((entry): entry is [string, string] => entry[1] !== null)),
  };
}

function readText(file: string): string | null {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= LONGEST ? readFileSync(file, 'utf8') : null;
  } catch (error) {
    // `<stdin>`, a cell, a file that was taken away: there is no excerpt then.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
