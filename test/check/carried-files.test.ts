// Which files carry state from one run into the next, by what the runs did to files and when.
import { describe, expect, test } from 'vitest';
import { carriedFiles } from '../../server/src/check/causes/carried-state.ts';
import { type Files, parseFiles } from '../../server/src/check/run-files.ts';

const files = (seen: Partial<Files>): Files => ({ ...parseFiles(null), ...seen });
/** The earlier run lasted from second 10 to second 20. */
const carried = (earlier: Partial<Files>, later: Partial<Files>) =>
  carriedFiles(files(earlier), files(later), [10_000, 20_000]);

describe('a file that the later run read is carried', () => {
  test('where the earlier one changed it unseen', () => {
    expect(carried({ changed_unseen: ['/p/count'] }, { read: ['/p/count'] })).toEqual(['/p/count']);
    expect(carried({ changed_unseen: ['/p/count'] }, { read: ['/p/other'] })).toEqual([]);
  });

  test('where another program changed it meanwhile', () => {
    const at = (second: number) => carried({}, { read: ['/t/cache'], changed_at: { '/t/cache': second } });
    expect([at(15), at(5), at(25)]).toEqual([['/t/cache'], [], []]);
  });

  test('where the earlier one made it, it was taken away, and an archive brought it back as old as it was', () => {
    const made = { written: ['/p/best.pt'], created: ['/p/best.pt'] };
    const read = (second: number) => ({ read: ['/p/best.pt'], changed_at: { '/p/best.pt': second } });
    expect(carried(made, read(15))).toEqual(['/p/best.pt']);
    expect(carried({ ...made, created: [], layered: ['/p/best.pt'] }, read(15))).toEqual(['/p/best.pt']);
    // Made anew by the later run.
    expect(carried(made, read(25))).toEqual([]);
  });
});

test('a file that the earlier run changed and that was put back is not carried', () => {
  const later = { read: ['/p/log'], changed_at: { '/p/log': 15 } };
  expect(carried({ written: ['/p/log'], kept: ['/p/log'] }, later)).toEqual([]);
});
