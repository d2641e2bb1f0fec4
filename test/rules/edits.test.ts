// What is said of a script after edits is what is said of the same text when it is read anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawEntries } from '../../server/src/draws.ts';
import { lint } from '../../server/src/lint.ts';
import { emptyProject, type Project } from '../../server/src/project/project.ts';
import { openDocument, parseModule, updateDocument } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { rules } from '../../server/src/rules/index.ts';
import { defaults, python } from './run-rules.ts';

const root = join(import.meta.dirname, '..', '..');
const scripts = ['examples', 'test/flow/scripts', 'test/rules/cases', 'test/rules/idioms'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);
const written = [...new Set(scripts.flatMap((text) => text.split('\n').map((line) => line.trim())))];

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit = fc.record({
  kind: fc.constantFrom('drop', 'double', 'move', 'copy', 'write', 'cut', 'note', 'undo'),
  at: place,
  other: place,
  line: fc.constantFrom(...written),
  note: fc.constantFrom('', '# a note', '# samerun: ignore', '@staticmethod'),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

/** The text after an edit of one of its lines; a line that is put in is indented as the one that it comes before. */
function edited(text: string, before: string, { kind, at, other, line, note }: Edit): string {
  if (kind === 'undo') return before;
  const lines = text.split('\n');
  const index = (share: number) => Math.floor(share * lines.length);
  const here = index(at);
  const own = lines[here] ?? '';
  const put = (where: number, what: string) =>
    lines.splice(where, 0, /^ */.exec(lines[where] ?? '')?.[0] + what.trim());
  if (kind === 'drop') lines.splice(here, 1);
  else if (kind === 'double') put(here, own);
  else if (kind === 'move') put(index(other), lines.splice(here, 1)[0] ?? '');
  else if (kind === 'copy') put(here, lines[index(other)] ?? '');
  else if (kind === 'write') put(here, line);
  else if (kind === 'note') put(here, note);
  else lines[here] = own.slice(0, at * own.length) + own.slice(other * own.length);
  return lines.join('\n');
}

const options = {
  settings: defaults,
  selection: { enabled: new Set(rules.map(({ meta }) => meta.code)), severities: new Map() },
};

/** Findings with all that belongs to them, and every draw, seed and flag with its state and place. */
function saidOf(module: Module, project: Project = emptyProject): unknown {
  const { findings, flow, troubles } = lint(module, { ...options, project });
  const uses = flow?.options.map(({ option, seeds, escapes }) => [option.name, seeds, escapes]);
  return { findings, troubles, uses, events: flow === null ? [] : drawEntries(flow) };
}

function expectAsAnew(texts: readonly string[]): void {
  let document = openDocument(python, 'script.py', texts[0] ?? '');
  saidOf(document.module);
  for (const text of texts.slice(1)) {
    document = updateDocument(python, document, text);
    expect(saidOf(document.module)).toEqual(saidOf(parseModule(python, 'script.py', text)));
  }
}

test('any edits, one after another', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scripts),
      fc.array(edit, { minLength: 6, maxLength: 6 }),
      (text, edits) => {
        const texts = [text];
        for (const one of edits) texts.push(edited(texts.at(-1) ?? '', texts.at(-2) ?? text, one));
        expectAsAnew(texts);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

describe('what was true of an earlier text only', () => {
  const group = 'import random\nimport click\n\n@click.group()\ndef cli():\n    pass\n\n';
  const command = '@cli.command()\ndef train():\n    random.seed(1)\n    print(random.random())\n\n';
  const draw = '@cli.command()\ndef check():\n    print(random.random())\n\n';

  test.each([
    ['a command of a group', [`${group}${command}${draw}cli()\n`, `${group}${draw}cli()\n`]],
    [
      'what runs before the commands',
      [`${group}${command.replace('command', 'callback')}${draw}cli()\n`, `${group}${draw}cli()\n`],
    ],
  ])('%s', (_what, texts) => {
    expectAsAnew(texts);
  });

  test('a command that another script gives a group', () => {
    const shared = () => parseModule(python, 'group.py', group);
    const said = (text: string, cli: Module) =>
      saidOf(parseModule(python, 'script.py', text), {
        ...emptyProject,
        resolve: (name) => (name === 'group' ? cli : undefined),
      });
    const imports = 'import random\nfrom group import cli\n\n';
    const cli = shared();
    said(`${imports}${command}cli()\n`, cli);
    const only = `${imports}${draw}cli()\n`;
    expect(said(only, cli)).toEqual(said(only, shared()));
  });
});
