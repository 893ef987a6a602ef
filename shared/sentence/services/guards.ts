// Actions of the services that keep watch, keep secrets or run commands: what an incident is about first.
import type { ActionTable } from '../phrase.ts';

const trail = '{the trail @name|the trail @trailName|a trail}';

export const cloudtrail: ActionTable = {
  StartLogging: `[start the logging] of ${trail}`,
  StopLogging: `[stop the logging] of ${trail}`,
  CreateTrail: `[create] ${trail}{ into the bucket @s3BucketName}`,
  UpdateTrail: `[update] ${trail}{ into the bucket @s3BucketName}`,
  DeleteTrail: `[delete] ${trail}`,
  PutEventSelectors: `[set which events are logged] by ${trail}`,
  PutInsightSelectors: `[set which Insights are logged] by ${trail}`,
  LookupEvents: '[look up events]{ where @lookupAttributes.attributeKey is @lookupAttributes.attributeValue}',
  DeleteEventDataStore: '[delete] {the event data store @eventDataStore|an event data store}',
};

const secret = '{the secret @secretId|the secret @name|a secret}';

export const secretsmanager: ActionTable = {
  GetSecretValue: `[read the value] of ${secret}`,
  BatchGetSecretValue: '[read the values] of {the secret(s) @secretIdList|secrets}',
  PutSecretValue: `[set the value] of ${secret}`,
  CreateSecret: `[create] ${secret}`,
  UpdateSecret: `[update] ${secret}`,
  DeleteSecret: `[delete] ${secret}{?forceDeleteWithoutRecovery=true; without a way back} > {It is to be deleted on @@response.deletionDate.}`,
  RestoreSecret: `[restore] ${secret}`,
  RotateSecret: `[rotate] ${secret}`,
  DescribeSecret: `[describe] ${secret}`,
  PutResourcePolicy: `[set the policy] of ${secret}`,
};

export const ssm: ActionTable = {
  SendCommand:
    '[run] {the document @documentName|a document} on {the instance(s) @instanceIds|the target(s) @targets.values|instances}',
  StartSession: '[start a session] on {@target|an instance}{ with the document @documentName}',
  ResumeSession: '[resume] {the session @sessionId|a session}',
  TerminateSession: '[terminate] {the session @sessionId|a session}',
  GetParameter: '[read] {the parameter @name|a parameter}{?withDecryption=true; decrypted}',
  GetParameters: '[read] {the parameter(s) @names|parameters}{?withDecryption=true; decrypted}',
  GetParametersByPath: '[read the parameters] under {@path|a path}{?withDecryption=true; decrypted}',
  PutParameter: '[write] {the parameter @name|a parameter}{ as @type}',
  DeleteParameter: '[delete] {the parameter @name|a parameter}',
  DeleteParameters: '[delete] {the parameter(s) @names|parameters}',
};
