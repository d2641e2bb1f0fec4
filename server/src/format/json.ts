// `--format json`: a list in the shape that ruff prints, so that its consumers work.

import type { Place, Reported } from './reported.ts';
import { ruleUrl } from './rule-url.ts';

export function formatJson(found: readonly Reported[]): string {
  return `${JSON.stringify(found.map(entry), null, 2)}\n`;
}

/** `--statistics --format json`: how often each rule spoke, and how many of its findings have a fix. */
export function formatJsonStatistics(found: readonly Reported[]): string {
  const counts = new Map<string, { code: string; name: string; count: number; fixable: number }>();
  for (const { code, name, fix } of found) {
    const entry = counts.get(code) ?? { code, name, count: 0, fixable: 0 };
    counts.set(code, { ...entry, count: entry.count + 1, fixable: entry.fixable + (fix === null ? 0 : 1) });
  }
  const rows = [...counts.values()].sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function entry({ code, name, message, severity, place, related, fix, stream }: Reported): object {
  return {
    code,
    name,
    message,
    severity,
    filename: place.filename,
    location: place.location,
    end_location: place.end,
    cell: place.cell,
    fix:
      fix === null
        ? null
        : {
            applicability: fix.safe ? 'safe' : 'unsafe',
            message: fix.title,
            edits: fix.edits.map((edit) => ({
              filename: edit.place.filename,
              content: edit.content,
              location: edit.place.location,
              end_location: edit.place.end,
              // Ruff has no such key; in a notebook an edit means nothing without it.
              ...(edit.place.cell === null ? {} : { cell: edit.place.cell }),
            })),
          },
    url: ruleUrl(code),
    related: related.map((one) => ({ message: one.message, ...filed(one.place) })),
    ...(stream === undefined ? {} : { stream }),
  };
}

function filed(place: Place): object {
  return { filename: place.filename, cell: place.cell, location: place.location };
}
