// What lies beside CloudTrail's log files and is not one, told apart by its members.
import type { ProblemKind } from '../../../shared/problems.ts';

/** What something that is no record may be instead. */
export type Lookalike = Extract<ProblemKind, 'digest' | 'insight-manifest' | 's3-notification' | 'not-cloudtrail'>;

const maxLevels = 4;

/** Looks into arrays and JSON strings too: a notification may have come through SNS and SQS. */
export function lookalikeOf(value: unknown, levels = maxLevels): Lookalike {
  if (levels === 0) return 'not-cloudtrail';
  if (typeof value === 'string') return lookalikeOf(parseObject(value), levels - 1);
  if (Array.isArray(value)) return value.length === 0 ? 'not-cloudtrail' : lookalikeOf(value[0], levels - 1);
  if (!isObject(value)) return 'not-cloudtrail';
  if (isDigest(value)) return 'digest';
  if (isManifest(value)) return 'insight-manifest';
  if (isNotification(value)) return 's3-notification';
  for (const name of ['Records', 'Messages', 'Message', 'body', 'Body', 'Sns', 'detail']) {
    const inner = value[name] === undefined ? 'not-cloudtrail' : lookalikeOf(value[name], levels - 1);
    if (inner !== 'not-cloudtrail') return inner;
  }
  return 'not-cloudtrail';
}

/** A message of another service in the form of a record: `eventSource` is `aws:s3`, `aws:sqs`, `aws:kinesis`, …. */
export function isServiceMessage(value: Readonly<Record<string, unknown>>): boolean {
  const source = value['eventSource'] ?? value['EventSource'];
  return typeof source === 'string' && source.startsWith('aws:');
}

function isDigest(value: Readonly<Record<string, unknown>>): boolean {
  return 'digestStartTime' in value && ('logFiles' in value || 'digestS3Object' in value);
}

/** What CloudTrail Lake puts beside the results of a query (`result_sign.json`), and manifests of the same form. */
function isManifest(value: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(value['files'])) return false;
  return 'hashSignature' in value || 'queryCompleteTime' in value || 'publicKeyFingerprint' in value;
}

function isNotification(value: Readonly<Record<string, unknown>>): boolean {
  if ('s3Bucket' in value && 's3ObjectKey' in value) return true;
  if (value['Event'] === 's3:TestEvent') return true;
  if (value['source'] === 'aws.s3' && isObject(value['detail']) && 'object' in value['detail']) return true;
  return isServiceMessage(value) && isObject(value['s3']);
}

function parseObject(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
