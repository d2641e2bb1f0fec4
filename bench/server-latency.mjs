// Measures the language server over stdio: from spawn to the first diagnostics, and from an edit to diagnostics.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { cli, flag, machine, median, option, percentile, printFigures, root } from './figures.mjs';
import { repeatable, trainingScript } from './generated-script.mjs';
import { LspClient } from './lsp-client.mjs';
import { TypedDocument } from './typing.mjs';

const starts = Number(option('starts', 10));
const edits = Number(option('edits', 300));
const seed = Number(option('seed', 1));
const entry = join(root, 'server', 'out', 'main.js');
const command = existsSync(entry)
  ? [process.execPath, entry, '--stdio']
  : [process.execPath, cli, 'server', '--stdio'];

const folder = mkdtempSync(join(tmpdir(), 'samerun-latency-'));
try {
  console.log(machine());
  const ways = flag('push') ? [false] : flag('pull') ? [true] : [true, false];
  for (const pull of ways) {
    await measureStart(pull);
    await measureEdits(pull);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function saved(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

async function measureStart(pull) {
  const text = trainingScript(500);
  const uri = saved('train_500.py', text);
  const times = [];
  let found = 0;
  for (let n = 0; n < starts; n += 1) {
    const begun = performance.now();
    const client = new LspClient(command, { pull, cwd: folder });
    await client.initialize(pathToFileURL(folder).href);
    const document = new TypedDocument(uri, text, repeatable(seed));
    const open = () => client.notify('textDocument/didOpen', document.opened);
    const diagnostics = await client.diagnostics(uri, 1, open);
    times.push(performance.now() - begun);
    found = diagnostics?.length ?? -1;
    await client.stop();
  }
  printFigures(
    `${pull ? 'Pull' : 'Push'}: spawn to first diagnostics, ${text.split('\n').length - 1} lines`,
    [
      ['median', ms(median(times)), '≤ 400 ms', median(times) <= 400],
      ['slowest', ms(Math.max(...times)), null],
      ['diagnostics', found, '≥ 1', found >= 1],
    ],
  );
}

async function measureEdits(pull) {
  const text = trainingScript(3000);
  const uri = saved('train_3000.py', text);
  const random = repeatable(seed);
  const document = new TypedDocument(uri, text, random);
  const client = new LspClient(command, { pull, cwd: folder });
  const capabilities = await client.initialize(pathToFileURL(folder).href);
  if (pull && !capabilities.diagnosticProvider) {
    console.log('\nPull: the server offers no diagnostics on request.');
    process.exitCode = 1;
    await client.stop();
    return;
  }
  const open = () => client.notify('textDocument/didOpen', document.opened);
  await client.diagnostics(uri, 1, open);
  const times = [];
  const byKind = new Map();
  let unanswered = 0;
  let last = [];
  const cpuBefore = client.cpuMs();
  for (let n = 0; n < edits; n += 1) {
    const { kind, params } = document.edit();
    const begun = performance.now();
    const send = () => client.notify('textDocument/didChange', params);
    const diagnostics = await client.diagnostics(uri, document.version, send, 3000);
    const took = performance.now() - begun;
    if (diagnostics === null) {
      unanswered += 1;
    } else {
      times.push(took);
      byKind.set(kind, [...(byKind.get(kind) ?? []), took]);
      last = diagnostics;
    }
    await sleep(5 + 25 * random());
  }
  const cpu = (client.cpuMs() - cpuBefore) / edits;
  const fresh = await whole(client, document);
  await client.stop();
  printFigures(
    `${pull ? 'Pull' : 'Push'}: edit to diagnostics, ${text.split('\n').length - 1} lines, ${edits} edits`,
    [
      ['p50', ms(percentile(times, 0.5)), null],
      ['p95', ms(percentile(times, 0.95)), '≤ 12 ms', percentile(times, 0.95) <= 12],
      ['slowest', ms(Math.max(...times)), null],
      ['CPU an edit, all threads', ms(cpu), null],
      ['without an answer', unanswered, '0', unanswered === 0],
      ['same as when opened anew', same(last, fresh) ? 'yes' : 'no', 'yes', same(last, fresh)],
      ...[...byKind].map(([kind, all]) => [`p95, ${kind} (${all.length})`, ms(percentile(all, 0.95)), null]),
    ],
  );
}

/** The diagnostics of the same text, opened as a new document: what increments must not differ from. */
async function whole(client, document) {
  const uri = saved('train_3000_again.py', document.text);
  const again = new TypedDocument(uri, document.text, document.random);
  return client.diagnostics(uri, 1, () => client.notify('textDocument/didOpen', again.opened));
}

function same(some, others) {
  const keys = (all) =>
    (all ?? []).map(({ code, range, message }) => JSON.stringify([code, range, message])).sort();
  return JSON.stringify(keys(some)) === JSON.stringify(keys(others));
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
