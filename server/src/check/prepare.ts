// Turns what the user asked for into what each run is started with: interpreter, command, folders, environment, level.
import { dirname } from 'node:path';
import { Complaint } from './complaint.ts';
import { launched } from './launcher.ts';
import { findPython, type Interpreter } from './python.ts';
import type { RunRequest } from './run.ts';
import { lookAtScript } from './script.ts';

export interface CheckOptions {
  /** A path, or null where `module` is given. */
  script: string | null;
  module: string | null;
  arguments: string[];
  cwd: string;
  runs: number;
  /** Optimizer steps, or null for all. */
  steps: number | null;
  failFast: boolean;
  /** Go on pinning until the runs are identical, and list every cause. */
  prove: boolean;
  /** Apply the linter's fixes for these causes to the user's files, and check again. */
  fix: boolean;
  device: string | null;
  python: string | null;
  /** The command that starts the ranks, as the user writes it, or null. */
  launcher: string | null;
  suggested?: { path: string; origin: string }[];
  level: 'auto' | 'steps' | 'ops';
  /** Ask whether other seeds give other results, in place of whether two runs agree. */
  sensitivity: boolean;
  /** Measure what the flags for determinism cost too. */
  cost: boolean;
  /** Ask whether stopping and resuming goes on as running straight through does. */
  resume: boolean;
  /** What the script is given when it resumes, after its own arguments. */
  resumeArguments: string[];
  record: string | null;
  /** A record to compare one run with, in place of a second run. */
  against: string | null;
  /** With level auto: seconds that a run may take before what its tracing costs is measured; a minute if not given. */
  patience?: number;
  /** Seconds a run may take, or null. */
  timeout: number | null;
  /** Folder for the runs, where not the user's cache: the extension's own storage. */
  storage?: string;
}

export interface CheckProgress {
  /** 1 for the first run; 0 before it. */
  run: number;
  runs: number;
  step: number;
  steps: number | null;
  phase: 'run' | 'compare' | 'confirm';
  /** What it is doing, in a few words. */
  text: string;
  elapsedSeconds: number;
}

export type ProgressListener = (progress: CheckProgress) => void;

export interface Prepared {
  /** What all runs of this check have in common. */
  request: Omit<RunRequest, 'directory' | 'pins' | 'level'> & { level: 'steps' | 'ops' };
  interpreter: Interpreter;
  /** The script's path as the user wrote it, or the module's name. */
  title: string;
  root: string;
  hashRandomised: boolean;
  notices: string[];
  /** With `--level auto`: why the level is the one that it is, once that is known. */
  levelWhy: string | null;
  /** How many times as long a step takes with every op traced, where that was measured. */
  overhead: number | null;
  /** With `--level auto`: the runs are compared step by step for no other reason than what that would cost. */
  stepwise: boolean;
}

/** Services that would write to somebody's account, or wait for a window, in a run that is only a trial. */
const QUIET: Record<string, string> = {
  WANDB_MODE: 'offline',
  WANDB_SILENT: 'true',
  NEPTUNE_MODE: 'offline',
  COMET_START_ONLINE: '0',
  CLEARML_OFFLINE_MODE: '1',
  MPLBACKEND: 'Agg',
};

/** Throws a Complaint where the script or the interpreter will not do. */
export async function prepare(options: CheckOptions, environment: NodeJS.ProcessEnv): Promise<Prepared> {
  if (process.platform === 'win32')
    throw new Complaint('the check does not run on Windows yet; lint does (WSL runs both)');
  if (options.script === null && options.module === null)
    throw new Complaint('name a script to run, or -m MODULE');
  const script = options.script === null ? null : await lookAtScript(options.script, options.cwd);
  const { interpreter, notices } = await findPython({
    named: options.python,
    suggested: options.suggested,
    cwd: options.cwd,
    scriptFolder: script && dirname(script.path),
    needsTorch: script?.importsTorch ?? false,
    environment,
  });
  const python = interpreter.path;
  const command = [...(script ? [script.path] : ['-m', options.module!]), ...options.arguments];
  const hashseed = environment.PYTHONHASHSEED;
  const root = script ? dirname(script.path) : options.cwd;
  return {
    request: {
      python,
      argv:
        options.launcher === null
          ? [python, ...command]
          : launched({ launcher: options.launcher, python, command, cwd: options.cwd, environment }),
      script: script?.path ?? null,
      cwd: options.cwd,
      roots: [...new Set([root, options.cwd])],
      environment: added(options, environment),
      level: chooseLevel(options.level, interpreter, notices),
      steps: options.steps,
      timeout: options.timeout,
    },
    interpreter,
    title: options.script ?? options.module!,
    root,
    hashRandomised: hashseed === undefined || hashseed === '' || hashseed === 'random',
    notices,
    levelWhy: null,
    overhead: null,
    stepwise: false,
  };
}

function added(options: CheckOptions, environment: NodeJS.ProcessEnv): Record<string, string> {
  const quiet = Object.entries(QUIET).filter(([name]) => environment[name] === undefined);
  const { device } = options;
  if (device === null) return Object.fromEntries(quiet);
  if (!/^(?:cpu|cuda(?::\d{1,3})?)$/.test(device))
    throw new Complaint(`--device is cpu, cuda or cuda:N, not ${device}`);
  const visible = device === 'cpu' ? '' : (device.split(':')[1] ?? null);
  return Object.fromEntries(visible === null ? quiet : [...quiet, ['CUDA_VISIBLE_DEVICES', visible]]);
}

/** Every op, where torch can tell of every op: kernels cannot be watched before 2.0. */
function chooseLevel(
  level: CheckOptions['level'],
  { torch }: Interpreter,
  notices: string[],
): 'steps' | 'ops' {
  const old = torch !== null && Number.parseInt(torch, 10) < 2;
  if (old && level !== 'steps')
    notices.push(`torch ${torch} cannot be watched op by op: compared step by step (2.0 or newer shows ops)`);
  return old || level === 'steps' ? 'steps' : 'ops';
}
