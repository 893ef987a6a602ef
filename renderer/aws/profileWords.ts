// What a profile is, in words, and how it is found by typing.
import { assertNever } from '../../shared/assert.ts';
import type { Identity, Profile } from '../../shared/aws/profile.ts';
import { roleOf } from '../state/aws.ts';

/** `SSO session corp · 111122223333 · Admin`, `role deploy over prod, MFA`, `access key`. */
export function profileText(profile: Profile, nameAccount: (account: string) => string): string {
  const via = profile.mfaSerial === undefined ? '' : ', MFA';
  switch (profile.kind) {
    case 'keys':
      return `access key${via}`;
    case 'sso':
    case 'sso-legacy':
      return ssoText(profile, nameAccount);
    case 'role':
      return `${roleText(profile, nameAccount)}${via}`;
    case 'process':
      return 'credential process';
    case 'web-identity':
      return `web identity · ${roleText(profile, nameAccount)}`;
    case 'login':
      return 'console login';
    case 'environment':
      return 'environment';
    case 'container':
      return 'container role';
    case 'instance':
      return 'instance role';
    case 'incomplete':
      return 'no credentials';
    default:
      return assertNever(profile.kind);
  }
}

function ssoText(
  { ssoSession, ssoStartUrl, ssoAccountId, ssoRoleName }: Profile,
  nameAccount: (account: string) => string,
): string {
  const session = ssoSession === undefined ? `SSO ${hostOf(ssoStartUrl)}` : `SSO session ${ssoSession}`;
  return [session.trim(), ssoAccountId && nameAccount(ssoAccountId), ssoRoleName].filter(Boolean).join(' · ');
}

function hostOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : '';
}

function roleText(
  { roleArn, chain = [], credentialSource }: Profile,
  nameAccount: (account: string) => string,
): string {
  const { account, role } = roleOf(roleArn);
  const named = `role ${role ?? ''}`.trim() + (account === undefined ? '' : ` in ${nameAccount(account)}`);
  const over = chain.length > 0 ? chain.join(', ') : credentialSource;
  return over === undefined ? named : `${named}, over ${over}`;
}

/** Everything a profile may be found by. */
export function searchTextOf(profile: Profile, nameAccount: (account: string) => string): string {
  const { name, region, endpoint, ssoStartUrl, roleArn } = profile;
  return [name, profileText(profile, nameAccount), region, endpoint, ssoStartUrl, roleArn].join(' ').toLowerCase();
}

/** `Admin`: the role, user or root of an ARN, without the session. */
export function principalOf(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  const [kind, ...rest] = resource.split('/');
  if (kind === 'assumed-role') {
    const role = rest[0] ?? '';
    return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? role;
  }
  return rest.length > 0 ? rest.join('/') : resource;
}

export function identityText({ account, arn }: Identity, name: string | undefined): string {
  const who = `${account}/${principalOf(arn)}`;
  return name === undefined ? who : `${name} · ${who}`;
}

export type TimeLeft = { readonly text: string; readonly tone: 'plain' | 'warn' | 'over' };

const soonMs = 5 * 60_000;

export function timeLeft(expiresAt: string, nowMs: number): TimeLeft {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (Number.isNaN(leftMs)) return { text: '', tone: 'plain' };
  if (leftMs <= 0) return { text: 'expired', tone: 'over' };
  return { text: `${durationText(leftMs)} left`, tone: leftMs < soonMs ? 'warn' : 'plain' };
}

function durationText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.ceil(ms / 1000)} s`;
  if (minutes < 100) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

/** A message without the command it ends in, where that stands beside it to be copied. */
export function withoutCommand(message: string, command: string | undefined): string {
  const end = `, or run ${command}`;
  return command !== undefined && message.endsWith(end) ? `${message.slice(0, -end.length)}.` : message;
}
