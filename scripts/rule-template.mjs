// The text of a new rule, and its line in the registry.

/** A rule that reports nothing yet, with an example that therefore fails. */
export function ruleFile(code, name) {
  return `// ${code}: say in one sentence what is flagged.

import type { Rule, RuleContext } from '../rule.ts';

export const ${camelCase(name)}: Rule = {
  meta: {
    code: '${code}',
    name: '${name}',
    severity: 'warning',
    summary: 'what is wrong, in one line',
    rationale: 'Why it matters, and what to do.',
    // A new rule is a preview until it has been run over real scripts.
    defaultOn: false,
    fix: 'none',
    sources: [],
    invalid: [
      {
        code: \`
import random

random.random()  # <-
\`,
      },
    ],
    valid: [
      {
        why: 'the idiom that looks alike and is right',
        code: \`
import random

random.seed(0)
random.random()
\`,
      },
    ],
  },
  check(_context: RuleContext) {},
};
`;
}

/** The registry's text with the rule imported and listed. Imports stay sorted by path, as the formatter wants them. */
export function registered(index, family, name) {
  const line = `import { ${camelCase(name)} } from './${family}/${name}.ts';`;
  const path = (text) => text.match(/from '(.*)'/)?.[1] ?? '';
  const lines = index.split('\n');
  const imports = lines.filter((text) => text.startsWith('import '));
  const sorted = [...imports, line].sort((a, b) => (path(a) < path(b) ? -1 : 1));
  const first = lines.indexOf(imports[0]);
  const rest = lines.slice(first + imports.length).join('\n');
  const listed = rest.replace(/\n\];/, `\n  ${camelCase(name)},\n];`);
  return [...lines.slice(0, first), ...sorted, listed].join('\n');
}

function camelCase(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
