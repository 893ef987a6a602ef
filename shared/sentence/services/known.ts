// The tables of actions that are told in their own words, one for each service.
import type { ActionTable, Phrase, Told } from '../phrase.ts';
import { textOf } from '../reading.ts';
import { fill } from '../template.ts';
import { dynamodb, sns, sqs } from './data.ts';
import { instanceActions } from './ec2.ts';
import { networkActions } from './ec2Network.ts';
import { firehose } from './firehose.ts';
import { cloudtrail, secretsmanager, ssm } from './guards.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { s3 } from './s3.ts';
import { signin, sso } from './signin.ts';
import { sts } from './sts.ts';

/** By what the service's hostname begins with. */
export const actionTables: Readonly<Record<string, ActionTable>> = {
  cloudtrail,
  dynamodb,
  ec2: { ...instanceActions, ...networkActions },
  firehose,
  iam,
  kms,
  lambda,
  s3,
  secretsmanager,
  signin,
  sns,
  sqs,
  ssm,
  sso,
  sts,
};

export function knownAction(told: Told, name: string): Phrase | undefined {
  const source = textOf(told.record['eventSource'])?.replace(/\.amazonaws\.com(?:\.cn)?$/, '') ?? '';
  const table = Object.hasOwn(actionTables, source) ? actionTables[source] : undefined;
  // Lambda's actions bear the date of its API: `CreateFunction20150331`.
  const action = name.replace(/20\d{6}(?:v\d+)?$/, '');
  if (table === undefined || !Object.hasOwn(table, action)) return undefined;
  const entry = table[action];
  if (typeof entry === 'function') return entry(told);
  return entry === undefined ? undefined : fill(entry, told);
}
