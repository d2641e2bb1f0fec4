// `--format sarif`: SARIF 2.1.0, with the rules that spoke and their fixes.

import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import { rules } from '../rules/index.ts';
import type { Place, Reported } from './reported.ts';
import { ruleUrl } from './rule-url.ts';

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

export function formatSarif(found: readonly Reported[], version: string): string {
  const codes = [...new Set(found.map((one) => one.code))].sort();
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'samerun', version, rules: codes.map(descriptor) } },
        columnKind: 'unicodeCodePoints',
        results: found.map((one) => result(one, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(code: string): ReportingDescriptor {
  const meta = rules.find((rule) => rule.meta.code === code)?.meta;
  return {
    id: code,
    helpUri: ruleUrl(code),
    ...(meta && {
      name: meta.name,
      shortDescription: { text: meta.summary },
      fullDescription: { text: meta.rationale },
    }),
  };
}

function result(
  { code, severity, message, place, related, fix }: Reported,
  codes: readonly string[],
): Result {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: physical(place) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        message: { text: one.message },
        physicalLocation: physical(one.place),
      })),
    }),
    ...(fix !== null && {
      fixes: [
        {
          description: { text: fix.title },
          artifactChanges: byFile(fix.edits).map(([file, edits]) => ({
            artifactLocation: { uri: uri(file) },
            replacements: edits.map((edit) => ({
              deletedRegion: physical(edit.place).region ?? {},
              insertedContent: { text: edit.content },
            })),
          })),
        },
      ],
    }),
  };
}

type ReportedEdit = { readonly content: string; readonly place: Place };

function byFile(edits: readonly ReportedEdit[]): [string, ReportedEdit[]][] {
  const files = new Map<string, ReportedEdit[]>();
  for (const edit of edits) files.set(edit.place.filename, [...(files.get(edit.place.filename) ?? []), edit]);
  return [...files];
}

function physical({ filename, location, end }: Place): PhysicalLocation {
  return {
    artifactLocation: { uri: uri(filename) },
    region: {
      startLine: location.row,
      startColumn: location.column,
      endLine: end.row,
      endColumn: end.column,
    },
  };
}

function uri(file: string): string {
  return file.startsWith('/') || /^[A-Za-z]:/.test(file) ? pathToFileURL(file).href : file;
}
