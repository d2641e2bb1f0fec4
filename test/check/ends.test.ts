// Every way in which a script can end, or fail to begin, has a verdict and one clear line of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { checkIn, checkText, scratchFolder, testPython } from './run-script.ts';

describe('a script that ends', () => {
  const seeded = 'import random\nrandom.seed(1)\nprint(random.random())\n';

  // Enough draws that the trace is open by then; one that opens later would survive.
  const takesTrace = `${seeded}for _ in range(30000):\n    random.random()\n    random.gauss(0, 1)\nimport os\nos.closerange(3, 65536)\n`;

  test.each([
    ['returns', seeded, 'identical', 'completed'],
    ['exits with 0', `${seeded}raise SystemExit(0)\n`, 'identical', 'completed'],
    ['exits with 3', `${seeded}import sys\nsys.exit(3)\n`, 'failed', 'exit'],
    ['raises', `${seeded}raise ValueError("no such split")\n`, 'failed', 'exception'],
    [
      'kills itself',
      `${seeded}import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n`,
      'failed',
      'signal',
    ],
    ['crashes', `${seeded}import ctypes\nctypes.string_at(0)\n`, 'failed', 'signal'],
    ['leaves by the back door', `${seeded}import os\nos._exit(0)\n`, 'identical', 'completed'],
    ['takes the trace away', takesTrace, 'inconclusive', 'trace-lost'],
    ['runs out of memory', `${seeded}raise MemoryError\n`, 'failed', 'oom'],
    ['does not parse', 'def f(:\n', 'failed', 'exception'],
  ])('because it %s', async (_, text, verdict, kind) => {
    const { result } = await checkText(text);
    expect(result).toMatchObject({
      verdict,
      ends: expect.arrayContaining([expect.objectContaining({ kind })]),
    });
    if (verdict !== 'identical') expect(result.reason).toMatch(/^run 1\b.{10,}/);
  });

  test('by an exception, which is named with its line', async () => {
    const { result, folder } = await checkText('x = 1\nraise ValueError("no such split")\n');
    expect(result.reason).toBe(`run 1 raised ValueError: no such split (${folder}/train.py:2)`);
  });

  test('in an endless loop, by the time limit', async () => {
    const { result } = await checkText('while True: pass\n', { timeout: 1 });
    expect(result).toMatchObject({ verdict: 'failed', ends: [{ kind: 'timeout' }] });
  });
});

test('a script that prints 300 MB costs no memory here, and is compared', async () => {
  const before = process.memoryUsage().rss;
  const { result } = await checkText(
    'import sys\nline = b"\\xff\\x00" * 512 + b"\\n"\nfor _ in range(300_000): sys.stdout.buffer.write(line)\nimport random\nrandom.seed(1)\nrandom.random()\n',
  );
  expect(result.verdict).toBe('identical');
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

describe('what a script leaves running', () => {
  const leaving = (marker: string) =>
    `import subprocess, sys, time\nsubprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)  # ${marker}"], start_new_session=True)\n`;

  test('is ended with it', async () => {
    const marker = `samerun-left-${process.pid}`;
    await checkText(`${leaving(marker)}print(1)\n`);
    expect(processesWith(marker)).toEqual([]);
  });

  test('is ended when the check is cancelled, also a script that ignores SIGTERM', async () => {
    const marker = `samerun-cancel-${process.pid}`;
    const folder = scratchFolder();
    writeFileSync(
      join(folder, 'train.py'),
      `import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n${leaving(marker)}time.sleep(60)\n`,
    );
    const stop = new AbortController();
    const running = checkIn(folder, 'train.py', {}, stop.signal);
    const cancelled = expect(running).rejects.toBe('enough');
    while (processesWith(marker).length === 0) await sleep(50);
    stop.abort('enough');
    await cancelled;
    expect(processesWith(marker)).toEqual([]);
  });
});

function processesWith(marker: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(marker);
    } catch {
      return false; // It ended between the listing and the look.
    }
  });
}

