// What a check keeps and how far it may be trusted: no secret in it, no damage unseen, nothing shared with another check.
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { compareRecords } from '../../server/src/check/compare-records.ts';
import { reportHtml } from '../../server/src/check/html/report-html.ts';
import { reportJson } from '../../server/src/check/report-json.ts';
import { reportText } from '../../server/src/check/report-text.ts';
import { createSourceText } from '../../server/src/check/source-text.ts';
import { checkIn, checkText, scratchFolder } from './run-script.ts';

describe('secrets of the script', () => {
  const ofEnvironment = 'hunter-of-environment';
  const ofArguments = 'hunter-of-arguments';
  const ofFiles = 'hunter-of-files';
  const ofPrograms = 'hunter-of-programs';
  const text = `
import argparse, os, random, subprocess, sys
parser = argparse.ArgumentParser()
parser.add_argument("--token")
given = parser.parse_args().token
own = os.environ["SECRET_OF_TEST"]
stored = open("credentials").read()
words = [sys.executable, "-S", "-c", "import sys; print(sys.argv[1])", given[:10] + "programs"]
answer = subprocess.run(words, capture_output=True, text=True).stdout
random.seed(os.getpid())
print(len(own + given + stored + answer), random.random(), flush=True)
`;

  test.each([
    ['when runs part', text, 'diverged'],
    ['when the script fails', `${text}raise ValueError("at the end")\n`, 'failed'],
  ])('are nowhere in what is kept and told %s', async (_, script, verdict) => {
    vi.stubEnv('SECRET_OF_TEST', ofEnvironment);
    const folder = scratchFolder();
    writeFileSync(join(folder, 'train.py'), script);
    writeFileSync(join(folder, 'credentials'), ofFiles);
    const [record, storage] = [join(scratchFolder(), 'record'), scratchFolder()];
    const given = ['--token', ofArguments];
    const report = await checkIn(folder, 'train.py', { arguments: given, record, storage });
    vi.unstubAllEnvs();
    expect(report.result.verdict).toBe(verdict);
    const { lines } = createSourceText();
    const told = [
      reportText(report, { colour: false, width: 100, cwd: folder, lines }),
      reportJson(report),
      reportHtml(report, { cwd: folder, lines, nonce: 'n' }),
    ];
    const kept = [record, storage].filter((path) => existsSync(path)).flatMap(contents);
    for (const one of [...told, ...kept])
      for (const secret of [ofEnvironment, ofArguments, ofFiles, ofPrograms])
        expect(one).not.toContain(secret);
  });

  function contents(path: string): string[] {
    return filesBelow(path).map((file) => readFileSync(file, 'latin1'));
  }
});

test('a record that was damaged anywhere never compares as identical', async () => {
  const record = join(scratchFolder(), 'record');
  const folder = scratchFolder();
  const seeded =
    'import random\nrandom.seed(1)\nfor _ in range(99):\n    random.random()\n    random.gauss(0, 1)\n';
  await checkText(seeded, { record });
  const sides = ['whole', 'damaged'].map((name) => join(folder, name));
  for (const side of sides) cpSync(record, side, { recursive: true });
  const [whole, damaged] = sides as [string, string];
  expect((await compareRecords(whole, damaged, folder)).report.result.verdict).toBe('identical');
  const path = join(damaged, 'run-1/trace/r0.main.srt');
  const bytes = readFileSync(path);
  const verdicts = new Map<string, number>();
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 97)) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1 << (at % 8);
    const cut = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (at % 60))]);
    for (const mutant of [flipped, cut, bytes.subarray(0, at)]) {
      writeFileSync(path, mutant);
      const { verdict, reason } = (await compareRecords(whole, damaged, folder)).report.result;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (verdict === 'inconclusive') expect(reason).toMatch(/lost|no trace|nothing/);
    }
  }
  expect(verdicts.get('identical')).toBeUndefined();
  expect(verdicts.get('inconclusive')).toBeGreaterThan(250);
});

test('two checks of one script at once share no file and disturb each other in nothing', async () => {
  const [folder, storage] = [scratchFolder(), scratchFolder()];
  const go = join(scratchFolder(), 'go');
  writeFileSync(
    join(folder, 'train.py'),
    `import os, random, sys, time
while not os.path.exists(sys.argv[1]):
    time.sleep(0.05)
random.seed(1)
print(random.random())
`,
  );
  const both = [1, 2].map(() => checkIn(folder, 'train.py', { storage, arguments: [go] }));
  let folders: string[] = [];
  while (folders.length < 2) {
    await sleep(50);
    const runs = join(storage, 'runs');
    const checks = existsSync(runs) ? readdirSync(runs) : [];
    folders = checks.map((name) => join(runs, name)).filter((path) => existsSync(join(path, 'run-1/trace')));
  }
  const [one, other] = folders.map((path) => new Set(filesBelow(path).map((file) => statSync(file).ino)));
  expect(one!.size).toBeGreaterThan(2);
  expect([...one!].filter((inode) => other!.has(inode))).toEqual([]);
  writeFileSync(go, '');
  for (const { result } of await Promise.all(both)) expect(result.verdict).toBe('identical');
});

function filesBelow(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
