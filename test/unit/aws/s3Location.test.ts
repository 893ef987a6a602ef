// What users type and paste for a place in S3.
import { describe, expect, test } from 'vitest';

import { parseS3Location } from '../../../shared/aws/s3Location.ts';

const point = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/reader';

test.each([
  ['logs', 'logs', ''],
  [' logs/ ', 'logs', ''],
  ['logs/AWSLogs', 'logs', 'AWSLogs'],
  ['s3://logs', 'logs', ''],
  ['"s3://logs/a/b/"', 'logs', 'a/b/'],
  // As the AWS CLI takes it: nothing is decoded, and a key may begin with a slash.
  ['S3://logs//a%20b c', 'logs', '/a%20b c'],
  ['reader-abcd1234-s3alias', 'reader-abcd1234-s3alias', ''],
  [point, point, ''],
  [`${point}/object/AWSLogs/`, point, 'AWSLogs/'],
  [`s3://${point}/object/AWSLogs/`, point, 'object/AWSLogs/'],
  ['arn:aws:s3:::logs', 'logs', ''],
  ['arn:aws-cn:s3:::logs/AWSLogs/*', 'logs', 'AWSLogs/'],
  ['https://s3.eu-west-1.amazonaws.com/logs/AWSLogs/', 'logs', 'AWSLogs/'],
  ['https://s3.amazonaws.com/logs', 'logs', ''],
  ['https://s3-eu-west-1.amazonaws.com/logs/x', 'logs', 'x'],
  ['https://logs.s3.eu-west-1.amazonaws.com/a%20b/?X-Amz-Signature=secret', 'logs', 'a b/'],
  ['https://my.logs.s3.amazonaws.com/', 'my.logs', ''],
  ['https://logs.s3.dualstack.eu-west-1.amazonaws.com', 'logs', ''],
  ['https://logs.s3.cn-north-1.amazonaws.com.cn/k', 'logs', 'k'],
  ['https://reader-111122223333.s3-accesspoint.eu-west-1.amazonaws.com/k', point, 'k'],
  ['https://eu-west-1.console.aws.amazon.com/s3/buckets/logs?region=eu-west-1&prefix=AWSLogs/1/', 'logs', 'AWSLogs/1/'],
  ['https://s3.console.aws.amazon.com/s3/buckets/logs?prefix=a+b%2Fc/&showversions=false', 'logs', 'a b/c/'],
  ['https://console.aws.amazon.com/s3/buckets/logs/AWSLogs/?region=us-east-1', 'logs', 'AWSLogs/'],
  ['https://s3.console.aws.amazon.com/s3/object/logs?prefix=a/b.gz', 'logs', 'a/b.gz'],
  ['https://eu-west-1.console.aws.amazon.com/s3/ap/111122223333/reader?region=eu-west-1', point, ''],
])('%s', (text, bucket, prefix) => {
  expect(parseS3Location(text)).toEqual({ bucket, prefix });
});

describe('what names no place says why', () => {
  test.each([
    ['', /Name a bucket/],
    ['my bucket', /"my bucket" cannot be a bucket/],
    ['/home/me/logs', /No bucket is named/],
    ['ab', /3 to 63/],
    ['ftp://logs/x', /no place in S3/],
    ['http://localhost:9000/logs', /localhost:9000 is not an address of Amazon S3.*endpoint/],
    ['https://logs.s3.amazonaws.com/%zz', /malformed percent escape/],
    ['https://s3.console.aws.amazon.com/s3/home', /names no bucket/],
    ['arn:aws:s3::111122223333:accesspoint/x.mrap', /Multi-Region/],
    ['arn:aws:sqs:eu-west-1:111122223333:q', /neither the ARN of a bucket/],
    [`logs/${'é'.repeat(513)}`, /at most 1024 bytes/],
  ])('%s', (text, message) => {
    const place = parseS3Location(text);
    expect('problem' in place ? place.problem : place).toMatch(message);
  });
});
