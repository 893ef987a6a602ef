// What the window shows, as one serialisable value: it could be put in a URL, and that is the test of what belongs
// here. Rows, workspaces and jobs do not.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { columns } from '../../shared/events/columns.ts';
import { everything, type EventQuery } from '../../shared/events/query.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { StateRef } from '../../shared/firehose/presented.ts';

export type ViewName = 'events' | 'streams' | 'sql' | 'problems';

/** `id` is that of a column, or a way into the record (shared/events/field.ts); widths are in CSS pixels. */
export type GridColumn = {
  readonly id: string;
  readonly width: number;
  readonly pinned?: 'left' | 'right' | undefined;
};

export type StreamFilter = 'all' | 'gaps' | 'refusals' | 'deleted';
export type StreamOrder = 'place' | 'name' | 'changed' | 'severity' | 'versions';

export type StreamTab = 'changes' | 'side-by-side' | 'blame' | 'configuration' | 'request';

/** What is open over the views. A source is named where its choice is changed. */
export type OpenDialog =
  | {
      readonly kind: 's3' | 'eventHistory';
      readonly where: 'new' | 'add';
      readonly sourceId?: number;
    }
  | { readonly kind: 'cache' | 'accountNames' }
  | { readonly kind: 'pasteView'; readonly text: string };

/** Two states of a stream; `to` stands alone for it and the version before it. */
export type Compared = { readonly from?: StateRef; readonly to: StateRef };

export type ViewState = {
  readonly view: ViewName;
  readonly query: EventQuery;
  /** The range of time as the reader typed or chose it; `query.range` is what it meant then. Empty for all time. */
  readonly time: string;
  /** The saved view that was opened last; what has changed since is seen by comparing. */
  readonly viewName: string | undefined;
  /** The fields offered as facets, in order. */
  readonly facets: readonly string[];
  readonly areFacetsShown: boolean;
  /** The grid's columns, in order. */
  readonly columns: readonly GridColumn[];
  /** The event the reader stands on. */
  readonly eventId: number | undefined;
  readonly isDetailOpen: boolean;
  readonly detailTab: 'summary' | 'json' | 'related';
  /** What the reader dragged a pane to, in percent of the room it shares. */
  readonly panes: {
    readonly detail?: number | undefined;
    readonly facets?: number | undefined;
    readonly sqlEditor?: number | undefined;
    readonly streamList?: number | undefined;
    readonly versions?: number | undefined;
  };
  /** A second event, marked to be compared with the one the reader stands on. */
  readonly otherEventId: number | undefined;
  /** The two are compared. */
  readonly isComparing: boolean;
  /** Which streams are listed, and how. */
  readonly streamList: { readonly text: string; readonly filter: StreamFilter; readonly order: StreamOrder };
  readonly stream: StreamKey | undefined;
  /** What is compared of the stream; without it the last version with the one before it. */
  readonly compared: Compared | undefined;
  readonly streamTab: StreamTab;
  /** How far down its tab the reader was, in CSS pixels: only set on the way back. */
  readonly tabScroll: number;
  /** Which fields are blamed, on the call that changed them or on the one that stated them. */
  readonly blame: { readonly text: string; readonly call: 'changedBy' | 'setBy' };
  /** Changes that say nothing a reader needs are shown, too. */
  readonly isNoiseShown: boolean;
  /** Where the reader came from, the last place last. */
  readonly back: readonly Place[];
  readonly problems: { readonly level: 'all' | 'error' | 'info'; readonly kind: string | undefined };
  readonly sql: string;
  readonly dialog: OpenDialog | undefined;
};

/** What it takes to come back to where a link was followed. */
export type Place = Pick<
  ViewState,
  | 'view'
  | 'query'
  | 'time'
  | 'viewName'
  | 'eventId'
  | 'isDetailOpen'
  | 'stream'
  | 'compared'
  | 'streamTab'
  | 'tabScroll'
> & {
  /** For people: `orders-to-lake`, `the event`. */
  readonly title: string;
};

export type ViewStore = StoreApi<ViewState>;

/** What is asked first comes first: beside an open detail there is room for four. */
const defaultOrder = ['eventTime', 'eventName', 'actor', 'errorCode', 'sourceIPAddress', 'awsRegion'];

export const defaultColumns: readonly GridColumn[] = columns
  .filter((column) => column.isDefault)
  .map(({ id, width }) => ({ id, width }))
  .toSorted((a, b) => rank(a.id) - rank(b.id));

function rank(id: string): number {
  const index = defaultOrder.indexOf(id);
  return index === -1 ? defaultOrder.length : index;
}

/** Those that answer most questions; others can be added. */
export const defaultFacets: readonly string[] = [
  'eventName',
  'actor',
  'recipientAccountId',
  'awsRegion',
  'errorCode',
  'eventSource',
  'sourceIPAddress',
  'readOnly',
];

export const initialView: ViewState = {
  view: 'events',
  query: everything,
  time: '',
  viewName: undefined,
  facets: defaultFacets,
  areFacetsShown: true,
  columns: defaultColumns,
  eventId: undefined,
  isDetailOpen: false,
  detailTab: 'summary',
  panes: {},
  otherEventId: undefined,
  isComparing: false,
  streamList: { text: '', filter: 'all', order: 'place' },
  stream: undefined,
  compared: undefined,
  streamTab: 'changes',
  tabScroll: 0,
  blame: { text: '', call: 'changedBy' },
  isNoiseShown: false,
  back: [],
  problems: { level: 'all', kind: undefined },
  sql: 'SELECT eventName, count(*) AS events\nFROM events\nGROUP BY eventName\nORDER BY events DESC',
  dialog: undefined,
};

export function createViewStore(initial: Partial<ViewState> = {}): ViewStore {
  return createStore<ViewState>(() => ({ ...initialView, ...initial }));
}

/** Forgets what belongs to the workspace that was left; the reader's own choices (columns, zone, sort) stay. */
export function leaveWorkspace(state: ViewState): Partial<ViewState> {
  return {
    query: { ...state.query, filter: '', range: undefined },
    time: '',
    viewName: undefined,
    eventId: undefined,
    isDetailOpen: false,
    otherEventId: undefined,
    isComparing: false,
    streamList: { ...initialView.streamList, order: state.streamList.order },
    stream: undefined,
    compared: undefined,
    blame: { ...state.blame, text: '' },
    back: [],
    problems: initialView.problems,
    dialog: undefined,
  };
}
