import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareRecords } from '../../shared/diff/records.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { caseRecords } from '../builders/streamHistories.ts';

const record = (parameters: JsonValue, others: JsonObject = {}): JsonObject => ({
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  requestParameters: parameters,
  ...others,
});

const brief = (from: JsonObject, to: JsonObject) =>
  compareRecords(from, to).changes.map(({ path, kind, before, after }) => [path, kind, before, after]);

describe('leaves', () => {
  test('of lists are compared by position, so that one change shows one leaf', () => {
    const statement = (effect: string) => ({
      Statement: [{ Effect: 'Allow' }, { Effect: effect, Action: ['a', 'b'] }],
    });
    expect(brief(record(statement('Allow')), record(statement('Deny')))).toEqual([
      ['requestParameters.Statement[1].Effect', 'modified', 'Allow', 'Deny'],
    ]);
  });

  test('that come and go are told with their values', () => {
    expect(brief(record({ list: ['a', 'b'], gone: { x: 1 } }), record({ list: ['a'], new: null }))).toEqual([
      ['requestParameters.gone.x', 'removed', 1, undefined],
      ['requestParameters.list[1]', 'removed', 'b', undefined],
      ['requestParameters.new', 'added', undefined, null],
    ]);
  });

  test('may change their kind, or be empty', () => {
    expect(brief(record({ a: { b: 1 }, c: [] }), record({ a: 'text', c: {} }))).toEqual([
      ['requestParameters.a.b', 'removed', 1, undefined],
      ['requestParameters.a', 'added', undefined, 'text'],
      ['requestParameters.c', 'modified', [], {}],
    ]);
  });

  test('have paths that a filter understands', () => {
    expect(brief(record({ 'x-amz-acl': 'a' }), record({ 'x-amz-acl': 'b' }))).toEqual([
      ['requestParameters["x-amz-acl"]', 'modified', 'a', 'b'],
    ]);
  });
});

describe('the order', () => {
  const from = record({ z: 1 }, { awsRegion: 'a', responseElements: { r: 1 }, userIdentity: { arn: 'a' }, extra: 1 });
  const to = record({ z: 2 }, { awsRegion: 'b', responseElements: { r: 2 }, userIdentity: { arn: 'b' }, extra: 2 });

  test('begins with what was asked for', () => {
    expect(compareRecords(from, to).changes.map(({ group, path }) => [group, path])).toEqual([
      ['Request parameters', 'requestParameters.z'],
      ['Response elements', 'responseElements.r'],
      ['User identity', 'userIdentity.arn'],
      ['Record', 'awsRegion'],
      ['Record', 'extra'],
    ]);
  });

  test('is that of the texts, whose parts stand side by side', () => {
    const { fromText } = compareRecords(from, to);
    expect(Object.keys(JSON.parse(fromText) as object).slice(0, 3)).toEqual([
      'requestParameters',
      'responseElements',
      'userIdentity',
    ]);
    const a = compareRecords(record({ b: 1, a: { d: 1, c: 2 } }), record({}));
    const b = compareRecords(record({ a: { c: 2, d: 1 }, b: 1 }), record({}));
    expect(a.fromText).toBe(b.fromText);
  });
});

describe('noise', () => {
  const noisy = (from: JsonObject, to: JsonObject) =>
    Object.fromEntries(compareRecords(from, to).changes.map(({ path, noise }) => [path, noise]));

  test('is what differs between any two calls', () => {
    const envelope = (n: number): JsonObject => ({
      requestID: `r${n}`,
      eventID: `e${n}`,
      eventTime: `2026-06-0${n}T00:00:00Z`,
      apiVersion: `${n}`,
      tlsDetails: { tlsVersion: `TLSv1.${n}`, cipherSuite: `c${n}` },
      sourceIPAddress: `192.0.2.${n}`,
      userIdentity: { accessKeyId: `K${n}`, sessionContext: { attributes: { creationDate: `d${n}` } } },
    });
    expect(noisy(record({}, envelope(1)), record({}, envelope(2)))).toEqual({
      'userIdentity.accessKeyId': false,
      'userIdentity.sessionContext.attributes.creationDate': true,
      sourceIPAddress: false,
      eventTime: true,
      apiVersion: true,
      eventID: true,
      requestID: true,
      'tlsDetails.cipherSuite': true,
      'tlsDetails.tlsVersion': true,
    });
  });

  test('is another build of the same program, not another program', () => {
    const agent = (userAgent: string) => record({}, { userAgent });
    expect(noisy(agent('aws-cli/2.17.9 Python/3.11.8'), agent('aws-cli/2.18.1 Python/3.12.0'))).toEqual({
      userAgent: true,
    });
    expect(noisy(agent('aws-cli/2.17.9'), agent('Boto3/1.34'))).toEqual({ userAgent: false });
  });
});

test('secrets of Firehose requests are masked in changes and texts', () => {
  const [from, to] = caseRecords('14-redacted-secrets').filter((each) => JSON.stringify(each).includes('splunk'));
  const secret = (each: JsonObject | undefined) => /"hECToken":"([^"]+)"/.exec(JSON.stringify(each))?.[1] ?? '';
  expect(secret(from)).not.toBe('');
  const text = JSON.stringify(compareRecords(from!, to!, { mask: () => 'masked' }));
  expect(text).not.toContain(secret(from));
  expect(text).not.toContain(secret(to));
  expect(text).toContain('masked');
});

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

test('equal records have no changes, and the texts hold all of them', () => {
  fc.assert(
    fc.property(json, (value) => {
      // As they come out of a file: -0 is none there.
      const parsed = JSON.parse(JSON.stringify(record(value))) as JsonObject;
      const { changes, fromText } = compareRecords(parsed, parsed);
      expect(changes).toEqual([]);
      expect(JSON.parse(fromText)).toEqual(parsed);
    }),
  );
});

test('records that differ have a change, with sides swapped the other way round', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const [from, to] = [a, b].map((value) => JSON.parse(JSON.stringify(record(value))) as JsonObject) as [
        JsonObject,
        JsonObject,
      ];
      const forth = compareRecords(from, to).changes;
      const back = compareRecords(to, from).changes;
      expect(forth.length === 0).toBe(canonical(from) === canonical(to));
      const turned = back.map(({ path, before, after }) => JSON.stringify([path, after, before]));
      expect(forth.map(({ path, before, after }) => JSON.stringify([path, before, after])).toSorted()).toEqual(
        turned.toSorted(),
      );
    }),
  );
});

function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, member: JsonValue) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
