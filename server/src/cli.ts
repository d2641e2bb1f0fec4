#!/usr/bin/env node
// The command line: mounts the subcommands, each of which lives beside what it drives.
import { Command, CommanderError } from 'commander';
import { checkCommand, compareCommand } from './check/command.ts';

const program = new Command('samerun')
  .description('finds what makes two runs of a training script differ, and proves it')
  .addCommand(checkCommand())
  .addCommand(compareCommand());

// Bad usage is status 2 everywhere; help and version are no failure.
for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError(false);

program.parseAsync(process.argv).catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
