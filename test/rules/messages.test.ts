// What findings say: the words of the message, and of each place that is related to it, with its row.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check, rowOf } from './run-rules.ts';

/** The message of each finding of a rule, in the order of the text, and `row: message` of what is related to it. */
function said(code: string, text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return check(text, undefined, files)
    .findings.filter((finding) => finding.code === code)
    .sort((a, b) => a.span.start - b.span.start)
    .flatMap(({ message, related }) => [
      message,
      ...related.map(({ span, message: more }) => {
        const here = span.file === 'script.py';
        return `  ${here ? '' : `${span.file} `}${rowOf(files[span.file] ?? text, span.start)}: ${more}`;
      }),
    ]);
}

const folder = new URL('messages/', import.meta.url);

/** A file for each family of rules; scripts under `# === SR000 title`, and after each, `#> ` says what is said of it. */
for (const file of readdirSync(folder).sort()) {
  const scripts = readFileSync(new URL(file, folder), 'utf8')
    .split(/^# === /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const text = lines.filter((line) => !line.startsWith('#>')).join('\n');
      const wanted = lines.filter((line) => line.startsWith('#>')).map((line) => line.slice('#> '.length));
      return [title, text, wanted] as const;
    });

  describe(file, () => {
    test.each(scripts)('%s', (title, text, wanted) => {
      expect(said(title.slice(0, 'SR000'.length), text)).toEqual(wanted);
    });
  });
}

test('a draw in another file is named with it', () => {
  const files = { 'net.py': 'import torch\n\n\ndef build():\n    return torch.nn.Linear(2, 2)\n' };
  expect(said('SR103', 'from net import build\nbuild()\n', files)).toEqual([
    "`torch.nn.Linear` in net.py draws its initial weights from torch's default generator, which nothing seeds: two runs get other numbers.",
    '  net.py 5: the draw is here',
  ]);
});

test('a line of another file that draws twice is named once', () => {
  const files = {
    'data.py': 'import random\n\n\ndef pair():\n    return random.random(), random.random()\n',
  };
  expect(said('SR101', 'from data import pair\npair()\npair()\n', files).slice(0, 2)).toEqual([
    "`random.random` in data.py draws from Python's `random`, which nothing seeds: two runs get other numbers.",
    '  data.py 5: the draw is here',
  ]);
  expect(said('SR101', 'from data import pair\npair()\n', files)).toHaveLength(2);
});

test('a seed in the main guard of an imported file is none that this run passes over', () => {
  const files = {
    'net.py':
      'import torch\n\n\ndef build():\n    return torch.nn.Linear(2, 2)\n\n\nif __name__ == "__main__":\n    torch.manual_seed(1)\n    build()\n',
  };
  const script = 'from net import build\nbuild()\n';
  expect(said('SR114', script, files)).toEqual([]);
  expect(said('SR103', script, files).slice(0, 1)).toEqual([
    "`torch.nn.Linear` in net.py draws its initial weights from torch's default generator, which nothing seeds: two runs get other numbers.",
  ]);
});

test('a file of a folder is named without it', () => {
  const files = { 'a/net.py': 'import torch\nx = torch.rand(1)\n' };
  expect(said('SR103', 'import a.net\n', files)).toEqual([
    "`torch.rand` in net.py draws from torch's default generator: seed it in the script that runs this file.",
    '  a/net.py 2: the draw is here',
  ]);
});
