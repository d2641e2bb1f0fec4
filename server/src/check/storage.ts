// Where runs are kept: a private folder of the user's cache, or the folder of a record; never the workspace by itself.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Complaint } from './complaint.ts';

export interface Storage {
  directory: string;
  /** Takes the runs away, unless they are a record. */
  dispose(): Promise<void>;
}

const STALE_MS = 24 * 3600 * 1000;

export async function openStorage(
  record: string | null,
  cwd: string,
  given: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<Storage> {
  if (record !== null) return openRecord(resolve(cwd, record));
  const parent = join(given ?? cacheFolder(environment), 'runs');
  await mkdir(parent, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`the folder for runs, ${parent}, cannot be made: ${error.code ?? error.message}`);
  });
  await sweep(parent);
  const directory = await mkdtemp(join(parent, 'check-'));
  return { directory, dispose: () => rm(directory, { recursive: true, force: true }) };
}

async function openRecord(directory: string): Promise<Storage> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`the record ${directory} cannot be made: ${error.code ?? error.message}`);
  });
  if ((await readdir(directory)).length > 0)
    throw new Complaint(`the record folder ${directory} is not empty: name a new one with --record`);
  // A record in a repository must not be committed by accident: it holds printed output.
  await writeFile(join(directory, '.gitignore'), '*\n');
  return { directory, dispose: async () => undefined };
}

function cacheFolder(environment: NodeJS.ProcessEnv): string {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'samerun');
  const home = homedir();
  return process.platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'samerun')
    : join(home, '.cache', 'samerun');
}

/** A check that was killed leaves its folder; nobody else takes it away. */
async function sweep(parent: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith('check-')) continue;
    const path = join(parent, entry.name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0, // Another check has just taken it away.
    );
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}
