// A small log of real shape for the tests of the window.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

export type LogRecord = { readonly [key: string]: unknown };

/** A valid record; `more` is laid over it. */
export function logRecord(number: number, more: LogRecord = {}): LogRecord {
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ana',
      accountId: '111122223333',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ana',
    },
    eventTime: new Date(Date.UTC(2026, 0, 5, 12, 0, number)).toISOString().replace('.000', ''),
    eventSource: 'firehose.amazonaws.com',
    eventName: 'DescribeDeliveryStream',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.15.0',
    requestParameters: { deliveryStreamName: 'orders' },
    responseElements: null,
    requestID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    eventID: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...more,
  };
}

/** Writes the records as CloudTrail does and returns the file's path. */
export async function writeLog(dir: string, name: string, records: readonly LogRecord[]): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, JSON.stringify({ Records: records }));
  return file;
}