describe('a script that needs arguments', () => {
  const argparse =
    'import argparse\np = argparse.ArgumentParser()\np.add_argument("--data", required=True)\np.add_argument("out")\nprint(p.parse_args().data)\n';

  test('is told from one that fails, and the message says how to pass them', async () => {
    const { result, notes } = await checkText(argparse);
    expect(result.verdict).toBe('failed');
    expect(result.reason).toBe(
      'the script needs arguments: --data and out. Pass them after --, as in: samerun check train.py -- --data VALUE VALUE',
    );
    expect(notes.missing.map(({ name }) => name)).toEqual(['--data', 'out']);
  });

  test('gets them', async () => {
    const { result } = await checkText(argparse, { arguments: ['--data', 'a b; $(x)', 'y'] });
    expect(result.verdict).toBe('identical');
  });

  test('may read sys.argv itself', async () => {
    const { result } = await checkText('import sys\nname = sys.argv[1]\nprint(name)\n');
    expect(result.reason).toContain('the script needs arguments: argument 1');
  });
});

describe('what is no script', () => {
  const folder = () => {
    const made = scratchFolder();
    mkdirSync(join(made, 'package'));
    writeFileSync(join(made, 'empty.py'), '');
    writeFileSync(join(made, 'weights.bin'), Buffer.from([0, 1, 2, 0, 255]));
    writeFileSync(join(made, 'notes.ipynb'), '{}');
    return made;
  };
  test.each([
    ['missing.py', 'missing.py: no such file'],
    ['package', 'package is a directory: name the script to run, or -m MODULE for a package'],
    ['weights.bin', 'weights.bin is not a Python script: it holds binary data'],
    ['empty.py', 'empty.py is empty: there is nothing to compare'],
    ['notes.ipynb', 'notes.ipynb is a notebook: export it with `jupyter nbconvert --to script` first'],
    ['empty.py/x', 'empty.py/x: no such file'],
  ])('%s', async (script, reason) => {
    const { result } = await checkIn(folder(), script);
    expect(result).toMatchObject({ verdict: 'failed', reason, runs: 0 });
  });
});

describe('the interpreter', () => {
  test('that does not exist', async () => {
    const { result } = await checkText('print(1)\n', { python: '/nowhere/python' });
    expect(result.reason).toBe(
      'no Python interpreter at /nowhere/python (--python): name another with --python',
    );
  });

  test('that is something else', async () => {
    const { result } = await checkText('print(1)\n', { python: '/bin/false' });
    expect(result.reason).toMatch(/^\/bin\/false \(--python\) does not run as Python/);
  });

  test('without torch, for a script that imports it', async () => {
    const bare = join(scratchFolder(), 'bare');
    expect(spawnSync(await testPython(), ['-m', 'venv', '--without-pip', bare]).status).toBe(0);
    const python = join(bare, 'bin/python');
    const { result } = await checkText('import torch\n', { python });
    expect(result.reason).toContain(`${python} (--python) does not have`);
    expect(result.reason).toContain('-m pip install torch');
    // A script that needs no torch runs there.
    expect(
      (await checkText('import random\nrandom.seed(1)\nrandom.random()\n', { python })).result.verdict,
    ).toBe('identical');
  });
});

describe('paths are never commands', () => {
  test.each(['with space.py', '-m.py', '$(touch x).py', "quo'te.py", 'néw.py', 'line\nbreak.py'])(
    '%j',
    async (name) => {
      const folder = scratchFolder();
      writeFileSync(join(folder, name), 'import random\nrandom.seed(1)\nprint(random.random())\n');
      const { result } = await checkIn(folder, name);
      expect(result.verdict).toBe('identical');
      expect(readdirSync(folder).filter((entry) => entry !== '__pycache__')).toEqual([name]);
    },
  );
});
