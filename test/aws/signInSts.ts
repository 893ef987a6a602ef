// STS: who credentials are, and roles that are taken on.
import type { IncomingMessage } from 'node:http';

import type { SignInAnswer } from './signInServer.ts';
import type { Credentials, Role, SignInState } from './signInState.ts';

export function answerSts(state: SignInState, request: IncomingMessage, body: string): SignInAnswer {
  const asked = new URLSearchParams(body);
  const action = asked.get('Action') ?? '';
  const signature = signatureOf(request);
  const parameters = Object.fromEntries([...asked].filter(([name]) => name !== 'Action' && name !== 'Version'));
  state.requests.push({ service: 'sts', action, parameters, ...signature });
  const fault = state.takeFault(action);
  if (fault !== undefined) return refusal(fault.status, fault.code, fault.message);
  if (action === 'AssumeRoleWithWebIdentity') return assumeRoleWithWebIdentity(state, asked);
  const caller = callerOf(state, request, signature?.accessKeyId);
  if ('status' in caller) return caller;
  if (action === 'AssumeRole') return assumeRole(state, asked, caller);
  if (action === 'GetCallerIdentity') return callerIdentity(caller);
  return refusal(400, 'InvalidAction', `Could not find operation ${action}`);
}

function callerOf(state: SignInState, request: IncomingMessage, id = ''): Credentials | SignInAnswer {
  const keys = state.keys.get(id);
  const token = request.headers['x-amz-security-token'];
  if (keys === undefined || keys.sessionToken !== token)
    return refusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
  if (keys.endsMs !== undefined && keys.endsMs <= Date.now())
    return refusal(403, 'ExpiredToken', 'The security token included in the request is expired');
  return keys;
}

function assumeRole(state: SignInState, asked: URLSearchParams, caller: Credentials): SignInAnswer {
  const arn = asked.get('RoleArn') ?? '';
  const role = state.roles.get(arn);
  const denied = refusal(
    403,
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  );
  if (role === undefined || !isTrusted(role, caller)) return denied;
  if (role.externalId !== undefined && asked.get('ExternalId') !== role.externalId) return denied;
  if (role.mfa !== undefined && asked.get('SerialNumber') !== role.mfa.serial) return denied;
  if (role.mfa !== undefined && !takeCode(role.mfa.codes, asked.get('TokenCode') ?? ''))
    return refusal(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
  return assumed(state, 'AssumeRole', role, asked);
}

function isTrusted(role: Role, caller: Credentials): boolean {
  return role.trusts === undefined || role.trusts.some((arn) => caller.arn.startsWith(arn));
}

/** A code works once, as those of a device do. */
function takeCode(codes: string[], code: string): boolean {
  const at = codes.indexOf(code);
  if (at < 0) return false;
  codes.splice(at, 1);
  return true;
}

function assumeRoleWithWebIdentity(state: SignInState, asked: URLSearchParams): SignInAnswer {
  const role = state.roles.get(asked.get('RoleArn') ?? '');
  if (role === undefined)
    return refusal(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  if (!state.webIdentityTokens.has(asked.get('WebIdentityToken') ?? ''))
    return refusal(
      400,
      'ExpiredTokenException',
      'Token expired: current date/time must be before the expiration date/time',
    );
  return assumed(state, 'AssumeRoleWithWebIdentity', role, asked);
}

function assumed(state: SignInState, action: string, role: Role, asked: URLSearchParams): SignInAnswer {
  const account = role.arn.split(':')[4] ?? '';
  const roleName = role.arn.slice(role.arn.lastIndexOf('/') + 1);
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${asked.get('RoleSessionName') ?? ''}`;
  const seconds = Math.min(state.roleSeconds, Number(asked.get('DurationSeconds') ?? 3600));
  const issued = state.issue(account, arn, seconds);
  return xml(
    action,
    `<Credentials><AccessKeyId>${issued.accessKeyId}</AccessKeyId><SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey>` +
      `<SessionToken>${issued.sessionToken}</SessionToken><Expiration>${new Date(issued.endsMs ?? 0).toISOString()}</Expiration></Credentials>` +
      `<AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser>`,
  );
}

function callerIdentity(caller: Credentials): SignInAnswer {
  return xml('GetCallerIdentity', `<Arn>${caller.arn}</Arn><UserId>AIDA</UserId><Account>${caller.account}</Account>`);
}

function signatureOf(request: IncomingMessage): { accessKeyId: string; region: string } | undefined {
  const found = /Credential=([^/]+)\/\d+\/([^/]+)\//u.exec(request.headers.authorization ?? '');
  return found?.[1] === undefined || found[2] === undefined ? undefined : { accessKeyId: found[1], region: found[2] };
}

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

function xml(action: string, result: string): SignInAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result></${action}Response>`,
  };
}

function refusal(status: number, code: string, message: string): SignInAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}
