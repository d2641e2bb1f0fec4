// Gives a loader the function that seeds its workers, as PyTorch's notes on reproducibility write it.

import type { Edit, Fix } from '../finding.ts';
import type { Call } from '../python/ast.ts';
import { everyStatement, placesOf } from './blocks.ts';
import { bindingsFor, type FixContext, importsBefore } from './context.ts';
import { type Imports, importsAtTop, importsFor, type Needed } from './imports.ts';
import { setKeyword } from './keyword.ts';
import { extentOf, indentAt, layoutOf, lineStart, lines, spanAt } from './layout.ts';

/** Lines of the function's body, from the names that the file has for the libraries. */
export type WorkerBody = (names: Imports['names']) => readonly string[];

/** Null where the function cannot stand at the top level above the call. */
export function workerFunction(
  { module }: Pick<FixContext, 'module'>,
  call: Call,
  needed: readonly Needed[],
  body: WorkerBody,
  safe: boolean,
): Fix | null {
  const top = placesOf(module, call)[0];
  if (top === undefined || top.statement.unit.broken) return null;
  const layout = layoutOf(module, call.unit.cell);
  const { start } = extentOf(top.statement);
  const at = lineStart(layout.text, start);
  if (indentAt(layout.text, start) !== '' || at !== start) return null;
  const name = freeName(module);
  const argument = setKeyword(module, call, 'worker_init_fn', name);
  if (argument === null) return null;
  const section = importsBefore(module, top.index);
  const imports = importsFor(module, bindingsFor(module), needed, section, layout);
  const text = [
    `def ${name}(worker_id):`,
    ...body(imports.names).map((line) => layout.indent + line),
    '',
    '',
  ];
  const edits: Edit[] = [
    ...importsAtTop(module, layout.cell, imports.lines),
    ...imports.edits,
    { span: spanAt(module, layout.cell, at), text: lines(layout, text) },
    argument,
  ];
  return { title: `Seed the workers: insert \`${name}\``, safe, edits, group: 'worker-function' };
}

function freeName(module: FixContext['module']): string {
  const taken = new Set(bindingsFor(module).topLevel);
  for (const statement of everyStatement(module.units.map((unit) => unit.body)))
    if (statement.kind === 'FunctionDef') taken.add(statement.name);
  let name = 'seed_worker';
  for (let i = 2; taken.has(name); i += 1) name = `seed_worker_${i}`;
  return name;
}
