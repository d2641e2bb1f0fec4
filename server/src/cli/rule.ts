// The subcommand `rule`: the list of all rules, or the page of one.

import { Command } from 'commander';
import { createPaint, wantsColour } from '../check/paint.ts';
import { rules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { codesOf, unknownSelector } from '../selection.ts';

export function ruleCommand(): Command {
  return new Command('rule')
    .description('explain a rule, or list them all')
    .argument('[rule]', 'a code or a name')
    .action((name: string | undefined) => {
      const metas = rules.map((rule) => rule.meta);
      const codes = name === undefined ? metas.map((meta) => meta.code) : codesOf(name, metas);
      if (codes === undefined) {
        process.stderr.write(`samerun: ${unknownSelector(name ?? '', metas)}\n`);
        process.exitCode = 2;
        return;
      }
      const meant = rules.filter((rule) => codes.includes(rule.meta.code));
      const [only] = meant;
      process.stdout.write(meant.length === 1 && only !== undefined ? page(only) : table(meant));
    });
}

function table(meant: readonly Rule[]): string {
  const paint = createPaint(wantsColour(process.stdout.isTTY, process.env));
  const width = Math.max(...meant.map((rule) => rule.meta.name.length));
  return meant
    .map(({ meta }) => {
      const off = meta.defaultOn ? '' : paint('dim', ' (off by default)');
      return `${paint('strong', meta.code)}  ${meta.name.padEnd(width)}  ${meta.severity.padEnd(11)}  ${meta.summary}${off}\n`;
    })
    .join('');
}

function page({ meta }: Rule): string {
  const fixes = {
    safe: 'A safe fix is offered.',
    unsafe: 'A fix is offered that wants a look: --unsafe-fixes.',
    none: 'There is no automatic fix.',
  };
  const examples = [
    ...meta.invalid.map((example) => ({ title: 'Reported', code: example.code })),
    ...meta.valid.map((example) => ({ title: `Not reported (${example.why})`, code: example.code })),
  ];
  return [
    `${meta.code} ${meta.name} (${meta.severity}${meta.defaultOn ? '' : ', off by default'})`,
    '',
    `${meta.summary}.`,
    '',
    meta.rationale,
    '',
    fixes[meta.fix],
    ...examples.flatMap(({ title, code }) => [
      '',
      `${title}:`,
      '',
      ...code
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line.replace(/\s+# <-$/, '')}`),
    ]),
    '',
  ].join('\n');
}
