// What the user asks of the events: one serialisable value, the same in the window, the command line and saved views.

export type SortDirection = 'asc' | 'desc';

export type SortKey = {
  /** A column's id, or a way into the record (field.ts). */
  readonly column: string;
  readonly direction: SortDirection;
};

/** Milliseconds since 1970: from the first up to, but not including, the second; open where one is absent. */
export type EventRange = { readonly fromMs?: number | undefined; readonly toMs?: number | undefined };

export type EventQuery = {
  /** A text in the filter language; '' means everything. */
  readonly filter: string;
  /** Ties are broken by eventTime, then eventID, so that the order is total. */
  readonly sort: readonly SortKey[];
  /** An IANA zone name in which times without an offset are read ('UTC'). */
  readonly timeZone: string;
  /** Events without a time are in no range. */
  readonly range?: EventRange | undefined;
};

export const defaultSort: readonly SortKey[] = [{ column: 'eventTime', direction: 'desc' }];

export const everything: EventQuery = { filter: '', sort: defaultSort, timeZone: 'UTC' };
