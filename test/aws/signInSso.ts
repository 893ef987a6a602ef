// SSO: registering a client, authorising a device, tokens, and credentials of a role.
import type { IncomingMessage } from 'node:http';

import type { SignInAnswer } from './signInServer.ts';
import type { DeviceState, SignInState } from './signInState.ts';

/** Undefined for what is not SSO's. */
export function answerSso(state: SignInState, request: IncomingMessage, body: string): SignInAnswer | undefined {
  const url = new URL(request.url ?? '/', 'http://localhost');
  switch (url.pathname) {
    case '/client/register':
      return log(state, 'RegisterClient', parametersOf(body)) ?? registerClient(state);
    case '/device_authorization':
      return log(state, 'StartDeviceAuthorization', parametersOf(body)) ?? authorizeDevice(state, parametersOf(body));
    case '/token':
      return log(state, 'CreateToken', parametersOf(body)) ?? createToken(state, parametersOf(body));
    case '/federation/credentials':
      return getRoleCredentials(state, url, request);
    case '/device':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<title>Confirm</title>' };
    default:
      return undefined;
  }
}

function registerClient(state: SignInState): SignInAnswer {
  const clientId = `client-${state.next()}`;
  const clientSecret = state.secret('client');
  state.clients.set(clientId, clientSecret);
  const now = Math.floor(Date.now() / 1000);
  return json({ clientId, clientSecret, clientIdIssuedAt: now, clientSecretExpiresAt: now + 90 * 86_400 });
}

function authorizeDevice(state: SignInState, asked: Parameters): SignInAnswer {
  if (!isClient(state, asked)) return refusal(401, 'InvalidClientException', 'invalid_client');
  const deviceCode = state.secret('device');
  state.devices.set(deviceCode, state.newDevice);
  const userCode = `ABCD-${String(state.next()).padStart(4, '0')}`;
  return json({
    deviceCode,
    userCode,
    verificationUri: state.verificationUrl,
    verificationUriComplete: `${state.verificationUrl}?user_code=${userCode}`,
    expiresIn: state.deviceSeconds,
    interval: 1,
  });
}

function createToken(state: SignInState, asked: Parameters): SignInAnswer {
  if (!isClient(state, asked)) return refusal(401, 'InvalidClientException', 'invalid_client');
  if (asked['grantType'] === 'refresh_token') {
    return state.refreshTokens.delete(asked['refreshToken'] ?? '')
      ? newToken(state)
      : refusal(400, 'InvalidGrantException', 'invalid_grant');
  }
  const deviceCode = asked['deviceCode'] ?? '';
  const device = state.devices.get(deviceCode);
  if (device === undefined) return refusal(400, 'InvalidGrantException', 'invalid_grant');
  // One answer to slow down, then it is as if it had been asked for the first time.
  if (device === 'slow') state.devices.set(deviceCode, 'pending');
  return device === 'approved' ? newToken(state) : deviceRefusal(device);
}

function deviceRefusal(device: Exclude<DeviceState, 'approved'>): SignInAnswer {
  switch (device) {
    case 'pending':
      return refusal(400, 'AuthorizationPendingException', 'authorization_pending');
    case 'slow':
      return refusal(400, 'SlowDownException', 'slow_down');
    case 'expired':
      return refusal(400, 'ExpiredTokenException', 'expired_token');
    case 'denied':
      return refusal(400, 'AccessDeniedException', 'access_denied');
  }
}

function newToken(state: SignInState): SignInAnswer {
  const accessToken = state.secret('access');
  const refreshToken = state.secret('refresh');
  state.accessTokens.set(accessToken, Date.now() + state.tokenSeconds * 1000);
  state.refreshTokens.add(refreshToken);
  return json({ accessToken, refreshToken, tokenType: 'Bearer', expiresIn: state.tokenSeconds });
}

function getRoleCredentials(state: SignInState, url: URL, request: IncomingMessage): SignInAnswer {
  const account = url.searchParams.get('account_id') ?? '';
  const role = url.searchParams.get('role_name') ?? '';
  const fault = log(state, 'GetRoleCredentials', { account, role });
  if (fault !== undefined) return fault;
  const ends = state.accessTokens.get(String(request.headers['x-amz-sso_bearer_token']));
  if (ends === undefined || ends < Date.now())
    return refusal(401, 'UnauthorizedException', undefined, 'Session token not found or invalid');
  if (role === 'NoSuchRole') return refusal(403, 'ForbiddenException', undefined, 'No access');
  const arn = `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_${role}_0123456789abcdef/jo@example.com`;
  const { accessKeyId, secretAccessKey, sessionToken, endsMs } = state.issue(account, arn);
  return json({ roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: endsMs } });
}

type Parameters = Readonly<Record<string, string>>;

function parametersOf(body: string): Parameters {
  const values = JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(',')]));
}

function isClient(state: SignInState, asked: Parameters): boolean {
  return state.clients.get(asked['clientId'] ?? '') === asked['clientSecret'];
}

/** Notes the request; gives the fault that a test has ordered for it. */
function log(state: SignInState, action: string, parameters: Parameters): SignInAnswer | undefined {
  state.requests.push({ service: action === 'GetRoleCredentials' ? 'sso' : 'sso-oidc', action, parameters });
  const fault = state.takeFault(action);
  return fault === undefined ? undefined : refusal(fault.status, fault.code, undefined, fault.message);
}

function json(body: unknown): SignInAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function refusal(status: number, type: string, error: string | undefined, message = type): SignInAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
    body: JSON.stringify(error === undefined ? { message } : { error, error_description: message }),
  };
}
