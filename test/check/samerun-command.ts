// Runs a subcommand in this process, as a person types it, and gives its exit status and what it wrote.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { checkCommand, compareCommand } from '../../server/src/check/command.ts';
import { scratchFolder, testPython } from './run-script.ts';

export interface Told {
  status: number;
  stdout: string;
  stderr: string;
}

export async function samerun(...words: string[]): Promise<Told> {
  const told = { stdout: '', stderr: '' };
  const into = (stream: 'stdout' | 'stderr') => (text: unknown) => {
    told[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(into('stdout'));
  vi.spyOn(process.stderr, 'write').mockImplementation(into('stderr'));
  const program = new Command('samerun').addCommand(checkCommand()).addCommand(compareCommand());
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(['node', 'samerun', ...words]);
    return { status: Number(process.exitCode ?? 0), ...told };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { status: error.exitCode === 0 ? 0 : 2, ...told };
  } finally {
    vi.restoreAllMocks();
  }
}

/** Checks a script of this text. */
export async function check(text: string, ...options: string[]): Promise<Told & { script: string }> {
  const folder = scratchFolder();
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  const script = join(folder, 'train.py');
  writeFileSync(script, text);
  const python = ['--python', await testPython()];
  const before = options.includes('--') ? options.indexOf('--') : options.length;
  const told = await samerun(
    'check',
    ...python,
    ...options.slice(0, before),
    script,
    ...options.slice(before),
  );
  vi.unstubAllEnvs();
  return { ...told, script };
}

export const seeded = 'import random\nrandom.seed(1)\nprint(random.random())\n';
export const unseeded = 'import random\nprint(random.random())\n';
