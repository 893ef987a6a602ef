// The name of what a call was about, in the short form that a person would say.
import type { RecordValue } from '../events/record.ts';
import { valuePart, type SentencePart } from './part.ts';
import type { Found } from './reading.ts';

export function namePart({ value, path }: Found, record: RecordValue): SentencePart {
  return valuePart('target', shortName(value, record), { path, value });
}

/** What an ARN or the URL of a queue ends with, and the account where it is another than the event's. */
export function shortName(value: string, record: RecordValue): string {
  const arn = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.+)$/s.exec(value);
  if (arn !== null) {
    const [, service = '', account = '', resource = ''] = arn;
    const name = nameOfResource(service, resource);
    return isOther(account, record) ? `${name} of account ${account}` : name;
  }
  return (
    /^https:\/\/(?:sqs\.[^/]+|queue\.amazonaws\.com|[^/]*\.queue\.amazonaws\.com)\/\d+\/(.+)$/.exec(value)?.[1] ?? value
  );
}

/** The path of an IAM resource is no part of its name; elsewhere it is. */
function nameOfResource(service: string, resource: string): string {
  if (service === 'iam') return resource.split('/').at(-1) || resource;
  if (service === 's3') return resource;
  if (service === 'secretsmanager') return resource.replace(/^secret:/, '').replace(/-[A-Za-z0-9]{6}$/, '');
  return resource.replace(/^[a-zA-Z-]+[:/](?=.)/, '') || resource;
}

function isOther(account: string, record: RecordValue): boolean {
  return (
    /^\d{12}$/.test(account) &&
    typeof record['recipientAccountId'] === 'string' &&
    account !== record['recipientAccountId']
  );
}
