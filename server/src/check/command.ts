// The subcommands `check` and `compare`: what they may be told. What they do is loaded when it is asked for.
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CheckFlags, CompareFlags } from './run-command.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('run a training script twice and show where and why the runs part')
    .argument('[script]', 'the script to run; its own arguments follow --')
    .argument('[arg...]', 'arguments of the script, after --')
    .option('-m, --module <module>', 'run a module instead of a script')
    .addOption(number('--runs <n>', 'how many runs to compare', 2, 100).default(2))
    .addOption(number('--steps <n>', 'optimizer steps after which a run ends', 1, 1e9).default(20))
    .option('--all-steps', 'run to the end of the script')
    .option('--fail-fast', 'stop at the first divergence')
    .option('--prove', 'pin one cause after the other until the runs are identical, and list them all')
    .addOption(
      new Option(
        '--sensitivity',
        'ask whether the seed is used: do other seeds give other results?',
      ).conflicts(['prove', 'fix', 'against', 'failFast']),
    )
    .addOption(
      new Option(
        '--resume',
        'ask whether stopping and resuming from a checkpoint goes on as running straight through does',
      ).conflicts(['prove', 'fix', 'against', 'failFast', 'sensitivity', 'record', 'level']),
    )
    .option('--resume-with <arguments>', 'what the script is given to resume: "--resume checkpoint.pt"')
    .addOption(
      new Option(
        '--cost',
        'measure what determinism costs: the time of a step with its flags and without',
      ).conflicts('fix'),
    )
    .option('--fix', 'apply the fixes for these causes to the script, and check again')
    .option('--device <device>', 'cpu, cuda, or cuda:N (the script sees it as cuda:0)')
    .option('--python <path>', 'the interpreter to use')
    .option('--launcher <command>', 'start the ranks by it: "torchrun --nproc-per-node 2", accelerate, srun')
    .addOption(
      new Option('--level <level>', 'what to trace').choices(['auto', 'steps', 'ops']).default('auto'),
    )
    .option('--record <dir>', 'keep the traces in a new folder, for samerun compare')
    .option('--against <dir>', 'compare one run with a record, of another machine or another day')
    .option('--report <file>', 'write the report as one HTML page too')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .addOption(number('--timeout <seconds>', 'how long a run may take', 1, 1e7))
    .action(async (script: string | undefined, args: string[], flags: CheckFlags) => {
      const { runCheck } = await import('./run-command.ts');
      process.exitCode = await runCheck(script, args, flags);
    });
}

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare the first runs of two records, made with check --record')
    .argument('<record-a>', 'a record folder')
    .argument('<record-b>', 'another record folder')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .action(async (a: string, b: string, flags: CompareFlags) => {
      const { runCompare } = await import('./run-command.ts');
      process.exitCode = await runCompare(a, b, flags);
    });
}

function number(flags: string, description: string, least: number, most: number): Option {
  return new Option(flags, description).argParser((text) => {
    const value = Number(text);
    if (!/^\d+(?:\.\d+)?$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    return flags.startsWith('--timeout') ? value : Math.trunc(value);
  });
}
