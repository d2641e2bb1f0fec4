// The server starts, ends and survives as an editor needs it to, whatever bytes it is sent.

import type { ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { exitOf, plainCapabilities, spawnServer, startSession } from './language-server.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function server(): ChildProcess {
  const child = spawnServer();
  children.push(child);
  return child;
}

function framed(message: object): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const initialize = framed({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: process.pid, rootUri: null, capabilities: {} },
});

describe('ending', () => {
  test('shutdown and exit end it with code 0', async () => {
    const session = await startSession();
    children.push(session.child);
    expect(await session.end()).toBe(0);
  });

  test('exit without shutdown ends it with code 1', async () => {
    const session = await startSession();
    children.push(session.child);
    const exit = exitOf(session.child, 3000);
    await session.connection.sendNotification('exit');
    expect(await exit).toBe(1);
  });

  test('the end of its input ends it within two seconds', async () => {
    const session = await startSession({ capabilities: plainCapabilities });
    children.push(session.child);
    const exit = exitOf(session.child, 2000);
    session.child.stdin?.end();
    expect(await exit).toBe(1);
  });

  test('the end of its input before any message ends it', async () => {
    const child = server();
    const exit = exitOf(child, 2000);
    child.stdin?.end();
    expect(await exit).toBe(1);
  });
});

describe('framing that is lost ends it within five seconds', () => {
  test.each([
    ['no length', 'Content-Type: x\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n{}'],
    ['a length of four gigabytes', 'Content-Length: 4000000000\r\n\r\n{}'],
    ['a length longer than what comes', 'Content-Length: 500\r\n\r\n{"jsonrpc":"2.0"'],
    ['a header without end', 'x'.repeat(20_000)],
    ['binary', '\0\u0001\u0002\r\n\r\n'],
    ['half a header', 'Content-Len'],
  ])('%s', async (_, bytes) => {
    const child = server();
    const exit = exitOf(child, 6000);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdin?.write(initialize + bytes);
    expect(await exit).toBe(1);
    expect(said).toMatch(/cannot be read any more/);
  });
});

describe('what is well framed is survived', () => {
  test.each([
    ['no JSON', 'Content-Length: 4\r\n\r\n{{{{'],
    ['no object', 'Content-Length: 2\r\n\r\n[]'],
    ['an unknown method', framed({ jsonrpc: '2.0', id: 7, method: 'samerun/nothing' })],
    ['a request without parameters', framed({ jsonrpc: '2.0', id: 7, method: 'textDocument/hover' })],
    ['a check without parameters', framed({ jsonrpc: '2.0', id: 7, method: 'samerun/check' })],
    ['a lower-case header', framed({ jsonrpc: '2.0', id: 7, method: 'x' }).replace('Content-L', 'content-l')],
    [
      'a change of nothing open',
      framed({
        jsonrpc: '2.0',
        method: 'textDocument/didChange',
        params: { textDocument: { uri: 'a', version: 1 }, contentChanges: [] },
      }),
    ],
    ['a notification without parameters', framed({ jsonrpc: '2.0', method: 'textDocument/didOpen' })],
  ])('%s', async (_, bytes) => {
    const child = server();
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"id":99')) child.stdin?.end(framed({ jsonrpc: '2.0', method: 'exit' }));
    });
    child.stdin?.write(initialize + bytes + framed({ jsonrpc: '2.0', id: 99, method: 'shutdown' }));
    expect(await exitOf(child, 5000)).toBe(0);
    expect(said).toContain('"id":99');
  });
});
