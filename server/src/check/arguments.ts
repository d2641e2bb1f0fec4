// Recognises a script that ended because it was started without arguments that it needs, and says how to pass them; pure.

import type { RequiredOption } from './result.ts';

/** The options that the script asked for on standard error (argparse, click, fire, bare `sys.argv`); empty where it asked for none. */
export function requiredArguments(
  code: number | null,
  stderr: string,
  message: string | null,
  line: string | null,
): RequiredOption[] {
  if (message?.startsWith('IndexError') && line !== null && /\bargv\b/.test(line))
    return [{ name: `argument ${argvIndex(line)}`, help: line.trim() }];
  if (code !== 2 || !/^usage:/im.test(stderr)) return [];
  const required = /the following arguments are required: (.+)/.exec(stderr)?.[1];
  if (required) return required.split(', ').map((name) => ({ name: name.trim(), help: null }));
  const one = /one of the arguments (.+) is required/.exec(stderr)?.[1];
  if (one) return [{ name: one.trim().split(' ').join(' or '), help: null }];
  const missing = /Missing (?:option|argument|parameter) '([^'\n]{1,200})'/i.exec(stderr)?.[1];
  return missing ? [{ name: missing, help: null }] : [];
}

export function argumentsMessage(script: string, missing: RequiredOption[]): string {
  const names = missing.map(({ name }) => name);
  const sample = names
    .map((name) => (name.startsWith('-') ? `${name.split(/[ /]/)[0]} VALUE` : 'VALUE'))
    .join(' ');
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `the script needs arguments: ${listed}. Pass them after --, as in: samerun check ${script} -- ${sample}`;
}

function argvIndex(line: string): string {
  return /argv\s*\[\s*(\d+)\s*\]/.exec(line)?.[1] ?? '1';
}
