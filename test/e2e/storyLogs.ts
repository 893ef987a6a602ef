// A folder of logs with something to find in it: a key that is refused, a noisy role, a session that was begun with
// AssumeRole, and a file that is cut short. What there is of each is told beside it.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { logRecord, writeLog, type LogRecord } from './logs.ts';

/** Refused twelve times, let through five times, between 09:00 and 09:17. */
export const refusedKey = 'AKIAREFUSED000000001';
export const deniedCalls = 12;
/** Makes three calls a minute from 08:00 to 14:00. */
export const noisyRole = 'Monitoring';
const noisyCalls = 1080;
/** Issued to ana by AssumeRole at 10:05; four calls were made with it until 10:10. */
export const issuedKey = 'ASIAISSUED0000000001';
export const callsWithIssuedKey = 4;
export const storyEvents = noisyCalls + deniedCalls + 5 + 1 + callsWithIssuedKey;
export const cutFile = 'cut.json.gz';

const account = '111122223333';
const at = (hour: number, minute: number, second = 0): string =>
  new Date(Date.UTC(2026, 2, 3, hour, minute, second)).toISOString().replace('.000', '');

function sessionOf(role: string, session: string, accessKeyId: string): LogRecord {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: at(10, 5), mfaAuthenticated: 'false' },
    },
  };
}

function noise(): LogRecord[] {
  return Array.from({ length: noisyCalls }, (_, index) =>
    logRecord(1000 + index, {
      eventTime: at(8, Math.floor(index / 3), (index % 3) * 20),
      userIdentity: sessionOf(noisyRole, 'probe', 'ASIANOISY00000000001'),
      eventSource: 'monitoring.amazonaws.com',
      eventName: 'GetMetricData',
      requestParameters: null,
    }),
  );
}

function refusals(): LogRecord[] {
  return Array.from({ length: deniedCalls + 5 }, (_, index) =>
    logRecord(5000 + index, {
      eventTime: at(9, index),
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDAREFUSED',
        arn: `arn:aws:iam::${account}:user/mallory`,
        accountId: account,
        accessKeyId: refusedKey,
        userName: 'mallory',
      },
      eventSource: 's3.amazonaws.com',
      eventName: index < deniedCalls ? 'GetBucketPolicy' : 'ListBuckets',
      requestParameters: { bucketName: `acme-${index}` },
      ...(index < deniedCalls && { errorCode: 'AccessDenied', errorMessage: 'Access Denied' }),
    }),
  );
}

function assumed(): LogRecord[] {
  const assumeRole = logRecord(7000, {
    eventTime: at(10, 5),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/Deploy`, roleSessionName: 'release' },
    responseElements: {
      credentials: {
        accessKeyId: issuedKey,
        sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        expiration: 'Mar 3, 2026',
      },
      assumedRoleUser: {
        assumedRoleId: 'AROAEXAMPLE:release',
        arn: `arn:aws:sts::${account}:assumed-role/Deploy/release`,
      },
    },
  });
  const calls = Array.from({ length: callsWithIssuedKey }, (_, index) =>
    logRecord(7001 + index, {
      eventTime: at(10, 6 + index),
      userIdentity: sessionOf('Deploy', 'release', issuedKey),
      eventSource: 'lambda.amazonaws.com',
      eventName: 'UpdateFunctionCode20150331v2',
      readOnly: false,
      requestParameters: { functionName: `worker-${index}` },
    }),
  );
  return [assumeRole, ...calls];
}

/** Returns the folder. */
export async function writeStory(dir: string): Promise<string> {
  await writeLog(dir, 'noise.json', noise());
  await writeLog(dir, 'calls.json', [...refusals(), ...assumed()]);
  const whole = gzipSync(JSON.stringify({ Records: [logRecord(9000)] }));
  await writeFile(path.join(dir, cutFile), whole.subarray(0, Math.floor(whole.length / 2)));
  return dir;
}
