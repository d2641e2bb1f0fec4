// Bundles the client, the server, its workers and the command line, and puts the two wasm files and all licences beside the server.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  // vscode-languageserver and its kin ship UMD as `main`; only the ESM builds can be bundled.
  mainFields: ['module', 'main'],
  // Its build for browsers takes nothing of Node, and what is not used of it is left out.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
};

const client = {
  ...shared,
  entryPoints: ['client/src/extension.ts'],
  outdir: 'client/out',
  target: 'node22',
  external: ['vscode'],
};

// What is loaded by `import()`, each a bundle beside the others: a start that does not need it does not read it.
const loadedLater = {
  main: 'server/src/main.ts',
  check: 'server/src/check/run-command.ts',
  linter: 'server/src/cli/linter.ts',
  'analysis-thread': 'server/src/lsp/analysis-thread.ts',
  'check-thread': 'server/src/lsp/check-thread.ts',
};

const besideEachOther = {
  name: 'beside-each-other',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = relative(root, join(resolveDir, path));
      const bundle = Object.keys(loadedLater).find((name) => loadedLater[name] === source);
      if (bundle === undefined) return { errors: [{ text: `${source} has no bundle of its own` }] };
      return { path: `./${bundle}.js`, external: true };
    });
  },
};

const server = {
  ...shared,
  plugins: [besideEachOther],
  entryPoints: {
    worker: 'server/src/lsp/worker.ts',
    cli: 'server/src/cli.ts',
    ...loadedLater,
    'lint-worker': 'server/src/lint-worker.ts',
  },
  outdir: 'server/out',
  target: 'node20',
  // A CommonJS bundle has no import.meta; the sources use it to find the files that lie beside them.
  define: { 'import.meta.url': 'importMetaUrl', SAMERUN_VERSION: JSON.stringify(version) },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

// While the house is being built an entry point may not be there yet; a missing one is named, never a failure of the rest.
function present(options) {
  const missing = Object.values(options.entryPoints).filter((path) => !existsSync(join(root, path)));
  for (const path of missing) console.warn(`build: ${path} does not exist, left out`);
  const entries = Object.entries(options.entryPoints).filter(([, path]) => !missing.includes(path));
  const entryPoints = Array.isArray(options.entryPoints)
    ? entries.map(([, path]) => path)
    : Object.fromEntries(entries);
  return entries.length === 0 ? [] : [{ ...options, entryPoints }];
}

const wasm = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'].map(
  (name) => `node_modules/${name}`,
);

async function copyWasm() {
  await mkdir(join(root, 'server/out'), { recursive: true });
  for (const path of wasm) await cp(join(root, path), join(root, 'server/out', basename(path)));
}

const builds = [client, server].flatMap(present);
if (production)
  for (const folder of ['client/out', 'server/out'])
    await rm(join(root, folder), { recursive: true, force: true });
await copyWasm();
if (watch) {
  for (const options of builds) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(builds.map((options) => esbuild.build({ ...options, metafile: true })));
  const inputs = [...built.flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...wasm];
  await writeFile(join(root, 'server/out/licenses.txt'), await licencesOf(root, inputs));
}
