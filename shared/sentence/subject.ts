// Who it was, and through what: the beginning of a sentence.
import { describeActor, type Actor } from '../events/actor.ts';
import type { RecordValue } from '../events/record.ts';
import { plain, shownText, valuePart, type Sentence, type SentenceFilter, type SentenceKind } from './part.ts';
import { at, textOf } from './reading.ts';

export function subjectOf(record: RecordValue): Sentence {
  const actor = describeActor(record);
  if (actor === undefined || shownText(actor.name) === '') return [plain('a caller that the record does not name')];
  return [...whoOf(record, actor), ...mfaOf(actor), ...onBehalf(record, actor)];
}

/** The name alone, for those who only claim to be somebody: a sign-in that failed. */
export function claimedName(record: RecordValue): Sentence {
  const actor = describeActor(record);
  if (actor === undefined || isHidden(actor.name)) return [plain('a user whose name is hidden')];
  return actor.isRoot ? rootOf(record, actor) : [actorPart(actor.name, actor.name)];
}

const byKind: Readonly<Record<string, string>> = {
  FederatedUser: 'the federated user ',
  Directory: 'the directory user ',
  SAMLUser: 'the SAML user ',
  WebIdentityUser: 'the web identity ',
  IdentityCenterUser: 'the Identity Center user ',
};

function whoOf(record: RecordValue, actor: Actor): Sentence {
  const { kind = '', name } = actor;
  if (actor.isRoot) return rootOf(record, actor);
  if (name === 'anonymous' && kind === 'AWSAccount') return [plain('an '), actorPart('anonymous caller', name)];
  if (isHidden(name)) return [plain('a user whose name is hidden')];
  if (actor.role !== undefined) return sessionOf(record, actor, actor.role);
  if (kind === 'Unknown' && name === kind) return [plain('a caller of an unknown kind')];
  const account = /^account (.+)$/.exec(name)?.[1];
  if (account !== undefined) return callerOf(record, account);
  if (name === 'AWS Internal') return [actorPart('AWS', name)];
  const isService = kind === 'AWSService' || /\.amazonaws\.com(?:\.cn)?$/.test(name);
  const before = isService ? 'the service ' : Object.hasOwn(byKind, kind) ? byKind[kind] : '';
  return [plain(before ?? ''), actorPart(name, name), ...brokerOf(record, kind), ...accountOf(record, actor)];
}

/** Root is the one identity that no policy of the account binds: it is said with its account. */
function rootOf(record: RecordValue, actor: Actor): Sentence {
  const account = actor.account ?? textOf(record['recipientAccountId']);
  const root = valuePart('actor', 'root user', { path: ['actor'], value: actor.name });
  if (account === undefined) return [plain('the '), root];
  return [plain('the '), root, plain(' of account '), member(record, 'plain', 'userIdentity.accountId', account)];
}

function callerOf(record: RecordValue, account: string): Sentence {
  return [plain('a caller of account '), member(record, 'actor', 'userIdentity.accountId', account)];
}

function sessionOf(record: RecordValue, actor: Actor, role: string): Sentence {
  const { name, session } = actor;
  const account = /^account (.+)$/.exec(role)?.[1];
  if (account !== undefined) {
    if (session === undefined) return callerOf(record, account);
    return [
      plain(beforeSession(session)),
      actorPart(session, name),
      plain(' of account '),
      member(record, 'plain', 'userIdentity.accountId', account),
    ];
  }
  const roleParts = [...roleOf(record, role), ...accountOf(record, actor)];
  if (session === undefined) return [plain('the '), ...roleParts];
  return [plain(beforeSession(session)), actorPart(session, name), plain(' through the '), ...roleParts];
}

/** Services name sessions by ids of their own. */
function beforeSession(session: string): string {
  if (/^i-[0-9a-f]{8,17}$/.test(session)) return 'the EC2 instance ';
  return /^[\d.:-]+$/.test(session) ? 'the session ' : '';
}

/** IAM Identity Center makes a role of each permission set: `AWSReservedSSO_Admin_0123456789abcdef`. */
function roleOf(record: RecordValue, role: string): Sentence {
  const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1];
  const noun = permissionSet === undefined ? 'role ' : 'permission set ';
  const filter = at(record, 'userIdentity.sessionContext.sessionIssuer.userName');
  const isSame = filter?.value === role;
  return [plain(noun), valuePart('actor', permissionSet ?? role, isSame ? filter : undefined)];
}

function accountOf(record: RecordValue, { account }: Actor): Sentence {
  const recipient = textOf(record['recipientAccountId']);
  if (account === undefined || recipient === undefined || account === recipient) return [];
  return [plain(' of account '), member(record, 'plain', 'userIdentity.accountId', account)];
}

/** The user whose permissions a federated user has. */
function brokerOf(record: RecordValue, kind: string): Sentence {
  const issuer =
    kind === 'FederatedUser' ? at(record, 'userIdentity.sessionContext.sessionIssuer.userName') : undefined;
  return issuer === undefined ? [] : [plain(' federated by '), valuePart('actor', issuer.value, issuer)];
}

/** Sessions without MFA are the rule, so only those of root are worth a word. */
function mfaOf({ mfa, isRoot }: Actor): Sentence {
  if (mfa === true) return [plain(' (MFA)')];
  return mfa === false && isRoot ? [plain(' (without MFA)')] : [];
}

function onBehalf(record: RecordValue, { kind, session, sourceIdentity }: Actor): Sentence {
  const parts: Sentence[] = [];
  const source = at(record, 'userIdentity.sessionContext.sourceIdentity');
  if (source !== undefined && sourceIdentity !== session) {
    parts.push([plain(' with the source identity '), valuePart('actor', source.value, source)]);
  }
  const user = at(record, 'userIdentity.onBehalfOf.userId');
  if (user !== undefined && kind !== 'IdentityCenterUser') {
    parts.push([plain(' on behalf of the Identity Center user '), valuePart('actor', user.value, user)]);
  }
  return parts.flat();
}

function actorPart(text: string, actor: string) {
  return valuePart('actor', text, { path: ['actor'], value: actor });
}

/** A value that the record may hold elsewhere than expected: then it is no filter. */
function member(record: RecordValue, kind: SentenceKind, dotted: string, value: string) {
  const found: SentenceFilter | undefined = at(record, dotted);
  return valuePart(kind, value, found?.value === value ? found : undefined);
}

function isHidden(name: string): boolean {
  return name === 'HIDDEN_DUE_TO_SECURITY_REASONS';
}
