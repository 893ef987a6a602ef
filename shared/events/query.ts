// What the user asks of the events: one serialisable value, the same in the window, the command line and saved views.

export type SortDirection = 'asc' | 'desc';

export type SortKey = {
  readonly column: string;
  readonly direction: SortDirection;
};

export type EventQuery = {
  /** A text in the filter language; '' means everything. */
  readonly filter: string;
  /** Ties are broken by eventTime, then eventID, so that the order is total. */
  readonly sort: readonly SortKey[];
  /** An IANA zone name in which times without an offset are read ('UTC'). */
  readonly timeZone: string;
};

export const defaultSort: readonly SortKey[] = [{ column: 'eventTime', direction: 'desc' }];

export const everything: EventQuery = { filter: '', sort: defaultSort, timeZone: 'UTC' };
