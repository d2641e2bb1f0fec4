// Keeps what was found in files for the next run, as long as they, what they import and what they are judged by are the same.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reported } from '../format/reported.ts';
import type { FileOutcome, Job, JobResult } from '../lint-job.ts';
import type { Basis } from '../project/basis.ts';
import { type OptionsOnDisk, optionsOnDisk } from '../project/lint-options.ts';
import { version } from './version.ts';

interface Entry {
  readonly hash: string;
  readonly basis: Basis;
  /** Hashes of the files that it imports, by path. */
  readonly imported: Readonly<Record<string, string>>;
  readonly found: readonly Reported[];
  /** Not looked into: who names the file is owed more. */
  readonly passedOver: boolean;
}

/** Entries of files that were not linted this time are kept too, up to so many. */
const MOST_ENTRIES = 20_000;
/** Results of other folders, options and versions go when there are so many newer ones. */
const MOST_FILES = 24;

export async function runCached(job: Job): Promise<JobResult> {
  const begun = Date.now();
  const hashes = hashing();
  const place = placeOf(job);
  const entries = read(place);
  const options = optionsOnDisk(job.linter, () => undefined);
  const known = new Map<string, FileOutcome>();
  for (const file of job.files) {
    const found = stillFound(resolve(file), job.walked.has(file), entries, options, hashes);
    if (found !== undefined) known.set(file, outcomeOf(file, found));
  }
  const files = job.files.filter((file) => !known.has(file));
  const fresh = files.length === 0 ? { outcomes: [], problems: [] } : await lintAnew({ ...job, files });
  for (const outcome of fresh.outcomes) {
    const path = resolve(outcome.file);
    const entry = entryOf(outcome, path, hashes, begun);
    entries.delete(path);
    if (entry !== undefined) entries.set(path, entry);
    known.set(outcome.file, outcome);
  }
  if (files.length > 0) write(place, entries);
  return { outcomes: job.files.flatMap((file) => known.get(file) ?? []), problems: fresh.problems };
}

/** The linter itself is loaded when there is something to lint: what is known needs the cache alone. */
export async function lintAnew(job: Job): Promise<JobResult> {
  const { runSpread } = await import('./linter.ts');
  return runSpread(job);
}

function outcomeOf(file: string, found: readonly Reported[]): FileOutcome {
  return { file, found, change: null, applied: 0, text: null, failure: null, troubles: [] };
}

function stillFound(
  path: string,
  walked: boolean,
  entries: ReadonlyMap<string, Entry>,
  options: OptionsOnDisk,
  hashOf: Hashing,
): readonly Reported[] | undefined {
  const entry = entries.get(path);
  if (entry === undefined || (entry.passedOver && !walked) || hashOf(path) !== entry.hash) return undefined;
  const same = Object.entries(entry.imported).every(([file, hash]) => hashOf(file) === hash);
  return same && options.holds(path, entry.basis) ? entry.found : undefined;
}

/** Undefined for what cannot be relied on next time. */
function entryOf(outcome: FileOutcome, path: string, hashOf: Hashing, begun: number): Entry | undefined {
  const { basis, found, failure, troubles, passedOver = false } = outcome;
  const hash = hashOf(path);
  if (basis === undefined || hash === null || failure !== null || troubles.length > 0) return undefined;
  const imported: Record<string, string> = {};
  for (const [, , , file] of basis.imports) {
    const other = file === null ? null : hashOf(file);
    if (file === null) continue;
    // One that changed since the run began may not be the one that was read.
    if (other === null || changedAfter(file, begun)) return undefined;
    imported[file] = other;
  }
  if (changedAfter(path, begun)) return undefined;
  return { hash, basis, imported, found, passedOver };
}

function changedAfter(file: string, time: number): boolean {
  const at = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return at === undefined || at >= time;
}

type Hashing = (file: string) => string | null;

/** The hash of a file's content, taken once; null where it cannot be read. */
function hashing(): Hashing {
  const known = new Map<string, string | null>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const hash = hashOf(file);
    known.set(file, hash);
    return hash;
  };
}

function hashOf(file: string): string | null {
  try {
    return createHash('sha1').update(readFileSync(file)).digest('base64');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly file: string;
}

/** Other options, another folder to stand in, or another build of the program have results of their own. */
function placeOf({ linter, least }: Job): Place {
  const home = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(home, 'samerun', 'lint');
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url));
  const key = JSON.stringify([version(), size, mtimeMs, linter, least, process.cwd()]);
  return { folder, file: join(folder, `${createHash('sha1').update(key).digest('hex')}.json`) };
}

function read({ file }: Place): Map<string, Entry> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(isTable(kept) ? Object.entries(kept).filter(isEntry) : []);
  } catch (error) {
    // Not there yet, not to be read, or cut off: then nothing is known.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return new Map();
    throw error;
  }
}

function isEntry(one: [path: string, value: unknown]): one is [string, Entry] {
  return isTable(one[1]) && typeof one[1].hash === 'string' && isTable(one[1].basis);
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function write({ folder, file }: Place, entries: ReadonlyMap<string, Entry>): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(Object.fromEntries([...entries].slice(-MOST_ENTRIES))));
    renameSync(temporary, file);
    prune(folder);
  } catch (error) {
    // A full or read-only disk makes the next run slower, and this one no less right.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function prune(folder: string): void {
  const all = readdirSync(folder).map((name) => join(folder, name));
  if (all.length <= MOST_FILES) return;
  const ages = all.map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  for (const { path } of ages.sort((a, b) => b.at - a.at).slice(MOST_FILES)) rmSync(path, { force: true });
}
