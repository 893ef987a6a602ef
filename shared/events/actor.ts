// Who made a call, for every shape of `userIdentity` that CloudTrail writes.
import type { RecordValue } from './record.ts';

export type Actor = {
  /** `userIdentity.type` as it stands; `undefined` where there is none. */
  readonly kind: string | undefined;
  /** The name a person would say: user, `Role/session`, service, root. */
  readonly name: string;
  readonly role?: string | undefined;
  readonly session?: string | undefined;
  /** The account the identity belongs to. */
  readonly account?: string | undefined;
  /** The service that made the call on the identity's behalf. */
  readonly via?: string | undefined;
  /** Whether multi-factor authentication was used; `undefined` where the record does not say. */
  readonly mfa?: boolean | undefined;
  readonly isRoot: boolean;
  readonly sourceIdentity?: string | undefined;
  readonly arn?: string | undefined;
};

/** The parts of a name; a role and a session are said as `Role/session`. */
type Name = {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly session?: string | undefined;
};

/** What CloudTrail writes where a sign-in gave a user name that does not exist: it may be a password. */
const hiddenUserName = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** The name a person would say of who made the call; `undefined` where the record names nobody. */
export function actorOf(record: RecordValue): string | undefined {
  return sayName(nameOf(record));
}

/** Everything the record says of who made the call; `undefined` where it names nobody. */
export function describeActor(record: RecordValue): Actor | undefined {
  const { name, role, session } = nameOf(record);
  const said = sayName({ name, role, session });
  if (said === undefined) return undefined;
  const identity = objectOf(record['userIdentity']);
  const context = objectOf(identity['sessionContext']);
  const kind = textOf(identity['type']);
  const via = textOf(identity['invokedBy']);
  return {
    kind,
    name: said,
    role,
    session,
    account: accountOf(identity),
    via: via === said ? undefined : via,
    mfa: mfaOf(record, context),
    isRoot: kind === 'Root',
    sourceIdentity: textOf(context['sourceIdentity']),
    arn: textOf(identity['arn']),
  };
}

function sayName({ name, role, session }: Name): string | undefined {
  if (role === undefined) return name ?? session;
  return session === undefined ? role : `${role}/${session}`;
}

function nameOf(record: RecordValue): Name {
  const identity = record['userIdentity'];
  if (typeof identity === 'string') return identity === '' ? {} : { name: nameInArn(identity) ?? identity };
  if (isObject(identity)) {
    const found = nameOfIdentity(identity);
    if (sayName(found) !== undefined) return found;
  }
  // An event that a service made by itself: the service is who did it.
  return record['eventType'] === 'AwsServiceEvent' ? { name: textOf(record['eventSource']) } : {};
}

function nameOfIdentity(identity: RecordValue): Name {
  const type = identity['type'];
  switch (type) {
    case 'Root':
      return { name: 'root' };
    case 'AssumedRole':
    case 'Role':
      return roleName(identity);
    case 'FederatedUser':
      return { name: nameInArn(textOf(identity['arn'])) ?? sessionInPrincipal(identity) ?? anyName(identity) };
    case 'AWSAccount':
      return accountName(identity);
    case 'AWSService':
      return { name: textOf(identity['invokedBy']) ?? anyName(identity) };
    case 'IdentityCenterUser':
      return { name: userName(identity) ?? textOf(objectOf(identity['onBehalfOf'])['userId']) ?? anyName(identity) };
    case 'SAMLUser':
      return { name: userName(identity) ?? sessionInPrincipal(identity) ?? anyName(identity) };
    case 'WebIdentityUser':
      return { name: userName(identity) ?? webIdentitySubject(identity) ?? anyName(identity) };
    default: // IAMUser, Directory, Unknown, no type, and types that are yet to come
      return { name: anyName(identity) };
  }
}

function roleName(identity: RecordValue): Name {
  const arn = roleInArn(textOf(identity['arn']));
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer']);
  const principal = textOf(identity['principalId']);
  const colon = principal?.indexOf(':') ?? -1;
  const roleId = colon > 0 ? principal?.slice(0, colon) : undefined;
  const role =
    textOf(issuer['userName']) ?? arn.role ?? nameInArn(textOf(issuer['arn'])) ?? userName(identity) ?? roleId;
  const session = arn.session ?? sessionInPrincipal(identity);
  return role === undefined && session === undefined ? { name: anyName(identity) } : { role, session };
}

