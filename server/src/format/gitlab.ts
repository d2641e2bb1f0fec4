// `--format gitlab`: GitLab's code quality report.

import { createHash } from 'node:crypto';
import type { Reported } from './reported.ts';

const LEVELS = { error: 'major', warning: 'major', information: 'minor', hint: 'info' } as const;

export function formatGitlab(found: readonly Reported[], shown: (file: string) => string): string {
  const seen = new Map<string, number>();
  const entries = found.map(({ severity, place, code, name, message, line }) => {
    const path = shown(place.filename);
    // By the text of the line, so that an edit above it is no new issue; repeats are told apart by their number.
    const key = `${path}\n${code}\n${line.trim()}`;
    const repeat = seen.get(key) ?? 0;
    seen.set(key, repeat + 1);
    return {
      description: `${code} ${message}`,
      check_name: name,
      fingerprint: createHash('sha256').update(`${key}\n${repeat}`).digest('hex').slice(0, 40),
      severity: LEVELS[severity],
      location: {
        path,
        positions: {
          begin: { line: place.location.row, column: place.location.column },
          end: { line: place.end.row, column: place.end.column },
        },
      },
    };
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
