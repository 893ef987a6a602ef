// The filters and orders that the query benchmarks ask for. Values that name somebody or something are taken from
// the log, so that filters find what people's filters find: from a handful of events to most of them.
import type { Client } from '../../shared/ipc/client.ts';
import type { SortKey } from '../../shared/events/query.ts';

export type BenchQuery = { readonly filter: string; readonly sort: readonly SortKey[] };

/** How many filters of each kind are measured. */
const filterCount = 50;

/** Taken in turn: the filter decides how many events there are to sort, not how they are sorted. */
const orders: readonly (readonly SortKey[])[] = [
  [{ column: 'eventTime', direction: 'desc' }],
  [{ column: 'eventName', direction: 'asc' }],
  [{ column: 'eventTime', direction: 'asc' }],
  [
    { column: 'actor', direction: 'asc' },
    { column: 'eventTime', direction: 'desc' },
  ],
  [{ column: 'sourceIPAddress', direction: 'desc' }],
  [{ column: 'errorCode', direction: 'asc' }],
  [{ column: 'eventID', direction: 'asc' }],
];

/** Values of a column: the most frequent, and some that are ever rarer. */
export type ValuesOf = (column: string) => Promise<readonly string[]>;

export function valuesIn(client: Client): ValuesOf {
  return async (column) => {
    const text = `SELECT "${column}" FROM events WHERE "${column}" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 400`;
    const { rows } = await client.call('sql.run', { text, limit: 400 });
    const values = rows.map(([value]) => String(value));
    return [0, 1, 3, 8, 20, 60].map((rank) => values[Math.min(rank, values.length - 1)] ?? '');
  };
}

/** Filters that columns answer; the first is no filter at all. */
export async function columnQueries(valuesOf: ValuesOf): Promise<readonly BenchQuery[]> {
  const single: string[] = [];
  for (const column of ['eventName', 'eventSource', 'actor', 'awsRegion', 'sourceIPAddress', 'accessKeyId']) {
    for (const value of (await valuesOf(column)).slice(0, 5)) single.push(`${column}:${quoted(value)}`);
  }
  const [region = ''] = await valuesOf('awsRegion');
  const [actor = '', secondActor = ''] = await valuesOf('actor');
  const [error = ''] = await valuesOf('errorCode');
  const several = [
    '',
    'readOnly:true',
    '-readOnly:true',
    'errorCode:*',
    '-errorCode:*',
    `errorCode:${quoted(error)}`,
    'errorCode:Access*',
    'userAgent:*terraform*',
    '-userAgent:*aws-cli*',
    'eventName:Describe* OR eventName:List*',
    'eventName:Put* -readOnly:true',
    'sourceIPAddress:203.0.113.0/24',
    '-sourceIPAddress:10.0.0.0/8',
    'eventTime:[2026-06-10 TO 2026-06-12]',
    'eventTime:>=2026-06-25 errorCode:*',
    'userIdentity.type:AssumedRole -readOnly:true',
    `awsRegion:${quoted(region)} eventSource:s3.amazonaws.com`,
    `(actor:${quoted(actor)} OR actor:${quoted(secondActor)}) -readOnly:true`,
    'eventSource:firehose.amazonaws.com -readOnly:true',
    'NOT (eventSource:s3.amazonaws.com OR eventSource:kms.amazonaws.com)',
  ];
  return withOrders([...several, ...single]);
}

/** Filters that are answered from the records' texts: full text, and fields that are no columns. */
export async function recordQueries(valuesOf: ValuesOf): Promise<readonly BenchQuery[]> {
  const filters: string[] = [];
  for (const column of ['actor', 'sourceIPAddress', 'eventName', 'requestID', 'accessKeyId']) {
    for (const value of await valuesOf(column)) filters.push(quoted(value));
  }
  return withOrders([
    'orders',
    'AccessDenied terraform',
    'requestParameters.bucketName:*',
    'requestParameters.bucketName:*logs*',
    'requestParameters.deliveryStreamName:orders*',
    '-requestParameters.deliveryStreamName:*',
    'requestParameters.maxResults:>=50',
    'responseElements.ResponseMetadata:*',
    'resources.ARN:*key*',
    'resources.accountId:111122223333',
    'userIdentity.sessionContext.attributes.mfaAuthenticated:true',
    'userIdentity.sessionContext.sessionIssuer.userName:*admin*',
    '-userIdentity.sessionContext.attributes.mfaAuthenticated:true -readOnly:true',
    'userIdentity.invokedBy:*',
    'tlsDetails.tlsVersion:TLSv1.2 errorCode:*',
    'tlsDetails.clientProvidedHostHeader:s3*',
    'vpcEndpointId:*',
    'additionalEventData.bytesTransferredOut:>1000',
    'eventSource:firehose.amazonaws.com requestParameters.deliveryStreamName:*',
    'managementEvent:false OR "AccessDenied"',
    ...filters,
  ]);
}

function withOrders(filters: readonly string[]): readonly BenchQuery[] {
  if (filters.length < filterCount) throw new Error(`${filters.length} filters, not ${filterCount}`);
  return filters.slice(0, filterCount).map((filter, index) => ({ filter, sort: orders[index % orders.length] ?? [] }));
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
