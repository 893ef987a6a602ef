// What the detail pane makes of a record: pure functions.
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { agentWords } from '../../renderer/detail/agent.ts';
import { textFilter } from '../../renderer/detail/actions.ts';
import { leavesOf } from '../../renderer/detail/leaves.ts';
import { parseRecord, recordOfCells } from '../../renderer/detail/parseRecord.ts';
import { originOf, relatedCount, titledGroups, type RelatedGroup } from '../../renderer/detail/related.ts';
import { summaryOf, type Group } from '../../renderer/detail/summary.ts';
import { cellColumns, readCells } from '../../shared/events/record.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { isJsonObject, scalarText, type JsonObject, type JsonValue } from '../../shared/json.ts';

/** The cells that the store would have of a record. */
function cellsOf(record: JsonObject): Record<string, CellValue> {
  const cells = readCells(record);
  const named = cellColumns.map(({ id }, index) => [id, cells[index] ?? null] as const);
  return { ...Object.fromEntries(named), eventTime: scalarText(record['eventTime']) };
}

const denied: JsonObject = {
  eventVersion: '1.11',
  eventTime: '2026-06-12T14:31:55Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-west-1',
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
  readOnly: true,
  eventCategory: 'Data',
  recipientAccountId: '111122223333',
  sourceIPAddress: '203.0.113.24',
  userAgent: 'aws-cli/2.17.1 md/command#s3.cp',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:bob',
    arn: 'arn:aws:sts::444455556666:assumed-role/Admin/bob',
    accountId: '444455556666',
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: { attributes: { mfaAuthenticated: 'true', creationDate: '2026-06-12T12:00:00Z' } },
  },
  requestParameters: { nested: { deep: 'x' }, bucketName: 'acme', Host: '', keys: ['a', 'b'], none: null },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::acme/a' }, { accountId: '1' }],
  additionalEventData: { CipherSuite: 'TLS' },
  eventID: 'e-1',
};

const titles = (groups: readonly Group[]) => groups.map(({ title }) => title);
const rowsOf = (groups: readonly Group[], title: string) =>
  Object.fromEntries((groups.find((group) => group.title === title)?.rows ?? []).map((row) => [row.label, row]));

test('what went wrong comes first; empty groups are left out', () => {
  const groups = summaryOf(denied, cellsOf(denied));
  expect(titles(groups)).toEqual([
    'Error',
    'Event',
    'Who',
    'From where',
    'Resources',
    'Request',
    'additionalEventData',
    'Identifiers',
  ]);
  expect(rowsOf(groups, 'Error')['Message']).toMatchObject({ values: ['Access Denied'], tone: 'error' });
});

test('a row keeps the way that a filter takes: a column where there is one', () => {
  const groups = summaryOf(denied, cellsOf(denied));
  const who = rowsOf(groups, 'Who');
  expect(who['Actor']).toMatchObject({ path: ['actor'], values: ['Admin/bob'], badges: ['MFA'] });
  expect(who['Access key']?.path).toEqual(['accessKeyId']);
  expect(who['Session since']?.path).toEqual(['userIdentity', 'sessionContext', 'attributes', 'creationDate']);
  expect(who["Caller's account"]?.values).toEqual(['444455556666']);
  expect(rowsOf(groups, 'Event')['Event']?.badges).toEqual(['read', 'data']);
  expect(rowsOf(groups, 'Resources')).toMatchObject({ 'S3::Object': { path: ['resources', 'ARN'] } });
  expect(Object.keys(rowsOf(groups, 'Request'))).toEqual(['bucketName', 'keys', 'nested.deep']);
  expect(rowsOf(groups, 'additionalEventData')['CipherSuite']?.path).toEqual(['additionalEventData', 'CipherSuite']);
});

test('secrets of a delivery stream are not in the summary', () => {
  const request = { deliveryStreamName: 'orders', redshiftDestinationUpdate: { password: 'hunter2', username: 'etl' } };
  const record = { ...denied, eventSource: 'firehose.amazonaws.com', requestParameters: request };
  const shown = JSON.stringify(summaryOf(record, cellsOf(record)));
  expect(shown).not.toContain('hunter2');
  expect(shown).toContain('etl');
});

test('every value of a record is a leaf once, nearest to the top first', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (drawn) => {
      const value = JSON.parse(JSON.stringify(drawn)) as JsonValue;
      const leaves = leavesOf(value, ['requestParameters']);
      const shown = leaves.flatMap(({ values }) => [...values]);
      expect(shown.toSorted(byText)).toEqual(scalarsOf(value).toSorted(byText));
      const depths = leaves.map(({ depth }) => depth);
      expect(depths).toEqual(depths.toSorted((a, b) => a - b));
    }),
  );
});

