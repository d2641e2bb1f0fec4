// Runs the built command line in a folder made for one test.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const cli = fileURLToPath(new URL('../../server/out/cli.js', import.meta.url));

export interface Folder {
  readonly path: string;
  read(name: string): Buffer;
  samerun(args: readonly string[], input?: string): { status: number | null; out: string; err: string };
}

export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'samerun-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return {
    path,
    read: (name) => readFileSync(join(path, name)),
    samerun(args, input = '') {
      const env = { ...process.env, XDG_CACHE_HOME: join(path, '.cache'), NO_COLOR: '1', FORCE_COLOR: '' };
      const ran = spawnSync(process.execPath, [cli, ...args], { cwd: path, input, env, encoding: 'utf8' });
      return { status: ran.status, out: ran.stdout, err: ran.stderr };
    },
  };
}
