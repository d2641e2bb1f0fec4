// Reads the two wasm files of the parser and loads them: the Node side of python/parser.ts, which reads nothing itself.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPython, type Python } from '../python/parser.ts';

/** Loads the parser from beside the bundle, or from node_modules when the sources run unbundled. */
export async function loadGrammar(): Promise<Python> {
  const [core, python] = await Promise.all([
    readFile(wasmPath('web-tree-sitter.wasm', 'web-tree-sitter')),
    readFile(wasmPath('tree-sitter-python.wasm', 'tree-sitter-python')),
  ]);
  return loadPython({ core, python });
}

function wasmPath(name: string, inPackage: string): string {
  const here = fileURLToPath(import.meta.url);
  const beside = join(dirname(here), name);
  if (existsSync(beside)) return beside;
  const require = createRequire(here);
  const manifest =
    inPackage === 'web-tree-sitter'
      ? require.resolve('web-tree-sitter/web-tree-sitter.wasm')
      : require.resolve('tree-sitter-python/package.json');
  return join(dirname(manifest), name);
}
