// The determinism check as a whole: one examination of the script, or with `--fix` one before and one after the fixes.
import { examineAgainst } from './against.ts';
import { Complaint } from './complaint.ts';
import { type Examined, examine } from './examine.ts';
import { complaintReport } from './failed-report.ts';
import { measureCost } from './measure-cost.ts';
import { openMender } from './mend.ts';
import { type CheckOptions, type ProgressListener, prepare } from './prepare.ts';
import { listed } from './prove.ts';
import { readRecord } from './record.ts';
import type { CheckReport, ListedCause, Mended } from './result.ts';
import { examineResume } from './resume.ts';
import { createRunner } from './runner.ts';
import { examineSensitivity } from './sensitivity.ts';
import { openStorage } from './storage.ts';

/** Fixing one cause may uncover another that the linter can only see then. */
const FIX_ROUNDS = 3;

/**
 * Resolves to a report whatever the script does; a script or interpreter that will not do is a report too. Rejects
 * with the signal's reason when cancelled, after every process has ended.
 */
export async function check(
  options: CheckOptions,
  onProgress: ProgressListener,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CheckReport> {
  const once = (changes: Partial<CheckOptions>) =>
    checkOnce({ ...options, ...changes }, onProgress, signal, environment);
  try {
    return options.fix ? await checkAndFix(options, once) : (await once({})).report;
  } catch (error) {
    if (error instanceof Complaint) return complaintReport(options, error.message);
    throw error;
  }
}

async function checkOnce(
  options: CheckOptions,
  onProgress: ProgressListener,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): Promise<Examined> {
  const kept = options.against === null ? null : await readRecord(options.against, options.cwd);
  // What was traced otherwise cannot be compared.
  const fitting = options.resume ? 'steps' : (kept?.record.level ?? 'auto');
  const level = options.level === 'auto' ? fitting : options.level;
  const prepared = await prepare({ ...options, level }, environment);
  const storage = await openStorage(options.record, options.cwd, options.storage ?? null, environment);
  const { directory } = storage;
  const runner = createRunner(prepared.request, directory, options, onProgress, signal);
  try {
    const examined = kept
      ? await examineAgainst(options, prepared, runner, directory, kept)
      : options.sensitivity
        ? await examineSensitivity(options, prepared, runner)
        : options.resume
          ? await examineResume(options, prepared, runner)
          : await examine(options, prepared, runner, directory);
    const { proved, report } = examined;
    if (options.cost && report.result.verdict !== 'failed')
      await measureCost(report, options, prepared.request.environment, runner);
    if (proved) {
      const mender = await openMender(options.script, options.cwd);
      report.result.causes = proved.causes.map((cause) => listed(cause, mender));
      report.result.proof = proved.proof;
    }
    return examined;
  } finally {
    await runner.dispose();
    await storage.dispose();
  }
}

/** The last report, of the script as the fixes leave it, with every cause that was found on the way. */
async function checkAndFix(
  options: CheckOptions,
  once: (changes: Partial<CheckOptions>) => Promise<Examined>,
): Promise<CheckReport> {
  const causes: ListedCause[] = [];
  const mended: Mended = { files: [], failures: [] };
  let examined = await once({ prove: true });
  for (let round = 0; round < FIX_ROUNDS; round++) {
    const { proved, report } = examined;
    if (report.result.verdict !== 'diverged' || !proved) break;
    causes.push(...(report.result.causes ?? []).filter((cause) => !causes.some((one) => isSame(one, cause))));
    const mender = await openMender(options.script, options.cwd);
    const { files, failures } = mender.mend(proved.causes.filter(({ cause }) => cause.confirmed));
    mended.files.push(...files);
    mended.failures.push(...failures);
    if (files.length === 0) break;
    // A record shows the script as it was.
    examined = await once({ prove: true, record: null });
  }
  const { report } = examined;
  return { ...report, result: { ...report.result, causes, mended } };
}

function isSame(a: ListedCause, b: ListedCause): boolean {
  return a.class === b.class && a.filename === b.filename && a.row === b.row && a.rule === b.rule;
}
