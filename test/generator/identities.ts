// userIdentity in every form that CloudTrail writes. Each is a template: <created> and <sessionKey> change with the session.
import type { Json, JsonObject } from './json.ts';

type Session = {
  readonly account: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly roleId: string;
  readonly isMfa?: boolean;
  readonly more?: JsonObject;
  readonly context?: JsonObject;
};

const attributes = (isMfa: boolean): JsonObject => ({ creationDate: '<created>', mfaAuthenticated: String(isMfa) });

export function assumedRole({
  account,
  roleName,
  sessionName,
  roleId,
  isMfa = false,
  more = {},
  context = {},
}: Session): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `${roleId}:${sessionName}`,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName.slice(roleName.lastIndexOf('/') + 1)}/${sessionName}`,
    accountId: account,
    accessKeyId: '<sessionKey>',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:aws:iam::${account}:role/${roleName}`,
        accountId: account,
        userName: roleName.slice(roleName.lastIndexOf('/') + 1),
      },
      ...context,
      attributes: attributes(isMfa),
    },
    ...more,
  };
}

export function iamUser(account: string, userName: string, keys: { userId: string; accessKey: string }): JsonObject {
  const arn = `arn:aws:iam::${account}:user/${userName}`;
  return { type: 'IAMUser', principalId: keys.userId, arn, accountId: account, accessKeyId: keys.accessKey, userName };
}

export function consoleUser(account: string, userName: string, userId: string): JsonObject {
  return {
    ...iamUser(account, userName, { userId, accessKey: '<sessionKey>' }),
    sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: attributes(true) },
  };
}

export function root(account: string): JsonObject {
  const session = { attributes: attributes(true) };
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: '',
    sessionContext: session,
  };
}

export function webIdentityRole(session: Session, provider: string): JsonObject {
  const webIdFederationData = {
    federatedProvider: `arn:aws:iam::${session.account}:oidc-provider/${provider}`,
    attributes: {},
  };
  return assumedRole({ ...session, context: { webIdFederationData } });
}

export function federatedUser(account: string, name: string): JsonObject {
  const issuer = {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: `arn:aws:iam::${account}:user/federation-broker`,
    accountId: account,
  };
  return {
    type: 'FederatedUser',
    principalId: `${account}:${name}`,
    arn: `arn:aws:sts::${account}:federated-user/${name}`,
    accountId: account,
    accessKeyId: '<sessionKey>',
    sessionContext: { sessionIssuer: { ...issuer, userName: 'federation-broker' }, attributes: attributes(false) },
  };
}

export function webIdentityUser(team: string): JsonObject {
  const userName = `system:serviceaccount:${team}:loader`;
  const provider =
    'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
  return {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${userName}`,
    userName,
    identityProvider: provider,
  };
}

export function samlUser(name: string): JsonObject {
  return {
    type: 'SAMLUser',
    principalId: `vo0FFXcMf/EXAMPLE:${name}`,
    userName: name,
    identityProvider: 'https://login.corp.example/saml',
  };
}

export function identityCenterUser(account: string, userId: string): JsonObject {
  const onBehalfOf = { userId, identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9067642ac7` };
  return {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf,
    credentialId: 'EXAMPLEVHULjJdTUdPJfofVa1sufHDoj7aYcOYcxFVllWR_Whr1fEXAMPLE',
  };
}

export function directoryUser(account: string, name: string): JsonObject {
  return { type: 'Directory', principalId: `d-9067EXAMPLE/${name}`, accountId: account, userName: name };
}

export function otherAccount(account: string, principalId: string): JsonObject {
  return { type: 'AWSAccount', principalId, accountId: account };
}

export function plainRole(account: string, roleName: string): JsonObject {
  return {
    type: 'Role',
    principalId: 'AROADBQP57FF2AEXAMPLE',
    arn: `arn:aws:iam::${account}:role/${roleName}`,
    accountId: account,
  };
}

export function service(name: string): JsonObject {
  return { type: 'AWSService', invokedBy: name };
}

export function unknownCaller(): Json {
  return { type: 'Unknown', principalId: '', accountId: '', userName: '' };
}