const byText = (a: JsonValue, b: JsonValue) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function scalarsOf(value: JsonValue): readonly JsonValue[] {
  if (value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => scalarsOf(item));
  return isJsonObject(value) ? Object.values(value).flatMap((member) => scalarsOf(member)) : [value];
}

test('a leaf is called as one would write the way to it', () => {
  const leaves = leavesOf({ items: [{ id: 1 }, { 'odd key': 2 }, 'x'] }, ['requestParameters']);
  expect(leaves).toEqual([
    { label: 'items', path: ['requestParameters', 'items'], depth: 1, values: ['x'] },
    { label: 'items[0].id', path: ['requestParameters', 'items', 'id'], depth: 3, values: [1] },
    { label: 'items[1]["odd key"]', path: ['requestParameters', 'items', 'odd key'], depth: 3, values: [2] },
  ]);
});

test('what is no record is told, and what the table knows stands in for it', () => {
  expect(parseRecord('[1]')).toBeUndefined();
  expect(parseRecord('{"a":')).toBeUndefined();
  expect(parseRecord('{"__proto__":{"a":1},"n":1.5}')).toEqual(JSON.parse('{"__proto__":{"a":1},"n":1.5}'));
  const { userIdentity, eventTime } = recordOfCells(cellsOf(denied));
  expect(userIdentity).toEqual({
    type: 'AssumedRole',
    arn: 'arn:aws:sts::444455556666:assumed-role/Admin/bob',
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  });
  expect(eventTime).toBe('2026-06-12T14:31:55Z');
});

test('an agent is said in the words of its tool', () => {
  const said = {
    'aws-cli/2.17.1 md/awscrt#0.20 ua/2.0 lang/python#3.11.9 md/command#s3.cp':
      'AWS CLI 2.17.1, command s3.cp, Python 3.11.9',
    'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.70.0 aws-sdk-go-v2/1.31':
      'Terraform 1.9.5, provider aws 5.70.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36':
      'Chrome 126 on Windows',
    'Boto3/1.34.1 md/Botocore#1.34.1 exec-env/AWS_Lambda_python3.12': 'Boto3 1.34.1, in Lambda with python3.12',
    'console.amazonaws.com': 'AWS console',
  };
  for (const [agent, words] of Object.entries(said)) expect(agentWords(agent)).toBe(words);
  expect(agentWords('firehose.amazonaws.com')).toBeUndefined();
});

test('a text is searched for as it stands, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'ab:"\\*-() ORNOT'.split('')) }), (text) => {
      const { node } = parseFilter(textFilter(text));
      if (node?.kind === 'text') expect(node.pattern).toEqual([text]);
      else expect(text.trim()).toBe('');
    }),
  );
});

const group = (kind: RelatedGroup['kind'], ids: readonly number[], total = ids.length): RelatedGroup => ({
  kind,
  filter: 'x',
  total,
  events: ids.map((eventId) => ({ eventId, cells: {} })),
});

test('an event in several groups counts once; where a part is listed, the number is the least there can be', () => {
  expect(relatedCount([])).toEqual({ count: 0, isAtLeast: false });
  expect(relatedCount([group('request', [1, 2]), group('session', [2, 3])])).toEqual({ count: 3, isAtLeast: false });
  expect(relatedCount([group('session', [1, 2], 40)])).toEqual({ count: 40, isAtLeast: false });
  expect(relatedCount([group('session', [1, 2], 40), group('began', [9])])).toEqual({ count: 40, isAtLeast: true });
});

test('a session that kept to one key is listed once', () => {
  const kinds = (groups: readonly RelatedGroup[]) => titledGroups(groups).map((titled) => titled.group.kind);
  expect(kinds([group('accessKey', [1, 2]), group('session', [1, 2])])).toEqual(['session']);
  expect(kinds([group('accessKey', [1, 3]), group('session', [1, 2])])).toEqual(['session', 'accessKey']);
});

test('why a session cannot be followed further is said only where it is known', () => {
  expect(originOf({ accessKeyId: 'AKIAEXAMPLE', actor: 'alice' }, 'this session')).toContain('long-term access key');
  expect(originOf({ accessKeyId: 'ASIAEXAMPLE', 'userIdentity.type': 'AssumedRole' }, 'this session')).toBe(
    'The call that began this session is not in these logs.',
  );
  expect(originOf({ 'userIdentity.type': 'IAMUser' }, 'this session')).toBeUndefined();
});
