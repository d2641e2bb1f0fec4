// Writes and reads a record: a folder with the runs of a check and the sources as they were, to compare with another.
import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { Complaint } from './complaint.ts';
import type { Machine } from './machine.ts';
import type { CheckReport, RunEnd } from './result.ts';
import { endKinds } from './result.ts';
import type { RunOutcome } from './run.ts';
import type { SourceText } from './source-text.ts';

const recordShape = v.object({
  version: v.literal(1),
  script: v.string(),
  root: v.string(),
  level: v.picklist(['steps', 'ops']),
  device: v.string(),
  runs: v.pipe(
    v.array(
      v.object({
        folder: v.pipe(v.string(), v.regex(/^run-[A-Za-z0-9]{1,20}$/)),
        kind: v.picklist(endKinds),
        code: v.nullable(v.number()),
        wall_s: v.number(),
      }),
    ),
    v.minLength(1),
  ),
  sources: v.record(v.string(), v.string()),
  /** Optimizer steps that the runs were asked for, or null for all. */
  limit: v.optional(v.nullable(v.number()), null),
  machine: v.optional(v.record(v.string(), v.nullable(v.string()))),
});

export type CheckRecord = v.InferOutput<typeof recordShape>;

export interface KeptRecord {
  directory: string;
  record: CheckRecord;
}

export interface RecordedRun {
  source: SourceText;
  root: string;
  /** Its absolute path, or null for a module. */
  script: string | null;
  limit: number | null;
  machine: Machine;
}

/** Arguments and environment are left out: they may hold secrets, and comparing needs neither. */
export async function writeRecord(
  directory: string,
  report: CheckReport,
  runs: RunOutcome[],
  about: RecordedRun,
): Promise<void> {
  for (const { filename } of report.result.annotations) about.source.lines(filename);
  const { ends, level, device } = report.result;
  const record = recordOf({ script: report.notes.script, level, device }, ends, runs, about);
  await writeFile(join(directory, 'record.json'), JSON.stringify(record), { mode: 0o600 });
}

/** What a record tells of runs beside their traces. */
export function recordOf(
  told: Pick<CheckRecord, 'script' | 'level' | 'device'>,
  ends: RunEnd[],
  runs: RunOutcome[],
  { source, root, script, limit, machine }: RecordedRun,
): CheckRecord {
  if (script !== null) source.lines(script);
  return {
    version: 1,
    ...told,
    root,
    runs: runs.map(({ directory, status }, index) => {
      const { kind, code } = ends.find(({ run }) => run === index + 1)!;
      return { folder: directory.split('/').at(-1)!, kind, code, wall_s: status.wall_s };
    }),
    sources: source.kept(),
    limit,
    machine,
  };
}

export async function readRecord(given: string, cwd: string): Promise<KeptRecord> {
  const directory = resolve(cwd, given);
  const stats = await lstat(directory).catch(() => null);
  if (!stats?.isDirectory())
    throw new Complaint(`${given} is not a record: a record is a folder made with --record`);
  const path = join(directory, 'record.json');
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'its record.json is damaged' : 'it has no record.json';
    throw new Complaint(`${given} is not a record: ${why}`);
  }
  const parsed = v.safeParse(recordShape, value);
  if (!parsed.success) throw new Complaint(`${given} is not a record that this version can read`);
  return { directory, record: parsed.output };
}
