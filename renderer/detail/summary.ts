// What the summary shows of a record: groups of rows, what went wrong first. Values keep the way to them, so that each
// can become a filter.
import { fieldAt } from '../../shared/events/field.ts';
import { maskSecrets } from '../../shared/firehose/fields/secrets.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { identityRows } from './identity.ts';
import { leavesOf } from './leaves.ts';
import type { Cells } from './parseRecord.ts';
import { cellRow, rowsAt, valueAt, type FieldRow, type Row } from './rows.ts';

export type Group = {
  readonly title: string;
  readonly rows: readonly Row[];
  /** How many rows are shown before the reader asks for all. */
  readonly limit?: number | undefined;
  /** The labels are ways down into the record, and can be long. */
  readonly isDeep?: boolean | undefined;
};

/** In place of a secret: the exact text is in the JSON, for whoever looks for it. */
export const secretText = '(secret, in clear in the JSON)';

export function summaryOf(record: JsonObject, cells: Cells): readonly Group[] {
  const groups: Group[] = [
    { title: 'Error', rows: rowsAt(record, errorFields, 'error') },
    { title: 'Event', rows: eventRows(record, cells) },
    { title: 'Who', rows: identityRows(record, cells) },
    { title: 'From where', rows: rowsAt(record, originFields) },
    { title: 'Resources', rows: resourceRows(record) },
    { title: 'Request', rows: leafRows(record, 'requestParameters'), limit: 10, isDeep: true },
    { title: 'Response', rows: leafRows(record, 'responseElements'), limit: 6, isDeep: true },
    ...otherGroups(record),
    { title: 'Identifiers', rows: rowsAt(record, identifierFields) },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

const errorFields: readonly FieldRow[] = [
  ['Error', ['errorCode']],
  ['Message', ['errorMessage']],
];

const originFields: readonly FieldRow[] = [
  ['Source IP', ['sourceIPAddress'], 'mono'],
  ['Agent', ['userAgent'], 'agent'],
  ['VPC endpoint', ['vpcEndpointId'], 'mono'],
  ['Endpoint account', ['vpcEndpointAccountId'], 'account'],
  ['TLS', ['tlsDetails', 'tlsVersion']],
  ['Cipher', ['tlsDetails', 'cipherSuite']],
  ['Host asked for', ['tlsDetails', 'clientProvidedHostHeader'], 'mono'],
];

const identifierFields: readonly FieldRow[] = [
  ['Event ID', ['eventID'], 'mono'],
  ['Request ID', ['requestID'], 'mono'],
  ['Shared event ID', ['sharedEventID'], 'mono'],
  ['Principal', ['userIdentity', 'principalId'], 'mono'],
  ['Event type', ['eventType']],
  ['Category', ['eventCategory']],
  ['API version', ['apiVersion']],
  ['Record version', ['eventVersion']],
];

/** Members that have rows of their own, or say no more than those. */
const toldMembers: ReadonlySet<string> = new Set([
  ...[...errorFields, ...originFields, ...identifierFields].map(([, path]) => path[0] ?? ''),
  'eventName',
  'eventSource',
  'eventTime',
  'awsRegion',
  'recipientAccountId',
  'readOnly',
  'managementEvent',
  'userIdentity',
  'sessionCredentialFromConsole',
  'resources',
  'requestParameters',
  'responseElements',
]);

function eventRows(record: JsonObject, cells: Cells): readonly Row[] {
  const access = cells['readOnly'] === true ? ['read'] : cells['readOnly'] === false ? ['write'] : [];
  const category = cells['eventCategory'];
  const kind = typeof category === 'string' && category !== 'Management' ? [category.toLowerCase()] : [];
  return [
    ...rowsAt(record, [['Event', ['eventName']]]).map((row) => ({ ...row, badges: [...access, ...kind] })),
    ...cellRow('Time', 'eventTime', cells, 'time'),
    ...rowsAt(record, [
      ['Service', ['eventSource']],
      ['Region', ['awsRegion']],
    ]),
    ...cellRow('Account', 'recipientAccountId', cells, 'account'),
  ];
}

function resourceRows(record: JsonObject): readonly Row[] {
  const { resources } = record;
  if (!Array.isArray(resources)) return leafRows(record, 'resources');
  return resources.flatMap((resource: JsonValue) => {
    const at = (name: string) => (isJsonObject(resource) ? valueAt(resource, [name]) : undefined);
    const arn = at('ARN') ?? at('ARNPrefix');
    if (arn === undefined) return [];
    const member = at('ARN') === undefined ? 'ARNPrefix' : 'ARN';
    const type = String(at('type') ?? 'Resource').replace(/^AWS::/, '');
    return [{ label: type, kind: 'mono' as const, path: ['resources', member], values: [arn] }];
  });
}

function leafRows(record: JsonObject, member: string): readonly Row[] {
  const value = record[member];
  const isOfFirehose = record['eventSource'] === 'firehose.amazonaws.com' && value !== undefined;
  const shown = isOfFirehose ? maskSecrets(value, () => secretText, member) : value;
  return leavesOf(shown, [member]).map(({ label, path, values }) => ({
    label: label === '' ? member : label,
    kind: 'mono' as const,
    path: fieldAt(path).path,
    values,
  }));
}

/** What CloudTrail wrote beyond the usual members: additional data, service details, insights; each by its own name. */
function otherGroups(record: JsonObject): readonly Group[] {
  const names = Object.keys(record).filter((name) => !toldMembers.has(name));
  const isPlain = (name: string) => typeof record[name] !== 'object';
  return [
    ...names.filter((name) => !isPlain(name)).map((name) => groupOf(name, leafRows(record, name))),
    groupOf(
      'More in the record',
      names.filter(isPlain).flatMap((name) => leafRows(record, name)),
    ),
  ];
}

function groupOf(title: string, rows: readonly Row[]): Group {
  return { title, rows, limit: 6, isDeep: true };
}
