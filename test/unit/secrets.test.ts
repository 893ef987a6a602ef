import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { leavesOf } from '../../shared/diff/leaves.ts';
import { maskSecrets, secretsInClear } from '../../shared/firehose/fields/secrets.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { caseRecords } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const mask = (): JsonValue => ({ $secret: 'x' });
const x = { $secret: 'x' };

describe('masking', () => {
  test('secrets of a configuration, at any depth', () => {
    const config = {
      destination: {
        type: 'HttpEndpoint',
        hECToken: 'a',
        password: 'b',
        privateKey: 'c',
        keyPassphrase: 'd',
        endpointConfiguration: { accessKey: 'e', url: 'https://example.com' },
      },
      tags: { password: 'kept' },
    };
    expect(maskSecrets(config, mask)).toEqual({
      destination: {
        type: 'HttpEndpoint',
        hECToken: x,
        password: x,
        privateKey: x,
        keyPassphrase: x,
        endpointConfiguration: { accessKey: x, url: 'https://example.com' },
      },
      tags: { password: 'kept' },
    });
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'as the log spells it',
      { splunkDestinationUpdate: { hECToken: 'a' } },
      { splunkDestinationUpdate: { hECToken: x } },
    ],
    ['as the API does', { SplunkDestinationUpdate: { HECToken: 'a' } }, { SplunkDestinationUpdate: { HECToken: x } }],
    ['in any case', { d: { PASSWORD: 'a', keypassphrase: 'b' } }, { d: { PASSWORD: x, keypassphrase: x } }],
    ['numbers', { password: 1234 }, { password: x }],
    ['lists', { password: ['a', ''] }, { password: [x, ''] }],
    [
      'objects, leaf by leaf',
      { accessKey: { value: 'a', note: { b: 'c' } } },
      { accessKey: { value: x, note: { b: x } } },
    ],
    [
      'attributes of an endpoint that are called so',
      {
        commonAttributes: [
          { attributeName: 'accessKey', attributeValue: 'a' },
          { attributeName: 'b', attributeValue: 'c' },
        ],
      },
      {
        commonAttributes: [
          { attributeName: 'accessKey', attributeValue: x },
          { attributeName: 'b', attributeValue: 'c' },
        ],
      },
    ],
    [
      'parameters of a processor that are called so',
      {
        parameters: [
          { ParameterName: 'Password', ParameterValue: 'a' },
          { ParameterName: 'LambdaArn', ParameterValue: 'c' },
        ],
      },
      {
        parameters: [
          { ParameterName: 'Password', ParameterValue: x },
          { ParameterName: 'LambdaArn', ParameterValue: 'c' },
        ],
      },
    ],
  ])('secrets of a request: %s', (_name, request, expected) => {
    expect(maskSecrets(request, mask)).toEqual(expected);
  });

  test.each<[string, JsonObject]>([
    ['hidden values', { destination: { password: { $hidden: '' } } }],
    ['masked values', { destination: { password: { $secret: 'y' } } }],
    [
      'what the log shows in their place',
      { password: '', accessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS', privateKey: '****' },
    ],
    ['members that are null', { password: null }],
    ['columns that users named', { columnToJsonKeyMappings: { password: 'pw_column', hECToken: 'token' } }],
    ['tags of a request', { tags: [{ key: 'password', value: 'a' }] }],
    ['names that only contain one', { passwordless: 'a', mySecret: 'b', accessKeyId: 'c' }],
  ])('%s stay', (_name, value) => {
    expect(maskSecrets(value, mask)).toEqual(value);
  });

  test('a single leaf is told by its path', () => {
    expect(maskSecrets('a', mask, 'destination.hECToken')).toEqual(x);
    expect(maskSecrets('a', mask, 'destination.hECEndpoint')).toBe('a');
    expect(maskSecrets('a', mask, 'tags.password')).toBe('a');
    expect(maskSecrets('a', mask, 'destination.endpointConfiguration.accessKey')).toEqual(x);
    expect(maskSecrets('a', mask, 'destination.x.columnToJsonKeyMappings.password')).toBe('a');
  });

  test('the mask is told each secret', () => {
    const seen: string[] = [];
    maskSecrets({ a: { password: 'p' }, hECToken: 't', prefix: 'q' }, (secret) => {
      seen.push(secret);
      return '';
    });
    expect(seen).toEqual(['p', 't']);
  });

  test('keeps all paths, and all values but secrets', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const record of records) {
          const request = record['requestParameters'] ?? null;
          const [before, after] = [leavesOf(request), leavesOf(maskSecrets(request, mask))];
          expect([...after.keys()]).toEqual([...before.keys()]);
          for (const [path, value] of after) {
            if (!JSON.stringify(value).includes('$secret')) expect(value).toEqual(before.get(path));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('secrets in clear', () => {
  const record = (requestParameters: JsonObject, eventSource = 'firehose.amazonaws.com'): JsonObject => ({
    eventSource,
    requestParameters,
  });

  test('are named by where they stand', () => {
    const request = {
      splunkDestinationUpdate: { hECToken: 'a', hECEndpoint: 'https://example.com' },
      list: [{ Password: 'b' }],
    };
    expect(secretsInClear(record(request))).toEqual([
      'requestParameters.splunkDestinationUpdate.hECToken',
      'requestParameters.list["0"].Password',
    ]);
  });

  test('none where the log hides them, nor in records of other services', () => {
    expect(secretsInClear(record({ password: '', accessKey: '***', tags: [{ key: 'password', value: 'a' }] }))).toEqual(
      [],
    );
    expect(secretsInClear(record({ password: 'a' }, 'iam.amazonaws.com'))).toEqual([]);
    expect(secretsInClear({ eventSource: 'firehose.amazonaws.com', requestParameters: null })).toEqual([]);
    expect(secretsInClear({ eventSource: 'firehose.amazonaws.com' })).toEqual([]);
  });

  test('of the worked case', () => {
    const found = caseRecords('14-redacted-secrets').map(secretsInClear);
    expect(found.flat().every((path) => path.endsWith('.hECToken'))).toBe(true);
    expect(found.flat()).toHaveLength(2);
  });
});
