// A saved view and what is shown, one made of the other.
import { readField } from '../../shared/events/field.ts';
import { isTimeZone } from '../../shared/filter/time.ts';
import type { SavedView } from '../../shared/ipc/contract.ts';
import type { AppState } from '../state/appState.ts';
import { withTime } from '../state/timeRange.ts';
import { defaultColumns, defaultFacets, type ViewState } from '../state/view.ts';
import { changedParts } from '../state/viewParts.ts';

export function presentView({ query, time, columns, facets }: ViewState, name: string): SavedView {
  return {
    name,
    filter: query.filter,
    time,
    timeZone: query.timeZone,
    sort: query.sort.map((key) => ({ ...key })),
    columns: columns.map((column) => ({ ...column })),
    facets: [...facets],
  };
}

/** What a saved view makes of the present one. What it does not say stays as it is. */
export function shownView(state: AppState, saved: SavedView): Partial<ViewState> {
  const present = state.view.getState();
  const columns = saved.columns.filter(({ id }) => readField(id));
  const timeZone = isTimeZone(saved.timeZone) ? saved.timeZone : present.query.timeZone;
  const query = { filter: saved.filter, sort: saved.sort, timeZone };
  return {
    // A time that cannot be read is none.
    ...withTime(state, { time: '', query }, saved.time),
    view: 'events',
    columns: columns.length > 0 ? columns : defaultColumns,
    facets: saved.facets?.filter((id) => readField(id)) ?? defaultFacets,
    viewName: saved.name === '' ? undefined : saved.name,
  };
}

/** Whether what is shown is no longer what was saved. Widths of columns are not worth a word. */
export function isChanged(saved: SavedView, present: ViewState): boolean {
  const parts = changedParts(
    {
      query: { filter: saved.filter, sort: saved.sort, timeZone: saved.timeZone },
      time: saved.time,
      columns: saved.columns,
      facets: saved.facets ?? present.facets,
    },
    present,
  );
  return parts.some((part) => part !== 'column widths');
}

/** `errorCode:AccessDenied · last 7 days`: what tells a view from others. */
export function viewSummary({ filter, time }: SavedView): string {
  return [filter === '' ? 'Every event' : filter, time].filter((part) => part !== '').join(' · ');
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** By name; one of the same name gives way. */
export function withView(views: readonly SavedView[], added: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== added.name), added].toSorted((a, b) =>
    collator.compare(a.name, b.name),
  );
}
