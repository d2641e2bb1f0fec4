// The report as a page: what it shows, and that nothing a script wrote can act in it.
import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../server/src/check/html/report-html.ts';
import type { CheckReport } from '../../server/src/check/result.ts';

const HOSTILE = `</style></pre><script>alert(1)</script><img src=x onerror=alert(1)>"'&javascript:\u202e\u0000\u001b[31m`;

function report(text: string): CheckReport {
  const cause = {
    class: 'unseeded-draw' as const,
    filename: `/project/${text}.py`,
    row: 2,
    rule: 'SR101',
    confirmed: true,
    explanation: `It says \`${text}\`.`,
  };
  const link = { filename: cause.filename, row: 2, step: 0, kind: 'draw', name: text, a: text, b: '1' };
  return {
    result: {
      version: 1,
      verdict: 'diverged',
      reason: text,
      runs: 2,
      steps: 3,
      level: 'ops',
      device: text,
      ends: [{ run: 1, rank: 0, kind: 'step-limit', code: 0 }],
      compared: { draws: 1, batches: 0, ops: 2, parameters: 0, metrics: 3, lines: 0 },
      first_divergence: {
        filename: cause.filename,
        row: 1,
        end_row: 1,
        step: 0,
        rank: 0,
        worker: null,
        kind: 'draw',
        name: text,
        a: text,
        b: text,
      },
      cause,
      annotations: [],
      metrics: {
        [`loss ${text}`]: { steps: [0, 1, 2, 3], a: [1, 2, null, 4], b: [1, 2.5, 3, 4e9] },
        empty: { steps: [0], a: [null], b: [null] },
      },
      cost: { plain_s: 1, traced_s: 2 },
      causes: [{ ...cause, fix: { title: text, safe: true }, advice: text }],
      proof: { verdict: 'identical', reason: null, runs: 2, steps: 3 },
    },
    notes: {
      script: text,
      limited: true,
      notices: [text],
      missing: [],
      chain: { links: [link, link], leftOut: 1 },
      strip: {
        stepsPerCell: 1,
        layers: [
          { name: text, outputs: '112', gradients: null, parameters: '022' },
          { name: 'head', outputs: '122', gradients: '012', parameters: null },
        ],
      },
    },
  };
}

const page = (text: string) =>
  reportHtml(report(text), { cwd: '/project', lines: () => [`x = 1  # ${text}`, text], nonce: 'n0nce' });

describe('a page', () => {
  const html = page('train');

  test('shows verdict, cause, both values, source, growth, the way to the loss, layers and cost', () => {
    for (const part of [
      '<span class="bad">diverged</span>',
      'over the first 3 optimizer steps, 2 runs',
      'confirmed by intervention',
      '<code>train.py:2</code>',
      'x = 1  # train',
      'Fix this line and 3 steps are bit-identical.',
      '|A − B| of loss train, logarithmic',
      '1 more lines that differ on the way',
      'aria-label="head outputs: differs in 2 of 3"',
      'A traced run',
      '2.0 s',
    ])
      expect(html).toContain(part);
  });

  test('needs no network and allows nothing but its own style', () => {
    expect(html).not.toMatch(/https?:|src=|@import|url\(/);
    expect(html).toContain(
      `content="default-src 'none'; style-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<[^>]+\sstyle=/);
  });

  test('draws what is missing or not a number of a plot nowhere', () => {
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test('has every tag closed', () => {
    const open: string[] = [];
    for (const [, slash, name, self] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
      if (['meta', 'br'].includes(name!) || self) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });
});

test('a page says that nothing reached a result, and does not speak of a way to the loss', () => {
  const { result, notes } = report('train');
  const stayed = 'What differs stayed where it was: the gradients are the same in both runs.';
  const metrics = { loss: { steps: [0, 1], a: [1, 2], b: [1, 2] } };
  const options = { cwd: '/project', lines: () => null, nonce: 'n' };
  const html = reportHtml({ result: { ...result, metrics }, notes: { ...notes, stayed } }, options);
  expect(html).toContain(`<p class="good">${stayed}</p>`);
  expect(html).toContain('Where the difference went');
  expect(html).not.toMatch(/to the loss|No loss or metric differs/);
  const plain = reportHtml({ result: { ...result, metrics }, notes }, options);
  expect(plain).toMatch(/No loss or metric differs/);
});

test('text of a script stays text, wherever it stands', () => {
  const [kind, hostile] = [page('train'), page(HOSTILE)];
  const tags = (html: string) => [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([tag]) => tag).sort();
  expect(tags(hostile)).toEqual(tags(kind));
  expect(hostile).not.toMatch(/[\u0000\u001b\u202e]/);
  // What is left of the tags once their quoted values are gone.
  const bare = hostile.replace(/"[^"]*"/g, '""');
  expect(bare).not.toMatch(/<[^>]*\s(?:on\w+|src|href|style)=/i);
});

test('a script that did not run has a page too', () => {
  const empty = report('x');
  const { causes, proof, ...result } = empty.result;
  const html = reportHtml(
    {
      result: {
        ...result,
        verdict: 'failed',
        runs: 0,
        first_divergence: null,
        cause: null,
        metrics: {},
        ends: [],
      },
      notes: { script: 'train.py', limited: false, notices: [], missing: [] },
    },
    { cwd: '/project', lines: () => null, nonce: 'n' },
  );
  expect(html).toContain('<span class="bad">failed</span>');
  expect([causes, proof].every(Boolean)).toBe(true);
});
