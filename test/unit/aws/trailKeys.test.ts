// Keys of CloudTrail's layout, and the paths that objects have in a workspace.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readObjectPath, workspacePath } from '../../../shared/aws/objectPath.ts';
import { dayOfPlace, readTrailPlace, trailPath } from '../../../shared/aws/trailKeys.ts';

const file = '111122223333_CloudTrail_us-east-1_20261122T0935Z_MsJfWoEUhoO227Wu.json.gz';

describe('keys', () => {
  test.each([
    [`AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { prefix: '' }],
    [`a/b c/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { prefix: 'a/b c/' }],
    [`AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { organization: 'o-abcdef1234' }],
    [`o-abc/AWSLogs/o-abc/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { prefix: 'o-abc/' }],
    [`o-abc/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { prefix: 'o-abc/' }],
    // What stands before may itself look like the layout.
    [`AWSLogs/x/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/22/${file}`, { prefix: 'AWSLogs/x/' }],
  ])('%s', (key, more) => {
    const place = readTrailPlace(key);
    expect(place).toMatchObject({
      account: '111122223333',
      kind: 'CloudTrail',
      region: 'us-east-1',
      rest: file,
      ...more,
    });
    expect(place === undefined ? undefined : dayOfPlace(place)).toBe('2026-11-22');
  });

  test.each([
    ['AWSLogs/111122223333/CloudTrail-Digest/us-gov-west-1/2026/11/22/x', 'CloudTrail-Digest', 'us-gov-west-1'],
    ['AWSLogs/111122223333/CloudTrail-Insight/cn-north-1/2026/11/22/x', 'CloudTrail-Insight', 'cn-north-1'],
    ['AWSLogs/111122223333/CloudTrail-Lake/Query/2026/11/22/id/result_1.csv.gz', 'CloudTrail-Lake', undefined],
    ['AWSLogs/111122223333/Config/us-east-1/2026/1/2/ConfigHistory/x', 'Config', undefined],
  ])('%s is of the kind %s', (key, kind, region) => {
    const place = readTrailPlace(key);
    expect([place?.kind, place?.region]).toEqual([kind, region]);
  });

  test.each(['', 'x', 'AWSLogs', 'myAWSLogs/111122223333/CloudTrail/us-east-1/2026/11/22/x', 'logs/2026/x.gz'])(
    '%j is in no layout',
    (key) => expect(readTrailPlace(key)).toBeUndefined(),
  );

  test('a day that there is not is no day', () => {
    const place = readTrailPlace(`AWSLogs/111122223333/CloudTrail/us-east-1/2026/02/30/${file}`);
    expect(place).toMatchObject({ month: '02', day: undefined, rest: `30/${file}` });
  });

  const segment = fc.constantFrom(
    'AWSLogs',
    'o-abc123',
    '111122223333',
    'CloudTrail',
    'CloudTrail-Digest',
    'Config',
    'us-east-1',
    '2026',
    '02',
    '30',
    'prod',
    '',
    file,
  );

  test('are printed as they were read, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 14 }), (segments) => {
        const key = segments.join('/');
        const place = readTrailPlace(key);
        if (place !== undefined) expect(trailPath(place)).toBe(key);
      }),
    );
  });
});

describe('paths in a workspace', () => {
  test.each([
    [{ bucket: 'logs', key: 'a/b.gz' }, 's3://logs/a/b.gz'],
    [
      { bucket: 'logs', key: 'a', endpoint: 'http://127.0.0.1:9000' },
      's3://logs/a?endpoint=http%3A%2F%2F127.0.0.1%3A9000',
    ],
    [
      { bucket: 'arn:aws:s3:us-east-1:111122223333:accesspoint/reader', key: 'a/b' },
      's3://arn:aws:s3:us-east-1:111122223333:accesspoint/reader/a/b',
    ],
  ])('%j', (object, path) => {
    expect(workspacePath(object)).toBe(path);
    expect(readObjectPath(path)).toEqual(object);
  });

  test('are read as they were printed, whatever the key', () => {
    const part = fc.constantFrom('?endpoint=', '%', '/', 'a', '\u{1f600}', '?', ' ', 'http://x');
    const key = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const endpoint = fc.option(fc.constantFrom('http://localhost:1/?a=b', 'https://s3.example'), { nil: undefined });
    fc.assert(
      fc.property(key, endpoint, (text, server) => {
        const object = { bucket: 'logs', key: text, ...(server !== undefined && { endpoint: server }) };
        expect(readObjectPath(workspacePath(object))).toEqual(object);
      }),
    );
  });

  test.each(['/home/x/a.json', 'logs/a', 's3://', 's3:///key'])('%j is none', (path) =>
    expect(readObjectPath(path)).toBeUndefined(),
  );
});
