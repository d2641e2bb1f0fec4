// Which rules speak, for every way of naming them and every order of layers.
import { expect, test } from 'vitest';
import {
  codesOf,
  resolveSelection,
  type SelectionLayer,
  unknownSelector,
} from '../../server/src/selection.ts';

const rules = [
  { code: 'SR101', name: 'unseeded-python-random', defaultOn: true },
  { code: 'SR103', name: 'unseeded-torch', defaultOn: true },
  { code: 'SR301', name: 'cudnn-benchmark-enabled', defaultOn: false },
];

const cases: [what: string, layers: SelectionLayer[], enabled: string[]][] = [
  ['nothing said: the default ones', [], ['SR101', 'SR103']],
  ['a code', [{ select: ['SR301'] }], ['SR301']],
  ['a name', [{ select: ['unseeded-torch'] }], ['SR103']],
  ['a prefix', [{ select: ['SR1'] }], ['SR101', 'SR103']],
  ['ALL', [{ select: ['ALL'] }], ['SR101', 'SR103', 'SR301']],
  ['nothing at all', [{ select: [] }], []],
  ['more than the default', [{ extendSelect: ['SR301'] }], ['SR101', 'SR103', 'SR301']],
  ['less than the default', [{ ignore: ['SR103'] }], ['SR101']],
  ['the more specific wins', [{ select: ['SR101'], ignore: ['SR1'] }], ['SR101']],
  ['ignore wins at equal length', [{ select: ['ALL'], ignore: ['ALL'] }], []],
  [
    'code and name are equally specific',
    [{ select: ['unseeded-torch', 'SR301'], ignore: ['SR103'] }],
    ['SR301'],
  ],
  ['a later layer replaces', [{ select: ['SR101'] }, { select: ['SR301'] }], ['SR301']],
  ['a later layer adds', [{ select: ['SR101'] }, { extendSelect: ['SR301'] }], ['SR101', 'SR301']],
  ['a later layer removes', [{ select: ['ALL'] }, { ignore: ['SR1'] }], ['SR301']],
];

test.each(cases)('%s', (_, layers, enabled) => {
  expect([...resolveSelection(rules, layers).enabled].sort()).toEqual(enabled);
});

test('a level for a rule beats one for its prefix, whatever their order', () => {
  const selection = resolveSelection(rules, [{ severity: { SR103: 'hint', SR1: 'error' } }]);
  expect(Object.fromEntries(selection.severities)).toEqual({ SR101: 'error', SR103: 'hint' });
});

test('a selector that means no rule is undefined, and the nearest name is offered', () => {
  expect(codesOf('SR9', rules)).toBeUndefined();
  expect(codesOf('sr101', rules)).toBeUndefined();
  expect(unknownSelector('sr101', rules)).toContain('did you mean "SR101"?');
  expect(unknownSelector('x'.repeat(100_000), rules)).toContain('samerun rule lists them all');
});
