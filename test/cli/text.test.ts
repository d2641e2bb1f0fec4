// How a finding looks in a terminal: every kind of line, width and place.

import { expect, test } from 'vitest';
import { createPaint } from '../../server/src/check/paint.ts';
import type { Reported } from '../../server/src/format/reported.ts';
import { formatFinding, formatStatistics, formatSummary } from '../../server/src/format/text.ts';

const paint = createPaint(false);

function reported(line: string, marked: string, more: Partial<Reported> = {}): Reported {
  const points = [...line];
  const at = [...line.slice(0, line.indexOf(marked))].length;
  return {
    code: 'SR101',
    name: 'unseeded-python-random',
    severity: 'warning',
    message: 'It draws.',
    line,
    related: [],
    fix: null,
    ...more,
    place: {
      filename: '/p/a.py',
      cell: null,
      location: { row: 7, column: at + 1 },
      end: { row: 7, column: Math.min(at + [...marked].length, points.length) + 1 },
      ...more.place,
    },
  };
}

function shown(found: Reported): string {
  return formatFinding(found, { paint, shown: (file) => file.replace('/p/', '') });
}

test('all that can be said', () => {
  const place = (filename: string, row: number) => ({
    filename,
    cell: null,
    location: { row, column: 1 },
    end: { row, column: 2 },
  });
  const found = reported('x = draw()', 'draw()', {
    related: [
      { message: 'called here', place: place('/p/a.py', 12), line: '' },
      { message: 'seeded here', place: place('/p/b.py', 3), line: '' },
    ],
    fix: { safe: false, title: 'Seed it', edits: [] },
  });
  expect(shown(found)).toBe(
    [
      'a.py:7:5 warning SR101 unseeded-python-random',
      '  It draws.',
      '7 │ x = draw()',
      '  │     ▔▔▔▔▔▔',
      '  │ line 12: called here',
      '  │ b.py:3: seeded here',
      '  ✓ Seed it (--fix --unsafe-fixes)',
      '',
    ].join('\n'),
  );
});

const excerpts: [what: string, line: string, marked: string, excerpt: string][] = [
  ['a tab is as wide as it is shown', '\tx = draw()', 'draw', '7 │     x = draw()\n  │         ▔▔▔▔'],
  [
    'ideographs take two columns',
    's = "随机"; draw()',
    'draw',
    '7 │ s = "随机"; draw()\n  │             ▔▔▔▔',
  ],
  ['emoji take two columns', '"🎲"; draw()', 'draw', '7 │ "🎲"; draw()\n  │       ▔▔▔▔'],
  ['combining marks take none', '"e\u0301"; draw()', 'draw', '7 │ "e\u0301"; draw()\n  │      ▔▔▔▔'],
  ['control characters are replaced', '"\u001b[2J"; draw()', 'draw', '7 │ "�[2J"; draw()\n  │         ▔▔▔▔'],
  ['a blank line is left out', '   ', ' ', ''],
];

test.each(excerpts)('%s', (_, line, marked, excerpt) => {
  expect(shown(reported(line, marked)).split('\n').slice(2).join('\n')).toBe(
    excerpt === '' ? '' : `${excerpt}\n`,
  );
});

test('a long line is cut around what it is about', () => {
  const lines = shown(reported(`x = [${'1, '.repeat(100)}draw(), ${'2, '.repeat(100)}]`, 'draw')).split('\n');
  expect(lines[2]).toMatch(/^7 │ ….{20}draw\(\), .*…$/);
  expect(lines[2]?.length).toBeLessThan(115);
  expect(lines[3]?.indexOf('▔')).toBe(lines[2]?.indexOf('draw'));
});

test('what goes over several lines is marked to the end of the first', () => {
  const found = reported('draw(1,', 'draw');
  const place = { ...found.place, end: { row: 9, column: 2 } };
  expect(shown({ ...found, place })).toContain('7 │ draw(1,\n  │ ▔▔▔▔▔▔▔\n');
});

test('a notebook says the cell', () => {
  const found = reported('draw()', 'draw');
  expect(shown({ ...found, place: { ...found.place, cell: 3 } })).toMatch(/^a\.py:cell 3:7:1 warning/);
});

test('the closing line counts by severity, file and fix', () => {
  const warning = reported('draw()', 'draw', { fix: { safe: true, title: '', edits: [] } });
  const error = reported('draw()', 'draw', { severity: 'error', code: 'SR001', name: 'invalid-syntax' });
  const unsafe = reported('draw()', 'draw', { fix: { safe: false, title: '', edits: [] } });
  expect(formatSummary([warning, error, unsafe], 9, paint)).toBe(
    '1 error, 2 warnings in 1 file; 1 can be fixed with --fix, 1 with --fix --unsafe-fixes.\n',
  );
  expect(formatSummary([], 1, paint)).toBe('✓ No findings in 1 file.\n');
  expect(formatStatistics([warning, error, unsafe], paint)).toBe(
    '2  SR101 unseeded-python-random\n1  SR001 invalid-syntax\n',
  );
});
