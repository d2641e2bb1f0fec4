#!/usr/bin/env node
// The command line: mounts the subcommands, each of which lives beside what it drives.
import { Command, CommanderError } from 'commander';
import { checkCommand, compareCommand } from './check/command.ts';
import { drawsCommand } from './cli/draws.ts';
import { lintCommand } from './cli/lint.ts';
import { ruleCommand } from './cli/rule.ts';
import { serverCommand } from './cli/server.ts';
import { version } from './cli/version.ts';

const program = new Command('samerun')
  .description('finds what makes two runs of a training script differ, and proves it')
  .version(version())
  .addCommand(lintCommand())
  .addCommand(checkCommand())
  .addCommand(compareCommand())
  .addCommand(ruleCommand())
  .addCommand(drawsCommand())
  .addCommand(serverCommand());

// Bad usage is status 2 everywhere; help and version are no failure.
for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError(false);

program.parseAsync(process.argv).catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
