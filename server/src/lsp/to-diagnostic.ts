// A finding as an LSP diagnostic: link to the rule, related places, tags.

import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver';
import type { Finding, Severity } from '../finding.ts';
import { ruleUrl } from '../format/rule-url.ts';
import { locationOf, type Place, type Places, rangeIn } from './places.ts';

const severities: Record<Severity, DiagnosticSeverity> = { error: 1, warning: 2, information: 3, hint: 4 };
const unnecessary: DiagnosticTag = 1;

/** What is written but does nothing: editors fade it. */
const fades = new Set(['SR003']);

export function toDiagnostic(finding: Finding, place: Place, places: Places): Diagnostic {
  const url = ruleUrl(finding.code);
  const related = finding.related.flatMap((other): DiagnosticRelatedInformation[] => {
    const location = locationOf(places, other.span);
    return location ? [{ location, message: other.message }] : [];
  });
  return {
    range: rangeIn(place.table, finding.span.start, finding.span.end),
    severity: severities[finding.severity],
    source: 'samerun',
    code: finding.code,
    codeDescription: { href: url },
    message: finding.message,
    ...(related.length > 0 && { relatedInformation: related }),
    ...(fades.has(finding.code) && { tags: [unnecessary] }),
  };
}
