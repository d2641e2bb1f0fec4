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

// Whoever reads the output may stop early, as `head` does: no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

program.parseAsync(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  // Never 1, which says that the script has findings.
  process.stderr.write(
    `samerun: this is a mistake in samerun: ${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
});
