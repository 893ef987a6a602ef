import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  countRows,
  everyRow,
  extendedTo,
  hasRow,
  movedTo,
  noSelection,
  toggled,
  type RowSelection,
} from '../../renderer/events/rowSelection.ts';

const ranges = ({ ranges: found }: RowSelection) => found.map(({ first, last }) => `${first}-${last}`).join(' ');

test('Shift selects from the anchor, whichever way', () => {
  const started = movedTo(noSelection, 5);
  expect(ranges(extendedTo(started, 9))).toBe('5-9');
  expect(ranges(extendedTo(extendedTo(started, 9), 2))).toBe('2-5');
  expect(ranges(movedTo(extendedTo(started, 9), 3))).toBe('');
});

test('rows that were picked one by one stay until they are let go of', () => {
  const picked = toggled(movedTo(toggled(noSelection, 2), 7), 7);
  expect(ranges(picked)).toBe('2-2 7-7');
  expect(ranges(movedTo(picked, 9))).toBe('2-2 7-7');
  expect(toggled(toggled(picked, 2), 7)).toMatchObject({ ranges: [], isPicked: false });
  // One row out of many leaves the others.
  expect(ranges(toggled(everyRow(10), 4))).toBe('0-3 5-9');
});

test('a whole view costs one range', () => {
  expect(everyRow(2_310_551).ranges).toHaveLength(1);
  expect(countRows(everyRow(2_310_551).ranges)).toBe(2_310_551);
  expect(everyRow(0)).toEqual(noSelection);
});

test('picking is as good as a set of rows, in ranges that neither touch nor overlap', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 });
  fc.assert(
    fc.property(rows, (picks) => {
      const set = new Set<number>();
      let selection = noSelection;
      for (const row of picks) {
        selection = toggled(selection, row);
        if (!set.delete(row)) set.add(row);
      }
      expect(countRows(selection.ranges)).toBe(set.size);
      for (let row = 0; row <= 12; row += 1) expect(hasRow(selection, row)).toBe(set.has(row));
      for (const [index, { first }] of selection.ranges.entries()) {
        if (index > 0) expect(first).toBeGreaterThan((selection.ranges[index - 1]?.last ?? 0) + 1);
      }
    }),
  );
});
