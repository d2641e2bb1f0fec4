// The command of a run that goes through the user's own launcher: torchrun, accelerate, srun and their like.
import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { Complaint } from './complaint.ts';

/** These start Python themselves; to any other launcher a script is a program like all, so Python is named. */
const STARTS_PYTHON = new Set(['torchrun', 'accelerate', 'deepspeed']);
const PYTHON_MODULES = /^torch\.distributed\.(?:run|launch)$/;

export interface LaunchRequest {
  /** As the user wrote it: `torchrun --nproc-per-node 2`. */
  launcher: string;
  python: string;
  /** A script and its arguments, or `-m`, a module and its arguments. */
  command: string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
}

/** Throws a Complaint where there is no such launcher. */
export function launched({ launcher, python, command, cwd, environment }: LaunchRequest): string[] {
  const [name, ...options] = splitWords(launcher);
  if (name === undefined) throw new Complaint('--launcher is empty: name the command that starts the ranks');
  // One of another environment would start its own Python; as a module it is there wherever torch is.
  if (name === 'torchrun' && !isProgram(join(dirname(python), name)))
    return [python, '-m', 'torch.distributed.run', ...options, ...command];
  const program = findLauncher(name, python, cwd, environment);
  const isModule = options[0] === '-m' && PYTHON_MODULES.test(options[1] ?? '');
  const startsPython = STARTS_PYTHON.has(basename(program)) || isModule;
  return [program, ...options, ...(startsPython ? command : [python, ...command])];
}

/** What is installed beside the interpreter is what the user means, whatever else PATH has. */
function findLauncher(name: string, python: string, cwd: string, environment: NodeJS.ProcessEnv): string {
  if (/^python[\d.]*$/.test(name)) return python;
  if (isAbsolute(name) || name.includes('/')) return existing(resolve(cwd, name), name);
  const folders = [dirname(python), ...(environment.PATH ?? '').split(delimiter).filter(isAbsolute)];
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  if (found === undefined)
    throw new Complaint(`no launcher ${name}: it is neither beside ${python} nor on PATH`);
  return found;
}

function existing(path: string, name: string): string {
  if (!isProgram(path)) throw new Complaint(`no launcher at ${name}`);
  return path;
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

/** Words as a shell splits them, by blanks, quotes and backslashes; nothing is expanded, and no shell is run. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"'\\]+|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+)/gsy;
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    words.push(unquoted(match[1]!));
    end = pattern.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw new Complaint(`there is a quote that is not closed: ${text}`);
  return words;
}

function unquoted(word: string): string {
  return word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_, single, double, escaped) => {
    if (single !== undefined) return single;
    return double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : escaped;
  });
}
