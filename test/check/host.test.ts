// The command line as a process: interrupted or killed in the middle of a run, it leaves nothing running.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { scratchFolder, testPython } from './run-script.ts';

const root = join(import.meta.dirname, '../..');

/** Built here, so that the test never runs a stale bundle. */
function buildHost(folder: string): string {
  const host = join(folder, 'server/out/host.cjs');
  buildSync({
    stdin: {
      contents: `import { checkCommand } from './server/src/check/command.ts'; checkCommand().parseAsync(process.argv.slice(2), { from: 'user' });`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: host,
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  symlinkSync(join(root, 'tracer'), join(folder, 'tracer'));
  return host;
}

async function stopInTheMiddle(
  signal: 'SIGINT' | 'SIGKILL',
): Promise<{ code: number | null; stderr: string; left: string[] }> {
  const folder = scratchFolder();
  const script = join(folder, 'train.py');
  writeFileSync(
    script,
    'import subprocess, sys, time\nsubprocess.Popen([sys.executable, "-c", "import time; time.sleep(99)"], start_new_session=True)\nopen("began", "w")\ntime.sleep(99)\n',
  );
  const child = spawn(process.execPath, [buildHost(folder), '--python', await testPython(), script], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), MARKER_OF_TEST: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  while (!existsSync(join(folder, 'began'))) await sleep(30);
  child.kill(signal);
  const code = await exited;
  const deadline = Date.now() + 2000;
  while (bearers(folder).length > 0 && Date.now() < deadline) await sleep(50);
  return { code, stderr, left: bearers(folder) };
}

/** Every process that was started, at whatever depth, has the marker in its environment. */
function bearers(marker: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`MARKER_OF_TEST=${marker}\0`);
    } catch {
      return false; // It ended between the listing and the look.
    }
  });
}

test('an interrupt ends every process, then says so', async () => {
  expect(await stopInTheMiddle('SIGINT')).toEqual({
    code: 130,
    stderr: 'samerun: cancelled; every process of the script has been ended\n',
    left: [],
  });
});

test('when the command line itself is killed, the script and its children are gone within 2 s', async () => {
  expect((await stopInTheMiddle('SIGKILL')).left).toEqual([]);
});
