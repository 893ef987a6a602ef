// What the window shows, as one serialisable value: it could be put in a URL, and that is the test of what belongs
// here. Rows, workspaces and jobs do not.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { columns } from '../../shared/events/columns.ts';
import { everything, type EventQuery } from '../../shared/events/query.ts';

export type ViewName = 'events' | 'streams' | 'sql' | 'problems';

export type GridColumn = { readonly id: string; readonly width: number };

export type StreamKey = { readonly account: string; readonly region: string; readonly name: string };

export type ViewState = {
  readonly view: ViewName;
  readonly query: EventQuery;
  /** The grid's columns, in order, with widths in CSS pixels. */
  readonly columns: readonly GridColumn[];
  /** The event the reader stands on. */
  readonly eventId: number | undefined;
  readonly isDetailOpen: boolean;
  readonly detailTab: 'summary' | 'json';
  /** What the reader dragged a pane to, in percent of the room it shares. */
  readonly panes: { readonly detail?: number | undefined; readonly sqlEditor?: number | undefined };
  readonly stream: StreamKey | undefined;
  readonly problems: { readonly level: 'all' | 'error' | 'info'; readonly kind: string | undefined };
  readonly sql: string;
};

export type ViewStore = StoreApi<ViewState>;

export const defaultColumns: readonly GridColumn[] = columns
  .filter((column) => column.isDefault)
  .map(({ id, width }) => ({ id, width }));

export const initialView: ViewState = {
  view: 'events',
  query: everything,
  columns: defaultColumns,
  eventId: undefined,
  isDetailOpen: false,
  detailTab: 'summary',
  panes: {},
  stream: undefined,
  problems: { level: 'all', kind: undefined },
  sql: 'SELECT eventName, count(*) AS events\nFROM events\nGROUP BY eventName\nORDER BY events DESC',
};

export function createViewStore(initial: Partial<ViewState> = {}): ViewStore {
  return createStore<ViewState>(() => ({ ...initialView, ...initial }));
}

/** Forgets what belongs to the workspace that was left; the reader's own choices (columns, zone, sort) stay. */
export function leaveWorkspace(state: ViewState): Partial<ViewState> {
  return {
    query: { ...state.query, filter: '' },
    eventId: undefined,
    isDetailOpen: false,
    stream: undefined,
    problems: initialView.problems,
  };
}
