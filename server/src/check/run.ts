// Starts the supervisor for one run of the script, passes its progress on, and ends it without leaving a process behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Pins } from './pins.ts';
import { type Files, parseFiles, parseStatus, type Status } from './run-files.ts';

export interface RunRequest {
  /** An empty folder of the run's own, 0700. */
  directory: string;
  /** The interpreter that supervises the run; the script's own, where no launcher is asked. */
  python: string;
  argv: string[];
  script: string | null;
  cwd: string;
  roots: string[];
  environment: Record<string, string>;
  /** `none`: no trace, so that the script takes the time that it takes without one. */
  level: 'none' | 'steps' | 'ops';
  steps: number | null;
  timeout: number | null;
  pins: Pins;
  /** Keeps what the run leaves in files, for a run that starts from it. */
  leave?: boolean;
  /** The folder of such a run. */
  startFrom?: string | null;
  /** Puts a layer over the user's folders, where that is possible, and those of this earlier run under it. */
  layers?: { beneath: string | null } | null;
  /** Seconds that it may take, as its first steps tell, before it ends at once; null: any time. */
  patience?: number | null;
  /** At level `none`: times so many rounds of steps, at least `least` of them, for so many seconds. */
  measure?: Measure | null;
}

export interface Measure {
  rounds: number;
  least: number;
  seconds: number;
  /** By turns with and without the flags for determinism; else as the script is. */
  flags: boolean;
}

export interface RunEvents {
  step?(step: number, rank: number): void;
}

export interface RunOutcome {
  directory: string;
  status: Status;
  files: Files;
  /** What the supervisor told on the way. */
  notices: string[];
  /** The runner ended it on purpose, at the first divergence. */
  stoppedEarly: boolean;
  /** From when to when it ran, as file times are. */
  between: [fromMs: number, toMs: number];
}

/** A supervisor that was asked to end has this long: sweeping what ignores SIGTERM takes it a few seconds. */
const GRACE_MS = 12_000;

const LEFT = 'left';

/** Runs the script once. Rejects only if the supervisor itself cannot be started. */
export async function runOnce(
  request: RunRequest,
  events: RunEvents,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { directory } = request;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const run = {
    argv: request.argv,
    cwd: request.cwd,
    env: request.environment,
    script: request.script,
    roots: request.roots,
    level: request.level,
    steps: request.steps,
    timeout_s: request.timeout,
    pins: request.pins,
    keep: join(directory, 'kept'),
    leave: request.leave ? join(directory, LEFT) : null,
    layers: Boolean(request.layers),
    layers_beneath: request.layers?.beneath ?? null,
    patience_s: request.patience ?? null,
    measure: request.measure ?? null,
    start_from: request.startFrom ? join(request.startFrom, LEFT) : null,
    token: crypto.randomUUID(),
  };
  await writeFile(join(directory, 'run.json'), JSON.stringify(run), { mode: 0o600, flag: 'wx' });
  const notices: string[] = [];
  const began = Date.now();
  const ended = await supervise(
    request.python,
    directory,
    { ...events, notice: (text) => notices.push(text) },
    signal,
  );
  // On a full disk there is no status.json, and what the supervisor printed last says the same.
  const status = parseStatus((await readOr(join(directory, 'status.json'))) ?? ended.told);
  const files = parseFiles(await readOr(join(directory, 'files.json')));
  // The arguments and environment in it may hold secrets, and nobody reads it again.
  await rm(join(directory, 'run.json'));
  return {
    directory,
    status: status ?? lostStatus(ended, signal),
    files,
    notices,
    stoppedEarly: false,
    between: [began, Date.now()],
  };
}

/** Walks up from this file, which lies deeper in the sources than in the built bundle. */
function supervisorPath(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, 'tracer', 'supervise.py');
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('the tracer (tracer/supervise.py) is missing from this installation');
    folder = parent;
  }
}

interface Listener extends RunEvents {
  notice(text: string): void;
}

interface Ended {
  code: number | null;
  stderr: string;
  /** The event `ended`, if it came. */
  told: string | null;
}

function supervise(python: string, directory: string, events: Listener, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-I', '-S', supervisorPath(), directory], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    let stderr = '';
    let killer: NodeJS.Timeout | undefined;
    const cancel = () => {
      // The end of its standard input tells the supervisor to end the run and everything that it started.
      child.stdin.destroy();
      killer = setTimeout(() => killGroup(child), GRACE_MS);
    };
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    child.stdin.on('error', () => child.stdin.destroy());
    let told: string | null = null;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (report(line, events) === 'ended') told = line;
    });
    child.on('error', (error) => {
      signal.removeEventListener('abort', cancel);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(killer);
      signal.removeEventListener('abort', cancel);
      resolve({ code, stderr, told });
    });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
}

/** Passes an event on; gives back what it is. */
function report(line: string, events: Listener): unknown {
  if (!line.startsWith('{')) return null;
  let told: { event?: unknown; step?: unknown; rank?: unknown; text?: unknown };
  try {
    told = JSON.parse(line);
  } catch {
    // Only progress is lost with a torn line; the outcome is read from status.json.
    return null;
  }
  if (told.event === 'step' && typeof told.step === 'number')
    events.step?.(told.step, typeof told.rank === 'number' ? told.rank : 0);
  if (told.event === 'notice' && typeof told.text === 'string') events.notice(told.text);
  return told.event;
}

function lostStatus(ended: Ended, signal: AbortSignal): Status {
  const kind = signal.aborted ? 'cancelled' : 'not-started';
  const why = lastLine(ended.stderr) || `the supervisor ended with status ${ended.code}`;
  return {
    kind,
    code: ended.code,
    signal: null,
    wall_s: 0,
    cpu_s: 0,
    message: why,
    filename: null,
    row: null,
    trouble: null,
  };
}

async function readOr(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
