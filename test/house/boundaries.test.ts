// Holds the import boundaries: each is broken once in a throw-away tree, and Biome must say so; what is allowed must pass.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const forbidden: [file: string, specifier: string][] = [
  ['server/src/project/a.ts', 'vscode'],
  ['server/src/check/a.ts', 'vscode-languageserver'],
  ['server/src/check/b.ts', 'vscode-languageserver/node'],
  ['server/src/check/c.ts', 'vscode-languageserver-textdocument'],
  ['server/src/check/d.ts', '../lsp/protocol.ts'],
  ['server/src/check/align.ts', 'node:fs'],
  ['server/src/check/cause/a.ts', 'node:fs'],
  ['server/src/project/b.ts', '../../../client/src/extension.ts'],
  ['server/src/lsp/a.ts', 'vscode'],
  ['server/src/lsp/b.ts', 'vscode-languageclient/node'],
  ['server/src/main.ts', './lint.ts'],
  ['client/src/a.ts', '../../server/src/lint.ts'],
  ['client/src/b.ts', '../../server/src/lsp/worker.ts'],
  ['client/src/c.ts', 'vscode-languageserver'],
  ['server/src/python/a.ts', 'node:fs'],
  ['server/src/flow/a.ts', 'node:path'],
  ['server/src/fixes/a.ts', 'node:os'],
  ['server/src/catalogue/a.ts', 'node:fs'],
  ['server/src/lint.ts', 'node:fs'],
  ['server/src/flow/b.ts', '../check/align.ts'],
  ['server/src/flow/c.ts', '../rules/rule.ts'],
  ['server/src/python/b.ts', '../flow/events.ts'],
  ['server/src/rules/seeding/a.ts', 'node:fs'],
  ['server/src/rules/seeding/b.ts', './unseeded-torch.ts'],
  ['server/src/rules/seeding/c.ts', '../flags/cudnn-benchmark.ts'],
  ['server/src/rules/seeding/d.ts', '../../lsp/protocol.ts'],
  ['server/src/rules/seeding/e.ts', 'vscode-languageserver'],
];

const allowed: [file: string, specifier: string][] = [
  ['server/src/main.ts', './lsp/server.ts'],
  ['server/src/cli.ts', './lsp/server.ts'],
  ['server/src/cli.ts', './lint.ts'],
  ['server/src/lsp/ok.ts', 'vscode-languageserver/node'],
  ['server/src/lsp/ok.ts', '../lint.ts'],
  ['server/src/lsp/ok.ts', './protocol.ts'],
  ['server/src/check/ok.ts', 'node:fs'],
  ['server/src/check/ok.ts', './align.ts'],
  ['client/src/ok.ts', 'vscode'],
  ['client/src/ok.ts', 'vscode-languageclient/node'],
  ['client/src/ok.ts', '../../server/src/lsp/protocol.ts'],
  ['client/src/ok.ts', './status.ts'],
  ['server/src/flow/ok.ts', '../python/arena.ts'],
  ['server/src/rules/seeding/ok.ts', '../rule.ts'],
  ['server/src/rules/seeding/ok.ts', '../../flow/events.ts'],
  ['server/src/rules/seeding/ok.ts', '../../fixes/seed-block.ts'],
  ['server/src/rules/registry.ts', './seeding/unseeded-torch.ts'],
];

interface Diagnostic {
  code: { value: string };
  location: { path: string; range: { start: { line: number } } };
}

const imports = new Map<string, string[]>();
for (const [file, specifier] of [...forbidden, ...allowed])
  imports.set(file, [...(imports.get(file) ?? []), specifier]);

let tree: string;
let flagged: Set<string>;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'samerun-boundaries-'));
  copyFileSync(join(root, 'biome.json'), join(tree, 'biome.json'));
  for (const [file, specifiers] of imports) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), specifiers.map((specifier) => `import '${specifier}';\n`).join(''));
  }
  flagged = runBiome();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('a forbidden import is reported', () => {
  test.each(forbidden)('%s → %s', (file, specifier) => expect(flagged).toContain(`${file} → ${specifier}`));
});

describe('an allowed import is not', () => {
  test.each(allowed)('%s → %s', (file, specifier) => expect(flagged).not.toContain(`${file} → ${specifier}`));
});

function runBiome(): Set<string> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=rdjson', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  const report: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  const rules = /noRestrictedImports|noNodejsModules/;
  return new Set(
    report.diagnostics
      .filter((diagnostic) => rules.test(diagnostic.code.value))
      .map(
        ({ location }) => `${location.path} → ${imports.get(location.path)?.[location.range.start.line - 1]}`,
      ),
  );
}
