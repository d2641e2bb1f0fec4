// Runs the subcommands `check` and `compare`: options in, report out, exit status by the verdict.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { check } from './check.ts';
import { compareRecords } from './compare-records.ts';
import { Complaint } from './complaint.ts';
import { reportHtml } from './html/report-html.ts';
import { splitWords } from './launcher.ts';
import { harmless, wantsColour } from './paint.ts';
import type { CheckProgress } from './prepare.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';
import type { CheckReport, Verdict } from './result.ts';
import { createSourceText, type SourceText } from './source-text.ts';

export interface CheckFlags {
  module?: string;
  runs: number;
  steps: number;
  allSteps?: true;
  failFast?: true;
  prove?: true;
  fix?: true;
  sensitivity?: true;
  cost?: true;
  resume?: true;
  resumeWith?: string;
  device?: string;
  python?: string;
  launcher?: string;
  level: 'auto' | 'steps' | 'ops';
  record?: string;
  against?: string;
  report?: string;
  timeout?: number;
  format: 'text' | 'json';
}

export interface CompareFlags {
  format: 'text' | 'json';
}

const exitStatus: Record<Verdict, number> = { identical: 0, diverged: 1, inconclusive: 2, failed: 2 };

export async function runCheck(
  script: string | undefined,
  args: string[],
  flags: CheckFlags,
): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const progress = process.stderr.isTTY && flags.format === 'text' ? createProgressLine() : null;
  try {
    return await orComplain(stop.signal, async () => {
      const options = {
        // With -m the first word is the module's own first argument.
        script: flags.module === undefined ? (script ?? null) : null,
        module: flags.module ?? null,
        arguments: flags.module === undefined || script === undefined ? args : [script, ...args],
        cwd: process.cwd(),
        runs: flags.runs,
        steps: flags.allSteps ? null : flags.steps,
        failFast: flags.failFast ?? false,
        prove: flags.prove ?? false,
        fix: flags.fix ?? false,
        sensitivity: flags.sensitivity ?? false,
        cost: flags.cost ?? false,
        resume: flags.resume ?? false,
        resumeArguments: splitWords(flags.resumeWith ?? ''),
        device: flags.device ?? null,
        python: flags.python ?? null,
        launcher: flags.launcher ?? null,
        level: flags.level,
        record: flags.record ?? null,
        against: flags.against ?? null,
        timeout: flags.timeout ?? null,
      };
      const report = await check(options, (told) => progress?.show(told), stop.signal).finally(() =>
        progress?.clear(),
      );
      const source = createSourceText();
      const status = print(report, flags.format, source);
      if (flags.report !== undefined) await writePage(flags.report, report, source);
      return status;
    });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

export function runCompare(a: string, b: string, flags: CompareFlags): Promise<number> {
  return orComplain(new AbortController().signal, async () => {
    const { report, source } = await compareRecords(a, b, process.cwd());
    return print(report, flags.format, source);
  });
}

/** Whatever goes wrong is status 2: a fault of ours must not look like *diverged*, which is 1. */
async function orComplain(stopped: AbortSignal, action: () => Promise<number>): Promise<number> {
  try {
    return await action();
  } catch (error) {
    if (stopped.aborted && error === stopped.reason) {
      process.stderr.write('samerun: cancelled; every process of the script has been ended\n');
      return 130;
    }
    const text = error instanceof Complaint ? harmless(error.message) : faultText(error);
    process.stderr.write(`samerun: ${text}\n`);
    return 2;
  }
}

function faultText(error: unknown): string {
  return `the check itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

async function writePage(given: string, report: CheckReport, { lines }: SourceText): Promise<void> {
  const path = resolve(process.cwd(), given);
  const page = reportHtml(report, { cwd: process.cwd(), lines, nonce: crypto.randomUUID() });
  await writeFile(path, page).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`the report ${given} cannot be written: ${error.code ?? error.message}`);
  });
}

function print(report: CheckReport, format: 'text' | 'json', source: SourceText): number {
  // A script that never ran has no report beyond its one line.
  const empty = format === 'text' && report.result.runs === 0;
  const text =
    format === 'json'
      ? `${reportJson(report)}\n`
      : reportText(report, {
          colour: wantsColour(process.stdout.isTTY ?? false, process.env),
          cwd: process.cwd(),
          lines: source.lines,
          width: process.stdout.columns,
        });
  if (!empty) process.stdout.write(text);
  const last = lastVerdict(report);
  const status = statusOf(last.verdict, report);
  if (status === 2) process.stderr.write(`samerun: ${harmless(last.reason ?? last.verdict)}\n`);
  return status;
}

/** Where seeds are asked about, runs that agree are the bad news. */
function statusOf(verdict: Verdict, { notes }: CheckReport): number {
  return notes.answer ? Number(notes.answer.tone === 'bad') : exitStatus[verdict];
}

/** With `--prove` the last two runs are those with every cause pinned. */
function lastVerdict({ result }: CheckReport): { verdict: Verdict; reason: string | null } {
  return result.verdict === 'diverged' && result.proof && !result.mended ? result.proof : result;
}

function createProgressLine(): { show(told: CheckProgress): void; clear(): void } {
  return {
    show({ phase, text, step, steps, elapsedSeconds }) {
      const at = phase === 'compare' ? '' : `, step ${step}${steps === null ? '' : ` of ${steps}`}`;
      const line = `samerun: ${phase === 'confirm' ? 'confirming ' : ''}${text}${at}, ${elapsedSeconds.toFixed(0)} s`;
      process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      process.stderr.write('\r\u001b[K');
    },
  };
}
