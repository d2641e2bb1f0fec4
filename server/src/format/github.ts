// `--format github`: workflow commands that GitHub turns into annotations.

import type { Reported } from './reported.ts';

const LEVELS = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

export function formatGithub(found: readonly Reported[], shown: (file: string) => string): string {
  return found
    .map(({ severity, place, code, name, message }) => {
      const where = `file=${property(shown(place.filename))},line=${place.location.row},col=${place.location.column},endLine=${place.end.row},endColumn=${place.end.column}`;
      return `::${LEVELS[severity]} ${where},title=${property(`samerun ${code} ${name}`)}::${data(message)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
