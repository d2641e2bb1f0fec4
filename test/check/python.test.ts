// The order in which interpreters are looked for, with stand-ins that answer as Python would.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { traceFiles } from '../../server/src/check/compare-runs.ts';
import { findPython, type PythonRequest } from '../../server/src/check/python.ts';
import { openStorage } from '../../server/src/check/storage.ts';
import { scratchFolder } from './run-script.ts';

function standIn(path: string, torch: string | null, version = '3.11.7'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho '${JSON.stringify([version, torch])}'\n`);
  chmodSync(path, 0o755);
  return path;
}

/** One interpreter in every place that is looked at. */
function everywhere(): { folder: string; request: PythonRequest } {
  const folder = scratchFolder();
  for (const place of ['virtual/bin/python', 'conda/bin/python', 'work/.venv/bin/python', 'path/python3'])
    standIn(join(folder, place), '2.13.0');
  return {
    folder,
    request: {
      named: null,
      cwd: join(folder, 'work'),
      scriptFolder: null,
      needsTorch: true,
      environment: {
        VIRTUAL_ENV: join(folder, 'virtual'),
        CONDA_PREFIX: join(folder, 'conda'),
        PATH: join(folder, 'path'),
      },
    },
  };
}

describe('the interpreter is', () => {
  const found = async (change: (request: PythonRequest, folder: string) => void) => {
    const { folder, request } = everywhere();
    change(request, folder);
    const { interpreter, notices } = await findPython(request);
    return { path: interpreter.path.slice(folder.length + 1), origin: interpreter.origin, notices };
  };

  test('the one that is named, before all', async () => {
    const { path } = await found((request, folder) => {
      request.environment.SAMERUN_PYTHON = standIn(join(folder, 'own'), '2.0.0');
      request.named = standIn(join(folder, 'named'), '2.0.0');
    });
    expect(path).toBe('named');
  });

  test('SAMERUN_PYTHON, then what the editor knows', async () => {
    expect(
      (
        await found((request, folder) => {
          request.environment.SAMERUN_PYTHON = standIn(join(folder, 'own'), '2.0.0');
          request.suggested = [
            { path: standIn(join(folder, 'editor'), '2.0.0'), origin: 'Python extension' },
          ];
        })
      ).path,
    ).toBe('own');
    expect(
      await found((request, folder) => {
        request.suggested = [{ path: standIn(join(folder, 'editor'), '2.0.0'), origin: 'Python extension' }];
      }),
    ).toMatchObject({ path: 'editor', origin: 'Python extension' });
  });

  test('that of VIRTUAL_ENV, CONDA_PREFIX, .venv, PATH, in this order', async () => {
    const order = async (...gone: string[]) =>
      (
        await found((request) => {
          for (const name of gone) delete request.environment[name];
          if (gone.includes('.venv')) request.cwd = '/';
        })
      ).origin;
    expect(await order()).toBe('VIRTUAL_ENV');
    expect(await order('VIRTUAL_ENV')).toBe('CONDA_PREFIX');
    expect(await order('VIRTUAL_ENV', 'CONDA_PREFIX')).toBe('.venv');
    expect(await order('VIRTUAL_ENV', 'CONDA_PREFIX', '.venv')).toBe('PATH');
  });

  test('the next one, if one that nobody named has no torch, is old, or does not run', async () => {
    const { origin, notices } = await found((request, folder) => {
      standIn(join(folder, 'virtual/bin/python'), null);
      standIn(join(folder, 'conda/bin/python'), '2.0.0', '3.8.1');
      writeFileSync(join(folder, 'work/.venv/bin/python'), '#!/bin/sh\nexit 7\n');
      request.cwd = join(folder, 'work');
    });
    expect(origin).toBe('PATH');
    expect(notices.join('\n')).toMatch(/no torch.*\n.*older than 3\.9\n.*passed over/);
  });

  test('none, which is said with all that were tried', async () => {
    const { folder, request } = everywhere();
    for (const place of ['virtual/bin/python', 'conda/bin/python', 'work/.venv/bin/python', 'path/python3'])
      standIn(join(folder, place), null);
    await expect(findPython(request)).rejects.toThrow(
      /^the script imports torch, and no Python interpreter here has it: .*VIRTUAL_ENV.*PATH/,
    );
    await expect(findPython({ ...request, environment: { PATH: '' }, cwd: '/' })).rejects.toThrow(
      /^no Python interpreter found/,
    );
  });
});

test('runs are kept in a private folder of the cache, and two checks share none', async () => {
  const cache = scratchFolder();
  const open = () => openStorage(null, '/', null, { XDG_CACHE_HOME: cache });
  const [one, other] = [await open(), await open()];
  expect(one.directory.startsWith(join(cache, 'samerun/runs/check-'))).toBe(true);
  expect(one.directory).not.toBe(other.directory);
  await Promise.all([one.dispose(), other.dispose()]);
});

test('a folder of traces that is a link is not followed', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere/r0.main.srt'), 'SAMERUN1');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'trace'));
  expect((await traceFiles({ directory: folder, root: null })).size).toBe(0);
  expect((await traceFiles({ directory: join(folder, 'nowhere'), root: null })).size).toBe(0);
});
