// Checks asked for over the protocol: only in a trusted folder, with progress, and without a process left behind.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import {
  type CheckAnswer,
  type CheckProgress,
  checkCommand,
  checkProgressNotification,
  checkRequest,
  trustNotification,
  untrustedError,
} from '../../server/src/lsp/protocol.ts';
import { exitOf, type Session, startSession } from './language-server.ts';

let folder: string;
let script: string;
let uri: string;
let session: Session;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samerun-check-'));
  script = join(folder, 'train.py');
  uri = pathToFileURL(script).href;
});

afterEach(async () => {
  session.child.kill('SIGKILL');
  await until(() => processesOf(script).length === 0, 10_000);
  rmSync(folder, { recursive: true, force: true });
});

const draws = 'import random\nprint(random.random())\n';
const sleeps =
  'import random, time\nprint(random.random(), flush=True)\nopen("started", "w")\ntime.sleep(120)\n';

describe('a folder that is not trusted', () => {
  test.each([
    ['the request', () => session.connection.sendRequest(checkRequest, { uri })],
    [
      'the command',
      () =>
        session.connection.sendRequest('workspace/executeCommand', {
          command: checkCommand,
          arguments: [{ uri }],
        }),
    ],
  ])('%s runs nothing', async (_, ask) => {
    writeFileSync(script, 'open("ran", "w")\n');
    session = await startSession();
    await expect(ask()).rejects.toMatchObject({ code: untrustedError });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  test('once it is trusted, the check runs', async () => {
    writeFileSync(script, draws);
    session = await startSession();
    await session.connection.sendNotification(trustNotification);
    const { result }: CheckAnswer = await session.connection.sendRequest(checkRequest, { uri });
    expect(result.verdict).toBe('diverged');
  });
});

describe('in a trusted folder', () => {
  beforeEach(async () => {
    session = await startSession({ options: { trusted: true, storage: join(folder, 'storage') } });
  });

  test('it says where the runs part, and on the way where it is', async () => {
    writeFileSync(script, draws);
    const progress: CheckProgress[] = [];
    session.connection.onNotification(checkProgressNotification, (at: CheckProgress) => {
      progress.push(at);
    });
    const params = { uri, token: 'mine' };
    const { result, report, page }: CheckAnswer = await session.connection.sendRequest(checkRequest, params);
    expect(result.first_divergence).toMatchObject({ filename: script, row: 2 });
    expect(result.cause).toMatchObject({ class: 'unseeded-draw', rule: 'SR101' });
    expect(result.annotations.find((annotation) => annotation.status === 'first')).toMatchObject({ row: 2 });
    expect(report).toMatch(/diverged/i);
    expect(page).toMatch(/^<!doctype html>[\s\S]*diverged[\s\S]*unseeded-draw/);
    expect(progress.map((at) => at.token)).toContain('mine');
    expect(progress.map((at) => at.run)).toEqual(expect.arrayContaining([1, 2]));
    expect(readdirSync(join(folder, 'storage', 'runs'))).toEqual([]);
  });

  test('required arguments are named, and taken', async () => {
    writeFileSync(
      script,
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--data", required=True)\nprint(p.parse_args().data)\n',
    );
    const first: CheckAnswer = await session.connection.sendRequest(checkRequest, { uri });
    expect(first.missing.map((option) => option.name)).toEqual(['--data']);
    const given = { uri, arguments: ['--data', 'a b'] };
    const second: CheckAnswer = await session.connection.sendRequest(checkRequest, given);
    expect(second.missing).toEqual([]);
    expect(second.result.verdict).toBe('identical');
  });

  test.each([{}, { uri: 5 }, { uri: 'untitled:a' }, { uri: 'file:///x.py', arguments: 'text' }, null])(
    'parameters that make no sense are refused: %j',
    async (params) => {
      await expect(session.connection.sendRequest(checkRequest, params)).rejects.toThrow();
    },
  );

  test('cancelled, it leaves no process', async () => {
    writeFileSync(script, sleeps);
    const source = new CancellationTokenSource();
    const asked = session.connection.sendRequest(checkRequest, { uri }, source.token);
    const failed = expect(asked).rejects.toThrow(/cancel/i);
    await until(() => existsSync(join(folder, 'started')), 20_000);
    source.cancel();
    await until(() => processesOf(script).length === 0, 4000);
    await failed;
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('a server that ends by %s leaves no process', async (signal) => {
    writeFileSync(script, sleeps);
    session.connection.sendRequest(checkRequest, { uri }).catch(() => 'the server ends before it answers');
    await until(() => existsSync(join(folder, 'started')), 20_000);
    session.child.kill(signal);
    await until(() => processesOf(script).length === 0, 7000);
  });

  test('shutdown while it runs ends everything', async () => {
    writeFileSync(script, sleeps);
    session.connection.sendRequest(checkRequest, { uri }).catch(() => 'the server ends before it answers');
    await until(() => existsSync(join(folder, 'started')), 20_000);
    const exit = exitOf(session.child, 8000);
    await session.connection.sendRequest('shutdown');
    expect(processesOf(script)).toEqual([]);
    await session.connection.sendNotification('exit');
    expect(await exit).toBe(0);
  });
});

/** Command lines of running processes that name this path. */
function processesOf(path: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(path) ? [line] : [];
      } catch (error) {
        // It ended while it was looked at.
        if (error instanceof Error && 'code' in error) return [];
        throw error;
      }
    });
}

async function until(condition: () => boolean, within: number): Promise<void> {
  const end = Date.now() + within;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Not so within ${within} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
