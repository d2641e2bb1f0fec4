// What is said of a script after edits is what is said of the same text when it is read anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawEntries } from '../../server/src/draws.ts';
import { spanOfSite } from '../../server/src/flow/events.ts';
import { type Linted, lint } from '../../server/src/lint.ts';
import { emptyProject, type Project } from '../../server/src/project/project.ts';
import { changeSince, openDocument, parseModule, updateDocument } from '../../server/src/python/document.ts';
import type { Module } from '../../server/src/python/module.ts';
import { type Followed, lintAgain, lintToFollow } from '../../server/src/relint.ts';
import { rules } from '../../server/src/rules/index.ts';
import { acting, lines } from './acting-functions.ts';
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

const inner = fc.record({
  kind: fc.constantFrom('write', 'write', 'write', 'drop', 'undo'),
  at: place,
  line: fc.constantFrom(...lines),
});

/** The text after an edit of a line in the body of a function. */
function editedInside(
  text: string,
  before: string,
  { kind, at, line }: typeof inner extends fc.Arbitrary<infer E> ? E : never,
): string {
  if (kind === 'undo') return before;
  const all = text.split('\n');
  const inBody = all.flatMap((one, index) => (/^ {4}(?!.*\bdef\b|@)/.test(one) ? [index] : []));
  const here = inBody[Math.floor(at * inBody.length)] ?? 0;
  const indent = /^ */.exec(all[here] ?? '')?.[0] ?? '';
  if (kind === 'drop') all.splice(here, 1);
  else all.splice(here, 0, indent + line);
  return all.join('\n');
}

const options = {
  settings: defaults,
  selection: { enabled: new Set(rules.map(({ meta }) => meta.code)), severities: new Map() },
};

function saidOf(module: Module, project: Project = emptyProject): unknown {
  return allOf(lint(module, { ...options, project }));
}

/** Findings with all that belongs to them, and every draw, seed, flag and function that seeds with its state and place. */
function allOf({ flow, troubles, ...linted }: Linted): unknown {
  // Fixes that wait are made by this.
  const findings = linted.findings.map((finding) => ({ ...finding }));
  if (flow === null) return { findings, troubles };
  const uses = flow.options.map(({ option, seeds, escapes }) => [option.name, seeds, escapes]);
  const seeders = flow.seedFunctions.map(({ definition, parts, flags, body, calls }) => [
    definition.name,
    parts,
    flags,
    [...body.map(({ site }) => site), ...calls].map(spanOfSite),
  ]);
  const orders = flow.events.map(({ kind, order, path }) => [kind, order, path.map(spanOfSite)]);
  const { entry, main, stopped } = flow;
  const run = { entry, main: main?.name, stopped, orders };
  return { findings, troubles, uses, seeders, run, events: drawEntries(flow) };
}

/** How often the run was taken up again where an edit left it, since the tests began. */
const taken = { up: 0, anew: 0 };

function later(trouble: string): void {
  throw new Error(trouble);
}

function expectAsAnew(texts: readonly string[]): void {
  let document = openDocument(python, 'script.py', texts[0] ?? '');
  const project = emptyProject;
  let followed: Followed = lintToFollow(document.module, { ...options, project, later });
  for (const [index, text] of texts.slice(1).entries()) {
    document = updateDocument(python, document, text);
    // Now and then nobody looks between two edits.
    if (index % 5 === 3) continue;
    const change = changeSince(document, followed.parsed);
    const again = lintAgain(followed, document.module, change, { ...options, project, later }, 1);
    taken[again === null ? 'anew' : 'up'] += 1;
    followed = again ?? lintToFollow(document.module, { ...options, project, later });
    expect(allOf(followed.linted)).toEqual(saidOf(parseModule(python, 'script.py', text)));
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
  expect(taken.up).toBeGreaterThan(100);
});

test('edits inside functions that act on each other', { timeout: 120_000 }, () => {
  taken.up = 0;
  fc.assert(
    fc.property(fc.array(inner, { minLength: 8, maxLength: 8 }), (edits) => {
      const texts = [acting];
      for (const one of edits) texts.push(editedInside(texts.at(-1) ?? '', texts.at(-2) ?? acting, one));
      expectAsAnew(texts);
    }),
    { seed: 1, numRuns: 20 },
  );
  expect(taken.up).toBeGreaterThan(10);
});

describe('an edit inside', () => {
  const put = (text: string, before: string, line: string) =>
    text.replace(new RegExp(`^( +)${before}`, 'm'), (found, indent) => `${indent}${line}\n${found}`);

  test.each([
    ['a generator that runs around a block', ['yield begun', 'value = np.random.rand(2)']],
    ['a body that runs in several', ['other = load', 'pass'], ['if self.noisy', 'random.seed(3)']],
    [
      'a body that a body around it was followed for',
      ['model = maker', 'pass'],
      ['loss.backward', 'os.listdir(".")'],
    ],
    ['a body that seeds', ['np.random.seed', 'print(seed)'], ['np.random.seed', 'seed = 3']],
    [
      'a body that makes options',
      ['return parser', 'print(parser)'],
      ['return parser', 'parser.set_defaults(seed=1)'],
    ],
    ['a body that nothing calls', ['return model', 'value = np.random.rand()'], ['return model', 'unused()']],
    ['a body that makes what nothing calls', ['total = 0', 'def helper(): return np.random.rand()']],
    [
      'what waits for its use',
      ['self.noisy = noisy', 'self.extra = random'],
      ['for batch in loader', 'break'],
    ],
    ['a body that is left early', ['loader = DataLoader', 'return None']],
    ['a body that changes what others read', ['loader = DataLoader', 'Items.scale = random.random()']],
  ])('%s', (_what, ...edits) => {
    const texts = [acting];
    for (const [before, line] of edits as [string, string][])
      texts.push(
        put(texts.at(-1) ?? '', before, line),
        texts.at(-1) ?? '',
        put(texts.at(-1) ?? '', before, line),
      );
    expect(new Set(texts).size).toBe(1 + edits.length);
    expectAsAnew(texts);
  });
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
