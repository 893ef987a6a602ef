// What can be done with a value of an event: narrow the filter, start a new one, make a column.
import { withColumn } from '../../shared/events/columnList.ts';
import { fieldAt } from '../../shared/events/field.ts';
import { fieldEquals, printFilter, type FilterValue } from '../../shared/filter/print.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { eventsOf, follow } from '../state/travel.ts';
import type { ViewState } from '../state/view.ts';

/** Longer texts make filters that nobody reads, and one day one that is refused. */
const longestInFilter = 4000;

export function canFilterBy(value: FilterValue): boolean {
  return typeof value !== 'string' || value.length <= longestInFilter;
}

/** What the events of a filter of its own are called, for values by which people follow a trace. */
const allNames: Readonly<Record<string, string>> = {
  actor: 'Everything by this actor',
  accessKeyId: 'Everything with this access key',
  sourceIPAddress: 'Everything from this source IP',
  requestID: 'Everything of this request',
  sharedEventID: 'Everything of this shared event',
  eventID: 'Everything with this event ID',
  recipientAccountId: 'Everything in this account',
  'userIdentity.arn': 'Everything by this identity',
  'userIdentity.principalId': 'Everything by this principal',
  'userIdentity.sessionContext.sessionIssuer.arn': 'Everything through this role',
  userAgent: 'Everything by this agent',
  vpcEndpointId: 'Everything through this endpoint',
};

export function allName(path: readonly string[]): string {
  return allNames[path.join('.')] ?? 'All events with this value here';
}

export function onlyFilter(path: readonly string[], value: FilterValue): string {
  return fieldEquals(path, value);
}

/** The filter that finds a text wherever it stands in a record. */
export function textFilter(text: string): string {
  return printFilter({ kind: 'text', pattern: [text], from: 0, to: 0 });
}

/** Shows the events of another filter, of all times, with the way back to what was shown. */
export function shownWith(state: ViewState, title: string, filter: string): Partial<ViewState> {
  return follow(state, title, eventsOf(state, filter));
}

export function useShowOnly(): (filter: string) => void {
  const update = useUpdateView();
  return (filter) => update((state) => shownWith(state, 'the events before', filter));
}

type ColumnOffer = { readonly isShown: boolean; readonly add: () => void };

/** Puts a field at the end of the grid's columns. */
export function useColumnOffer(path: readonly string[]): ColumnOffer {
  const update = useUpdateView();
  const { id } = fieldAt(path);
  const isShown = useView(({ columns }) => columns.some((shown) => shown.id === id));
  return { isShown, add: () => update(({ columns }) => ({ columns: withColumn(columns, id) })) };
}
