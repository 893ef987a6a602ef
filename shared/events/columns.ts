// The one table of columns. DDL, ingestion, SQL, filter validation, grid, chooser and exports derive from it.

/** How a column's values are stored, compared and shown. */
export type ColumnType = 'timestamp' | 'text' | 'boolean' | 'integer' | 'record';

/** Where a column's value comes from. */
export type ColumnOrigin =
  | { readonly kind: 'member'; readonly path: readonly string[] } // a member of the record
  | { readonly kind: 'derived' } // computed from the record when it is read (`actor`, `eventID`, …)
  | { readonly kind: 'place' } // where the record stands: file, ordinal, number of copies
  | { readonly kind: 'record' }; // the record's own text

export type Column = {
  readonly id: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly origin: ColumnOrigin;
  /** Initial width in the grid, in CSS pixels. */
  readonly width: number;
  /** Shown in the grid unless the user chooses otherwise. */
  readonly isDefault: boolean;
  /** Offered as a facet. */
  readonly isFacet: boolean;
  /** One line for the column chooser and the filter's completion. */
  readonly description: string;
};

const member = (...path: string[]): ColumnOrigin => ({ kind: 'member', path });
const derived: ColumnOrigin = { kind: 'derived' };
const place: ColumnOrigin = { kind: 'place' };

function column(
  id: string,
  title: string,
  origin: ColumnOrigin,
  width: number,
  description: string,
  options: Partial<Pick<Column, 'type' | 'isDefault' | 'isFacet'>> = {},
): Column {
  return { id, title, origin, width, description, type: 'text', isDefault: false, isFacet: false, ...options };
}

export const columns: readonly Column[] = [
  column('eventTime', 'Time', derived, 164, 'When the call was made, in UTC in the log', {
    type: 'timestamp',
    isDefault: true,
  }),
  column('eventName', 'Event', member('eventName'), 180, 'The API action or event', { isDefault: true, isFacet: true }),
  column('eventSource', 'Service', member('eventSource'), 150, 'The service that was called', {
    isDefault: true,
    isFacet: true,
  }),
  column('actor', 'Actor', derived, 210, 'Who: user, role and session, service or root', {
    isDefault: true,
    isFacet: true,
  }),
  column('awsRegion', 'Region', member('awsRegion'), 100, 'The region that was called', {
    isDefault: true,
    isFacet: true,
  }),
  column('recipientAccountId', 'Account', member('recipientAccountId'), 115, 'The account that received the event', {
    isDefault: true,
    isFacet: true,
  }),
  column('sourceIPAddress', 'Source IP', member('sourceIPAddress'), 130, 'Where the call came from', {
    isDefault: true,
    isFacet: true,
  }),
  column('errorCode', 'Outcome', member('errorCode'), 140, 'The error code; empty where the call succeeded', {
    isDefault: true,
    isFacet: true,
  }),
  column('errorMessage', 'Error message', member('errorMessage'), 300, 'What the service said of the error'),
  column('userIdentity.type', 'Identity type', member('userIdentity', 'type'), 120, 'The kind of identity', {
    isFacet: true,
  }),
  column('userIdentity.arn', 'Identity ARN', member('userIdentity', 'arn'), 320, 'The ARN of the identity'),
  column(
    'accessKeyId',
    'Access key',
    member('userIdentity', 'accessKeyId'),
    180,
    'The access key that signed the call',
    { isFacet: true },
  ),
  column('userAgent', 'User agent', member('userAgent'), 260, 'The tool that made the call', { isFacet: true }),
  column('readOnly', 'Read only', member('readOnly'), 90, 'Whether the call only reads', {
    type: 'boolean',
    isFacet: true,
  }),
  column('eventType', 'Event type', member('eventType'), 130, 'AwsApiCall, AwsServiceEvent, AwsConsoleSignIn, …', {
    isFacet: true,
  }),
  column('eventCategory', 'Category', member('eventCategory'), 110, 'Management, Data, NetworkActivity, Insight', {
    isFacet: true,
  }),
  column('eventVersion', 'Event version', member('eventVersion'), 100, 'The version of the record format'),
  column('eventID', 'Event ID', derived, 290, 'The identifier CloudTrail gave the event'),
  column('requestID', 'Request ID', member('requestID'), 290, 'The identifier of the API request'),
  column(
    'sharedEventID',
    'Shared event ID',
    member('sharedEventID'),
    290,
    'The same in every account that got this event',
  ),
  column('copies', 'Copies', place, 80, 'In how many places the record was found', { type: 'integer' }),
  column('file', 'File', place, 360, 'The file the record was read from'),
  column('ordinal', 'Ordinal', place, 80, 'The place of the record in its file, from 0', { type: 'integer' }),
  column('record', 'Record', { kind: 'record' }, 400, 'The record as JSON text', { type: 'record' }),
];

const columnsById: ReadonlyMap<string, Column> = new Map(columns.map((entry) => [entry.id, entry]));

/** The column of that id (exact case), if there is one. */
export function findColumn(id: string): Column | undefined {
  return columnsById.get(id);
}

/** Every column id, in the order of the table. */
export const columnIds: readonly string[] = columns.map((entry) => entry.id);

/** One cell as it crosses the process boundary: timestamps are ISO 8601 in UTC with a `Z`. */
export type CellValue = string | number | boolean | null;
