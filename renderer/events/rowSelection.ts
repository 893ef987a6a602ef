// Which rows are selected: a few stretches of them, by their places in the view, so that two million cost no more than
// two. Without any stretch the row the reader stands on is what they mean.

/** Both ends are in it. */
export type RowRange = { readonly first: number; readonly last: number };

export type RowSelection = {
  /** In order, neither touching nor overlapping. */
  readonly ranges: readonly RowRange[];
  /** From where Shift selects. */
  readonly anchor: number | undefined;
  /** Rows were picked one by one: moving on does not let go of them. */
  readonly isPicked: boolean;
};

export const noSelection: RowSelection = { ranges: [], anchor: undefined, isPicked: false };

/** After a move to a row without Shift: only rows that were picked one by one stay selected. */
export function movedTo(selection: RowSelection, row: number): RowSelection {
  return selection.isPicked ? { ...selection, anchor: row } : { ...noSelection, anchor: row };
}

/** After a move to a row with Shift: from the anchor to there, and nothing else. */
export function extendedTo(selection: RowSelection, row: number): RowSelection {
  const anchor = selection.anchor ?? row;
  const ranges = [{ first: Math.min(anchor, row), last: Math.max(anchor, row) }];
  return { ranges, anchor, isPicked: false };
}

/** With this row picked, or let go of where it was selected. */
export function toggled(selection: RowSelection, row: number): RowSelection {
  const isLetGo = hasRow(selection, row);
  const ranges = isLetGo
    ? selection.ranges.flatMap((range) => without(range, row))
    : joined([...selection.ranges, { first: row, last: row }]);
  return { ranges, anchor: row, isPicked: ranges.length > 0 };
}

export function everyRow(total: number): RowSelection {
  return total === 0 ? noSelection : { ranges: [{ first: 0, last: total - 1 }], anchor: 0, isPicked: false };
}

export function hasRow({ ranges }: RowSelection, row: number): boolean {
  return ranges.some(({ first, last }) => row >= first && row <= last);
}

export function countRows(ranges: readonly RowRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function without({ first, last }: RowRange, row: number): readonly RowRange[] {
  if (row < first || row > last) return [{ first, last }];
  return [
    { first, last: row - 1 },
    { first: row + 1, last },
  ].filter((range) => range.first <= range.last);
}

function joined(ranges: readonly RowRange[]): readonly RowRange[] {
  const result: RowRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before !== undefined && range.first <= before.last + 1) {
      result[result.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    } else result.push(range);
  }
  return result;
}
