// The subcommand `draws`: every draw and seed of a script with its stream and state.

import { resolve } from 'node:path';
import { Command } from 'commander';
import { harmless } from '../check/paint.ts';
import { listDraws } from '../draws.ts';
import { loadGrammar } from '../project/grammar.ts';
import { fileLinter } from '../project/lint-files.ts';

export function drawsCommand(): Command {
  return new Command('draws')
    .description('print every draw and seed of a script: seeded by which line, or unseeded and why')
    .argument('<file>', 'the script')
    .action(async (file: string) => {
      const result = fileLinter(await loadGrammar(), {}).lintFile(resolve(file));
      if (result.kind === 'unreadable' || result.flow === null) {
        const why =
          result.kind === 'unreadable'
            ? result.message
            : (result.findings[0]?.message ?? 'it was not analysed');
        process.stderr.write(`samerun: ${harmless(`${file}: ${why}`)}\n`);
        process.exitCode = 2;
        return;
      }
      process.stdout.write(listDraws(result.flow));
    });
}
