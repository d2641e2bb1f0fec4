// The editor's settings as configuration: what has the wrong type, or is empty because it is unset, counts as absent.

import type { Config } from '../config.ts';
import type { Severity } from '../finding.ts';
import { severities } from '../selection.ts';
import type { EditorSettings } from './protocol.ts';

export function configOf(settings: EditorSettings): Config {
  const { select, ignore, extendSelect, severity, seedValue, seedFunction, strict } = settings as Record<
    keyof EditorSettings,
    unknown
  >;
  return {
    ...listed('select', select),
    ...listed('ignore', ignore),
    ...listed('extendSelect', extendSelect),
    ...(isTable(severity) && { severity: levels(severity) }),
    ...(isSeed(seedValue) && { seedValue }),
    ...(isName(seedFunction) && { seedFunction }),
    ...(typeof strict === 'boolean' && { strict }),
  };
}

function listed(key: 'select' | 'ignore' | 'extendSelect', value: unknown): Config {
  const list = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return list.length > 0 ? { [key]: list } : {};
}

function levels(table: object): Record<string, Severity> {
  const pairs = Object.entries(table).flatMap(([selector, level]): [string, Severity][] => {
    const known = severities.find((one) => one === level);
    return known ? [[selector, known]] : [];
  });
  return Object.fromEntries(pairs);
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_]\w{0,99}$/.test(value);
}
