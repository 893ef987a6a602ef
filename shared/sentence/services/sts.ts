import type { ActionTable } from '../phrase.ts';

const session =
  '{The session has the access key @response.credentials.accessKeyId and is valid until @@response.credentials.expiration.' +
  '|The session has the access key @response.credentials.accessKeyId.|The session is valid until @@response.credentials.expiration.}';
const role = '{the role @roleArn|a role}';

export const sts: ActionTable = {
  AssumeRole: `[assume] ${role}{ as the session @roleSessionName}{ with the source identity @sourceIdentity}{ with the external ID @externalId}{ and the MFA device @serialNumber} > ${session}`,
  AssumeRoleWithSAML: `[assume] ${role}{ with SAML through the provider @principalArn| with SAML} > ${session}`,
  AssumeRoleWithWebIdentity: `[assume] ${role}{ as the session @roleSessionName}{ with a web identity through the provider @response.provider| with a web identity} > ${session}`,
  AssumeRoot: `[assume root] of {the account @targetPrincipal|an account}{ for the task @taskPolicyArn.arn} > ${session}`,
  GetSessionToken: `[obtain a session token]{ with the MFA device @serialNumber} > ${session}`,
  GetFederationToken: `[obtain credentials] for {the federated user @name|a federated user} > ${session}`,
  GetCallerIdentity: '[read their own identity]',
  GetAccessKeyInfo: '[look up the account] of {the access key @accessKeyId|an access key}',
  DecodeAuthorizationMessage: '[decode an authorization message]',
  GetServiceBearerToken: '[obtain a bearer token]{ for @awsServiceName}',
};
