// The report as JSON: exactly the contract's keys, nothing of how a person is told.
import type { CheckReport } from './result.ts';

export function reportJson({ result }: CheckReport): string {
  return JSON.stringify(result, null, 2);
}
