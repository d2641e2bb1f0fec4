// The subcommand `server`: the language server on standard input and output, for any editor.

import { Command } from 'commander';

export function serverCommand(): Command {
  return new Command('server')
    .description('run the language server')
    .requiredOption('--stdio', 'speak over standard input and output')
    .action(async () => {
      // Its own bundle: linting from the command line has no use for the protocol.
      await import('../main.ts');
    });
}
