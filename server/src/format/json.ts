// `--format json`: a list in the shape that ruff prints, so that its consumers work.

import type { Place, Reported } from './reported.ts';
import { ruleUrl } from './rule-url.ts';

export function formatJson(found: readonly Reported[]): string {
  return `${JSON.stringify(found.map(entry), null, 2)}\n`;
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
              content: edit.content,
              ...filed(edit.place),
              end_location: edit.place.end,
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
