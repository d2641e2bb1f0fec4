// A thread that runs one determinism check: keeps reading traces and comparing away from the protocol.

import { dirname, relative } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { check } from '../check/check.ts';
import { reportHtml } from '../check/html/report-html.ts';
import { reportText } from '../check/report-text.ts';
import type { CheckReport } from '../check/result.ts';
import { createSourceText } from '../check/source-text.ts';
import { fileOf } from './places.ts';
import type { CheckAnswer, CheckParams, CheckProgress } from './protocol.ts';

/** The thread's `workerData`. */
export interface CheckRole {
  readonly role: 'check';
  readonly params: CheckParams;
  readonly storage: string | null;
}

export type FromCheck =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  | { readonly kind: 'answer'; readonly answer: CheckAnswer }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failure'; readonly message: string };

/** As many steps as tell something while somebody waits. */
const defaultSteps = 20;
/** Progress more often than this would be seen by nobody. */
const progressMs = 100;

export async function run({ params, storage }: CheckRole): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('A check runs in a thread of the server.');
  const tell = (message: FromCheck) => port.postMessage(message);
  const stop = new AbortController();
  port.on('message', () => stop.abort());
  const script = fileOf(params.uri);
  const cwd = params.cwd ?? dirname(script);
  let told = 0;
  try {
    const report = await check(
      {
        script: shortened(script, cwd),
        module: null,
        arguments: [...(params.arguments ?? [])],
        cwd,
        runs: params.runs ?? 2,
        steps: params.steps === undefined ? defaultSteps : params.steps,
        failFast: false,
        prove: params.prove ?? false,
        fix: false,
        sensitivity: false,
        cost: false,
        resume: false,
        resumeArguments: [],
        device: params.device ?? null,
        python: params.python ?? null,
        launcher: null,
        suggested: params.suggested?.map(({ path, origin }) => ({ path, origin })),
        level: 'auto',
        record: null,
        against: null,
        timeout: params.timeout ?? null,
        ...(storage !== null && { storage }),
      },
      (progress) => {
        const now = performance.now();
        if (progress.step > 0 && now - told < progressMs) return;
        told = now;
        tell({ kind: 'progress', progress: { ...progress, token: params.token ?? '' } });
      },
      stop.signal,
    );
    tell({
      kind: 'answer',
      answer: { result: report.result, ...reportsOf(report, cwd), missing: report.notes.missing },
    });
  } catch (error) {
    if (stop.signal.aborted) tell({ kind: 'cancelled' });
    else tell({ kind: 'failure', message: error instanceof Error ? error.message : String(error) });
  } finally {
    port.close();
  }
}

function reportsOf(report: CheckReport, cwd: string): Pick<CheckAnswer, 'report' | 'page'> {
  const { lines } = createSourceText();
  return {
    report: reportText(report, { colour: false, cwd, lines }),
    page: reportHtml(report, { cwd, lines, nonce: crypto.randomUUID() }),
  };
}

/** As one would write it on the command line: the report names the script so. */
function shortened(script: string, cwd: string): string {
  const short = relative(cwd, script);
  return short === '' || short.startsWith('..') ? script : short;
}
