// What of the view counts as the reader's own setting of it: it is undone, saved and compared by these parts.
import type { GridColumn, ViewState } from './view.ts';

export type Snapshot = Pick<ViewState, 'query' | 'time' | 'columns' | 'facets' | 'viewName'>;

export type ViewPart = 'filter' | 'time range' | 'time zone' | 'sort order' | 'columns' | 'column widths' | 'facets';

export function snapshotOf({ query, time, columns, facets, viewName }: ViewState): Snapshot {
  return { query, time, columns, facets, viewName };
}

type Compared = Pick<Snapshot, 'query' | 'time' | 'columns' | 'facets'>;

/** What differs for a reader. A range that only moved along with the clock does not. */
export function changedParts(before: Compared, after: Compared): readonly ViewPart[] {
  const parts: ViewPart[] = [];
  if (before.query.filter !== after.query.filter) parts.push('filter');
  const isSameZone = before.query.timeZone === after.query.timeZone;
  if (!isSameZone) parts.push('time zone');
  // Another zone writes the same range in another way.
  if (before.time !== after.time && (isSameZone || !isSameRange(before, after))) parts.push('time range');
  if (!isSame(before.query.sort, after.query.sort)) parts.push('sort order');
  if (!isSame(before.columns.map(withoutWidth), after.columns.map(withoutWidth))) parts.push('columns');
  else if (!isSame(before.columns, after.columns)) parts.push('column widths');
  if (!isSame(before.facets, after.facets)) parts.push('facets');
  return parts;
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

function withoutWidth({ id, pinned }: GridColumn): unknown {
  return [id, pinned];
}

function isSameRange({ query: before }: Compared, { query: after }: Compared): boolean {
  return before.range?.fromMs === after.range?.fromMs && before.range?.toMs === after.range?.toMs;
}

/** `filter and time range`. */
export function partsText(parts: readonly ViewPart[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts);
}
