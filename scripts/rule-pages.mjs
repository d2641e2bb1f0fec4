// Writes the page of each rule, and the list of all, as Markdown: pure, so that a test can hold the committed pages to it.

/**
 * @param {readonly import('../server/src/rules/rule.ts').Rule[]} rules
 * @returns {Map<string, string>} Contents by file name, as they belong in docs/rules.
 */
export function rulePages(rules) {
  const metas = rules.map(({ meta }) => meta).sort((a, b) => (a.code < b.code ? -1 : 1));
  return new Map([['README.md', list(metas)], ...metas.map((meta) => [`${meta.name}.md`, page(meta)])]);
}

function list(metas) {
  const rows = metas.map(
    ({ code, name, severity, defaultOn, fix, summary }) =>
      `| ${code} | [${name}](${name}.md) | ${severity}${defaultOn ? '' : ', off'} | ${fix} | ${cell(summary)} |`,
  );
  return `# Rules

Written by \`npm run docs\` from the rules themselves.

| Code | Name | Severity | Fix | What is wrong |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const fixes = {
  safe: 'A safe fix is offered: it keeps what the script computes apart from its randomness.',
  unsafe: 'A fix is offered that may change speed or behaviour: look at it; `--fix` alone does not apply it.',
  none: 'There is no fix to apply.',
};

function page({ code, name, severity, defaultOn, fix, summary, rationale, invalid, valid, sources }) {
  const sections = [
    `# ${code} ${name}`,
    `Severity: ${severity}. ${defaultOn ? 'On' : 'Off'} by default.`,
    sentence(summary),
    rationale,
    fixes[fix],
    ...examples('Reported', invalid),
    ...examples('Not reported', valid),
    ...suppression(code),
    ...(sources.length > 0 ? ['## Sources', sources.map((source) => `- ${source}`).join('\n')] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What is said of a file as a whole is not suppressed at a line. */
function suppression(code) {
  if (code.startsWith('SR00')) return [];
  const line = `line_in_question()  # samerun: ignore[${code}]  why it is right here`;
  return ['## Suppress it', `\`\`\`python\n${line}\n\`\`\``];
}

function examples(title, list) {
  if (list.length === 0) return [];
  return [
    `## ${title}`,
    ...list.flatMap((example) => [example.why ? [`${sentence(example.why)}`] : [], code(example)].flat()),
  ];
}

/** The mark of the reported row is for the tests; a reader gets the row as a comment that says so. */
function code(example) {
  const lines = example.code.replace(/^\n/, '').trimEnd().split('\n');
  const files = Object.entries(example.files ?? {}).map(
    ([name, text]) =>
      `\`${name}\`:\n\n\`\`\`${name.endsWith('.yaml') ? 'yaml' : 'python'}\n${text.replace(/^\n/, '').trimEnd()}\n\`\`\``,
  );
  const marked = lines.map((line, index) => {
    if (line.endsWith('# <-')) return line.replace(/# <-$/, '# reported');
    return index + 1 === example.row ? `${line}  # reported` : line;
  });
  return [`\`\`\`python\n${marked.join('\n')}\n\`\`\``, ...files].join('\n\n');
}

function sentence(text) {
  const start = /^[a-z][a-z ]/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
