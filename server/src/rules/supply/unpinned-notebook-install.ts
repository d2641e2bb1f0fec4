// SR905: a notebook installs whatever version there is today.

import type { Span } from '../../finding.ts';
import { argumentOf, literalOf } from '../../python/arguments.ts';
import { type Module, spanOf, speaksOf } from '../../python/module.ts';
import { everyNode } from '../../python/traverse.ts';
import type { Rule, RuleContext } from '../rule.ts';

const COMMAND =
  /^\s*[!%]{1,2}\s*(?:(?:\{sys\.executable\}|\S*python[\d.]*)\s+-m\s+|uv\s+)?pip[\d.]*\s+install\s+(.*)$/s;
/** Options that take the next word with them. */
const WITH_VALUE =
  /^(?:-[a-zA-Z]*[ceifrt]|--(?:constraint|editable|index-url|extra-index-url|find-links|requirement|target))$/;
/** Tools of the installation itself: their version decides nothing of the results. */
const TOOLS = /^(?:pip|setuptools|wheel|uv)\b/;

export const unpinnedNotebookInstall: Rule = {
  meta: {
    code: 'SR905',
    name: 'unpinned-notebook-install',
    severity: 'hint',
    summary: '%pip/!pip install without ==',
    rationale:
      'A notebook that installs `transformers` gets another one next month, and may give other results or none. `package==version`, or a requirements file, keeps the versions that it was written with.',
    defaultOn: false,
    fix: 'none',
    sources: ['pip documentation: requirement specifiers'],
    invalid: [
      {
        code: `
get_ipython().system("pip install -q transformers datasets==2.19.0")  # <-
`,
      },
    ],
    valid: [
      {
        why: 'versions are named',
        code: `
get_ipython().system("pip install -q transformers==4.41.0 'datasets==2.19.0'")
`,
      },
      {
        why: 'a requirements file, the project itself, and a commit',
        code: `
get_ipython().run_line_magic("pip", "install -r requirements.txt -e .")
get_ipython().system("pip install git+https://example.org/lab/tool.git@0123456789abcdef0123456789abcdef01234567")
`,
      },
      {
        why: 'another command',
        code: `
get_ipython().system("pip list")
`,
      },
    ],
  },
  check({ module, report }: RuleContext) {
    for (const { text, span } of commandsOf(module)) {
      const loose = looseIn(text);
      if (loose.length === 0) continue;
      report({
        span,
        message: `${loose.map((name) => `\`${name}\``).join(', ')} will be another version later: pin with \`==\`.`,
      });
    }
  },
};

interface Command {
  readonly text: string;
  readonly span: Span;
}

/** Lines of IPython in a notebook, and the calls that an export to a script makes of them. */
function commandsOf(module: Module): Command[] {
  const { file } = module;
  const lines = (module.commands ?? []).map(({ cell, start, end, text }) => ({
    text,
    span: { file, cell, start, end },
  }));
  if (!speaksOf(module, /\bget_ipython\b/)) return lines;
  const calls = everyNode(module).flatMap((node) => {
    if (node.kind !== 'Call' || node.func.kind !== 'Attribute') return [];
    const { attr, value } = node.func;
    if (value.kind !== 'Call' || value.func.kind !== 'Name' || value.func.id !== 'get_ipython') return [];
    const [first, second] = [0, 1].map((position) => literalOf(argumentOf(node, '', position)));
    const text =
      attr === 'system' ? `!${first}` : attr === 'run_line_magic' ? `%${first} ${second}` : undefined;
    return text === undefined ? [] : [{ text, span: spanOf(module, node) }];
  });
  return [...lines, ...calls];
}

/** The packages of a `pip install` that no version is named for. */
function looseIn(command: string): string[] {
  const words = COMMAND.exec(command)?.[1]?.split(/[\s\\]+/) ?? [];
  const loose: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').replace(/^["']|["']$/g, '');
    if (/^(?:#|[|&;>])/.test(word)) break;
    if (WITH_VALUE.test(word)) i += 1;
    else if (isLoose(word)) loose.push(word);
  }
  return loose;
}

/** A package without a version, or a repository without a tag or commit. */
function isLoose(word: string): boolean {
  if (word.startsWith('git+')) return !/@(?!main$|master$)[^/@]+$/.test(word);
  return /^[A-Za-z]/.test(word) && !/==|@|[/\\]|\.(?:whl|gz|zip|txt)$/.test(word) && !TOOLS.test(word);
}
