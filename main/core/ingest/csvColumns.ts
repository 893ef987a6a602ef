// The columns of CSV listings of CloudTrail events, found by name in any order: CloudTrail Lake, the event history of
// the console, CloudWatch Logs Insights, Athena, log shippers.
import { parseCsvRow } from './csvRow.ts';

/** Columns that hold a whole record as JSON. */
const wholeColumns: ReadonlySet<string> = new Set([
  'eventjson',
  'cloudtrailevent',
  'event',
  'message',
  'raw',
  'record',
  'rawevent',
  'eventdata',
]);

/** Where the console's columns, and spellings that differ from the record's, stand in a record. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  username: ['userIdentity', 'userName'],
  awsaccesskey: ['userIdentity', 'accessKeyId'],
  accesskeyid: ['userIdentity', 'accessKeyId'],
  accesskey: ['userIdentity', 'accessKeyId'],
  useridentitytype: ['userIdentity', 'type'],
  useridentityarn: ['userIdentity', 'arn'],
  useridentityusername: ['userIdentity', 'userName'],
  useridentityaccountid: ['userIdentity', 'accountId'],
  useridentityprincipalid: ['userIdentity', 'principalId'],
  useridentityaccesskeyid: ['userIdentity', 'accessKeyId'],
  region: ['awsRegion'],
  sourceip: ['sourceIPAddress'],
  accountid: ['recipientAccountId'],
  resourcetype: ['resources', 'type'],
  resourcename: ['resources', 'resourceName'],
};

const members = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'readOnly',
  'resources',
  'eventType',
  'apiVersion',
  'managementEvent',
  'recipientAccountId',
  'sharedEventID',
  'annotation',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'serviceEventDetails',
  'addendum',
  'edgeDeviceDetails',
  'insightDetails',
  'eventCategory',
  'eventContext',
  'tlsDetails',
  'sessionCredentialFromConsole',
] as const;

const memberPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ...members.map((name): [string, readonly string[]] => [name.toLowerCase(), [name]]),
  ...Object.entries(otherNames),
]);

/** Members that a record has and a summary has not: with one of these columns a row is as good as the record. */
const fullMembers: ReadonlySet<string> = new Set(['requestParameters', 'responseElements', 'userIdentity']);

export type CsvColumns = {
  /** The columns to look for a whole record in. */
  readonly whole: readonly number[];
  /** For each column its place in a record; undefined where it has none. */
  readonly paths: readonly (readonly string[] | undefined)[];
  readonly isSummary: boolean;
  /** The columns are those of CloudTrail events, so what is no event among the rows is wrong there. */
  readonly isListing: boolean;
};

export function readCsvHeader(line: string): CsvColumns | undefined {
  const names = parseCsvRow(line)?.map(normalize) ?? [];
  const paths = names.map((name) => memberPaths.get(name));
  const whole = names.flatMap((name, index) => (wholeColumns.has(name) ? [index] : []));
  const known = new Set(paths.flatMap((path) => (path?.length === 1 ? path : [])));
  const isListing = known.has('eventName') && (known.has('eventTime') || known.has('eventSource'));
  if (!isListing && whole.length === 0) return undefined;
  return { whole, paths, isListing, isSummary: ![...known].some((member) => fullMembers.has(member)) };
}

export function isCsvHeader(line: string): boolean {
  // A word alone on the first line is a header only if it is not likely to be anything else.
  return line.includes(',')
    ? readCsvHeader(line) !== undefined
    : /^"?(?:eventJson|CloudTrailEvent|_raw|@message)"?$/i.test(line);
}

/** `Event name`, `event_name`, `eventName` and `userIdentity.arn` without what differs. */
function normalize(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