/** A caller from another account, of whom this account's log holds no more than the ids. */
function accountName(identity: RecordValue): Name {
  const account = textOf(identity['accountId']);
  if (account === 'ANONYMOUS_PRINCIPAL') return { name: 'anonymous' };
  const name = userName(identity) ?? nameInArn(textOf(identity['arn']));
  if (name !== undefined && name !== 'root') return { name };
  if (account === undefined) return { name: anyName(identity) };
  return { role: `account ${account}`, session: sessionInPrincipal(identity) };
}

/** The best name whatever the type: what is most telling first. */
function anyName(identity: RecordValue): string | undefined {
  const account = textOf(identity['accountId']);
  return (
    userName(identity) ??
    nameInArn(textOf(identity['arn'])) ??
    hiddenName(identity) ??
    textOf(identity['invokedBy']) ??
    textOf(objectOf(identity['onBehalfOf'])['userId']) ??
    textOf(identity['principalId']) ??
    (account === undefined ? textOf(identity['type']) : `account ${account}`)
  );
}

function userName(identity: RecordValue): string | undefined {
  const name = textOf(identity['userName']);
  return name === hiddenUserName ? undefined : name;
}

/** AWS's own words, if nothing else tells who it was. */
function hiddenName(identity: RecordValue): string | undefined {
  return identity['userName'] === hiddenUserName ? (textOf(identity['principalId']) ?? hiddenUserName) : undefined;
}

/** `AROAEXAMPLE:session` and `ASIAEXAMPLE=:user` hold what the session is called. */
function sessionInPrincipal(identity: RecordValue): string | undefined {
  const principal = textOf(identity['principalId']);
  const colon = principal?.indexOf(':') ?? -1;
  return colon < 0 ? undefined : principal?.slice(colon + 1) || undefined;
}

/** `<provider>:<audience>:<subject>`, where both provider and subject may hold colons. */
function webIdentitySubject(identity: RecordValue): string | undefined {
  const principal = textOf(identity['principalId']);
  if (principal === undefined) return undefined;
  const provider = textOf(identity['identityProvider']);
  const known =
    provider !== undefined && principal.startsWith(`${provider}:`) ? provider.length : principal.indexOf(':');
  const subject = principal.indexOf(':', known + 1);
  return known < 0 || subject < 0 ? principal : principal.slice(subject + 1) || principal;
}

/** `arn:aws:sts::111122223333:assumed-role/Role/session`. */
function roleInArn(arn: string | undefined): Name {
  const match = /^arn:[^:]*:sts::[^:]*:assumed-role\/([^/]+)(?:\/(.+))?$/.exec(arn ?? '');
  if (match !== null) return { role: match[1], session: match[2] };
  return { role: nameInArn(arn) };
}

/** The name at the end of an IAM or STS ARN, without its path; `role/session` stay together. */
function nameInArn(arn: string | undefined): string | undefined {
  const resource = /^arn:[^:]*:(?:iam|sts)::[^:]*:(.+)$/.exec(arn ?? '')?.[1];
  if (resource === undefined) return undefined;
  const parts = resource.split('/');
  return (parts[0] === 'assumed-role' ? parts.slice(1).join('/') : parts.at(-1)) || undefined;
}

function accountOf(identity: RecordValue): string | undefined {
  return textOf(identity['accountId']) ?? /^arn:[^:]*:[^:]*:[^:]*:(\d+):/.exec(textOf(identity['arn']) ?? '')?.[1];
}

/** Console sign-ins say it beside the identity, API calls in the session's attributes. */
function mfaOf(record: RecordValue, context: RecordValue): boolean | undefined {
  const said =
    objectOf(context['attributes'])['mfaAuthenticated'] ?? objectOf(record['additionalEventData'])['MFAUsed'];
  if (typeof said === 'boolean') return said;
  if (typeof said !== 'string') return undefined;
  return /^(true|yes)$/i.test(said) ? true : /^(false|no)$/i.test(said) ? false : undefined;
}

function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nothing: RecordValue = {};

function objectOf(value: unknown): RecordValue {
  return isObject(value) ? value : nothing;
}

/** A text that says something. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}
