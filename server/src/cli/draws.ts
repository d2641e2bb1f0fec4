// The subcommand `draws`: every draw and seed of a script with its stream and state.

import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { harmless } from '../check/paint.ts';

export function drawsCommand(): Command {
  return new Command('draws')
    .description('print every draw and seed of a script: seeded by which line, or unseeded and why')
    .argument('<file>', 'the script')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (file: string, flags: { format: 'text' | 'json' }) => {
      const { drawEntries, fileLinter, listDraws, loadGrammar } = await import('./linter.ts');
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
      process.stdout.write(
        flags.format === 'json'
          ? `${JSON.stringify(drawEntries(result.flow), null, 2)}\n`
          : listDraws(result.flow),
      );
    });
}
