// Finds the interpreter that runs the script, in the one order of the design, and says in one line what is wrong with it.
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Complaint } from './complaint.ts';

export interface Interpreter {
  /** As it was found, links unresolved: a virtual environment is known by the path it is called by. */
  path: string;
  /** Where it was found, for messages: `--python`, `VIRTUAL_ENV` … */
  origin: string;
  version: string;
  /** The version of torch that it has, or null. */
  torch: string | null;
}

export interface PythonRequest {
  /** Named outright (`--python`, the setting of the editor): no other is tried. */
  named: string | null;
  /** What the editor knows, in its order: Python extension, `python.defaultInterpreterPath`. */
  suggested?: { path: string; origin: string }[];
  cwd: string;
  scriptFolder: string | null;
  needsTorch: boolean;
  environment: NodeJS.ProcessEnv;
}

export interface PythonFound {
  interpreter: Interpreter;
  /** What was passed over and why, one line each. */
  notices: string[];
}

interface Candidate {
  path: string;
  origin: string;
  /** The user named it, so passing it over would be wrong. */
  named: boolean;
}

const PROBE = `import json, sys
from importlib import metadata
try: torch = metadata.version("torch")
except metadata.PackageNotFoundError: torch = None
print(json.dumps([".".join(map(str, sys.version_info[:3])), torch]))`;

/** The first that runs, and has torch where the script needs it. Throws a Complaint where there is none. */
export async function findPython(request: PythonRequest): Promise<PythonFound> {
  const notices: string[] = [];
  for (const candidate of candidates(request)) {
    const where = `${candidate.path} (${candidate.origin})`;
    if (!isProgram(candidate.path)) {
      if (candidate.named)
        throw new Complaint(`no Python interpreter at ${where}: name another with --python`);
      continue;
    }
    const found = await probe(candidate);
    if (typeof found === 'string') {
      if (candidate.named) throw new Complaint(`${where} does not run as Python: ${found}`);
      notices.push(`passed over ${where}: ${found}`);
      continue;
    }
    if (isOld(found.version)) {
      if (candidate.named)
        throw new Complaint(`${where} is Python ${found.version}: a check needs 3.9 or newer`);
      notices.push(`passed over ${where}: Python ${found.version} is older than 3.9`);
      continue;
    }
    if (request.needsTorch && found.torch === null) {
      if (candidate.named) throw new Complaint(withoutTorch(where, candidate.path));
      notices.push(`passed over ${where}: it has no torch`);
      continue;
    }
    return { interpreter: found, notices };
  }
  if (notices.length === 0)
    throw new Complaint(
      'no Python interpreter found: install Python 3.9 or newer, or name one with --python',
    );
  const tried = notices.map((notice) => notice.replace('passed over ', '')).join('; ');
  throw new Complaint(`the script imports torch, and no Python interpreter here has it: ${tried}`);
}

function withoutTorch(where: string, path: string): string {
  return `the script imports torch, which ${where} does not have: run \`${path} -m pip install torch\`, or name another interpreter with --python`;
}

function* candidates(request: PythonRequest): Generator<Candidate> {
  const { environment, cwd } = request;
  if (request.named) {
    yield { path: locate(request.named, cwd, environment), origin: '--python', named: true };
    return;
  }
  const own = environment.SAMERUN_PYTHON;
  if (own) {
    yield { path: locate(own, cwd, environment), origin: 'SAMERUN_PYTHON', named: true };
    return;
  }
  for (const suggestion of request.suggested ?? []) yield { ...suggestion, named: false };
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const prefix = environment[name];
    if (prefix) yield { path: inPrefix(prefix), origin: name, named: false };
  }
  for (const folder of new Set([cwd, request.scriptFolder ?? cwd]))
    yield { path: inPrefix(join(folder, '.venv')), origin: '.venv', named: false };
  for (const name of ['python3', 'python'])
    for (const path of onPath(name, environment)) yield { path, origin: 'PATH', named: false };
}

function inPrefix(prefix: string): string {
  return process.platform === 'win32' ? join(prefix, 'Scripts', 'python.exe') : join(prefix, 'bin', 'python');
}

/** A bare name is looked up on PATH, as a shell does; anything else is a path. */
function locate(named: string, cwd: string, environment: NodeJS.ProcessEnv): string {
  if (isAbsolute(named) || /[\\/]/.test(named)) return resolve(cwd, named);
  return onPath(named, environment)[0] ?? resolve(cwd, named);
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string[] {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, file)).filter(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    // Not there, or not ours to run: the same for the search.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

async function probe(candidate: Candidate): Promise<Interpreter | string> {
  try {
    const { stdout } = await promisify(execFile)(candidate.path, ['-c', PROBE], { timeout: 30_000 });
    const [version, torch] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    if (typeof version !== 'string') return 'it prints something else than asked';
    return {
      path: candidate.path,
      origin: candidate.origin,
      version,
      torch: typeof torch === 'string' ? torch : null,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof SyntaxError) return 'it prints something else than asked';
    return error.message.trim().split('\n').at(-1) ?? 'it fails';
  }
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 3 || (major === 3 && minor < 9);
}
