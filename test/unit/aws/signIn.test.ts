// Signing in to SSO by device authorisation.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, test as base } from 'vitest';

import type { AwsAccess } from '../../../main/core/aws/access.ts';
import type { DeviceSignIn } from '../../../shared/aws/profile.ts';
import { SignInHome, until } from '../../aws/signInHome.ts';
import { SignInServer } from '../../aws/signInServer.ts';
import { secretMark } from '../../aws/signInState.ts';

const never = new AbortController().signal;
const arn = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jo@example.com';
const corp = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
const profile = (name: string): string =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n`;

type World = { readonly server: SignInServer; readonly home: SignInHome; readonly access: AwsAccess };

// Most of the time is waiting, as the protocol wants it: the tests run side by side, each with a server of its own.
const test = base.extend<{ world: World }>({
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, use) => {
    const server = await SignInServer.start();
    const home = SignInHome.at(server);
    home.config(corp + profile('prod') + profile('"two words"'));
    await use({ server, home, access: home.access() });
    expect(home.pushedText()).not.toContain(secretMark);
    home.remove();
    await server.close();
  },
});

const device = ({ home }: World): Promise<DeviceSignIn> =>
  until(() => home.pushedSignIns.findLast((each) => each !== undefined));

describe.concurrent('device authorisation', () => {
  test('shows the code, and keeps the token as the AWS CLI does', async ({ world }) => {
    const { server, home, access } = world;
    const signingIn = access.signIn('prod', never);
    const shown = await device(world);
    expect(shown).toMatchObject({ profile: 'prod', userCode: expect.stringMatching(/^ABCD-\d{4}$/u) as string });
    expect(shown.url).toBe(`${server.url}/device?user_code=${shown.userCode}`);
    expect(Date.parse(shown.expiresAt)).toBeGreaterThan(Date.now());
    server.decide('approved');
    await signingIn;
    expect(home.pushedSignIns.at(-1)).toBeUndefined();
    const token = home.token('corp');
    expect(Object.keys(token).toSorted()).toEqual([
      'accessToken',
      'clientId',
      'clientSecret',
      'expiresAt',
      'refreshToken',
      'region',
      'registrationExpiresAt',
      'startUrl',
    ]);
    expect(token).toMatchObject({ startUrl: 'https://corp.awsapps.com/start', region: 'eu-west-1' });
    expect(token['expiresAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    expect(statSync(home.tokenPath('corp')).mode & 0o777).toBe(0o600);
    expect(readdirSync(home.path('.aws/sso/cache'))).toHaveLength(1);
    expect((await access.identity('prod', never)).arn).toBe(arn);
  });

  test('asks for the scopes of the session', async ({ world }) => {
    const { server, home, access } = world;
    home.config(`${corp}sso_registration_scopes = sso:account:access, codewhisperer:completions\n${profile('prod')}`);
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    expect(server.asked('RegisterClient')[0]?.parameters).toMatchObject({
      clientName: 'Firetrail',
      scopes: 'sso:account:access,codewhisperer:completions',
    });
  });

  test('a registration that still counts is used again; one that SSO has forgotten is not', async ({ world }) => {
    const { server, access } = world;
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    await access.signIn('prod', never);
    expect(server.asked('RegisterClient')).toHaveLength(1);
    server.clients.clear();
    await access.signIn('prod', never);
    expect(server.asked('RegisterClient')).toHaveLength(2);
    expect((await access.identity('prod', never)).arn).toBe(arn);
  });

  test('the registration of the AWS CLI is used', async ({ world }) => {
    const { server, home, access } = world;
    // Where `aws sso login` of the AWS CLI 2 keeps it for this session and these scopes.
    const name = createHash('sha1')
      .update(
        '{"region": "eu-west-1", "scopes": ["sso:account:access"], "session_name": "corp", "startUrl": "https://corp.awsapps.com/start", "tool": "botocore"}',
      )
      .digest('hex');
    const clientSecret = server.secret('client');
    server.clients.set('of-cli', clientSecret);
    const expiresAt = '2099-01-01T00:00:00Z';
    home.write(`.aws/sso/cache/${name}.json`, JSON.stringify({ clientId: 'of-cli', clientSecret, expiresAt }));
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    expect(server.asked('RegisterClient')).toEqual([]);
    expect(home.token('corp')['clientId']).toBe('of-cli');
  });

  test('the legacy kind is kept under its start URL, without a token to renew it', async ({ world }) => {
    const { server, home, access } = world;
    const url = 'https://old.awsapps.com/start';
    home.config(
      `[profile old]\nsso_start_url = ${url}\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n`,
    );
    server.newDevice = 'approved';
    await access.signIn('old', never);
    expect(home.token(url)['refreshToken']).toBeUndefined();
    expect(server.asked('RegisterClient')[0]?.parameters['scopes']).toBeUndefined();
    expect((await access.identity('old', never)).arn).toBe(arn);
  });

  test('what the SDK itself makes of the token, also when it renews it', async ({ world }) => {
    const { server, home, access } = world;
    server.newDevice = 'approved';
    // Within the last five minutes, the SDK renews.
    server.tokenSeconds = 200;
    await access.signIn('prod', never);
    const before = home.token('corp');
    const { fromSSO } = await import('@aws-sdk/credential-providers');
    const env = { HOME: process.env['HOME'], AWS_ENDPOINT_URL: process.env['AWS_ENDPOINT_URL'] };
    Object.assign(process.env, { HOME: home.dir, AWS_ENDPOINT_URL: server.url });
    try {
      server.tokenSeconds = 3600;
      const found = await fromSSO({ profile: 'prod', ignoreCache: true })();
      expect(server.keys.get(found.accessKeyId)?.arn).toBe(arn);
    } finally {
      for (const [name, value] of Object.entries(env))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
    expect(server.asked('CreateToken').at(-1)?.parameters['grantType']).toBe('refresh_token');
    expect(home.token('corp')['accessToken']).not.toBe(before['accessToken']);
    // And what the SDK has written is read here.
    expect((await access.identity('prod', never)).arn).toBe(arn);
  });

  test('slowing down is heeded', { timeout: 20_000 }, async ({ world }) => {
    const { server, access } = world;
    server.newDevice = 'slow';
    const signingIn = access.signIn('prod', never);
    await device(world);
    await until(() => server.asked('CreateToken').length === 1);
    const slowedMs = Date.now();
    server.decide('approved');
    await signingIn;
    expect(Date.now() - slowedMs).toBeGreaterThan(5500);
  });

  test.for([
    ['denied', 'aws/denied', 'was refused in the browser'],
    ['expired', 'aws/sign-in', 'was not confirmed in time'],
  ] as const)('%s in the browser', async ([state, code, message], { world }) => {
    const { server, home, access } = world;
    server.newDevice = state;
    const error = await access.signIn('prod', never).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
    expect(home.pushedSignIns.at(-1)).toBeUndefined();
    expect(existsSync(home.tokenPath('corp'))).toBe(false);
  });

  test('can be cancelled while it waits', async ({ world }) => {
    const { server, home, access } = world;
    const abort = new AbortController();
    const signingIn = access.signIn('prod', abort.signal);
    await device(world);
    abort.abort();
    await expect(signingIn).rejects.toMatchObject({ code: 'cancelled' });
    expect(home.pushedSignIns.at(-1)).toBeUndefined();
    const asked = server.requests.length;
    await new Promise((resolve) => {
      setTimeout(resolve, 1500);
    });
    expect(server.requests.length).toBe(asked);
  });

  test('a later sign-in takes the place of an earlier one', async ({ world }) => {
    const { server, home, access } = world;
    const first = access.signIn('prod', never);
    first.catch(() => undefined);
    const shown = await device(world);
    const second = access.signIn('prod', never);
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => home.pushedSignIns.at(-1)?.userCode !== shown.userCode && home.pushedSignIns.at(-1));
    server.decide('approved');
    await second;
    expect(home.pushedSignIns.at(-1)).toBeUndefined();
  });

  test('a page that is not on https is not opened', async ({ world }) => {
    const { server, home, access } = world;
    server.verificationUrl = 'http://phishing.example.com/device';
    await expect(access.signIn('prod', never)).rejects.toMatchObject({ code: 'aws/failed' });
    server.verificationUrl = 'javascript:alert(1)//';
    await expect(access.signIn('prod', never)).rejects.toMatchObject({ code: 'aws/failed' });
    expect(home.pushedSignIns.filter((each) => each !== undefined)).toEqual([]);
  });

  test('a profile without SSO', async ({ world }) => {
    const { home, access } = world;
    home.credentials('[keys]\naws_access_key_id = a\naws_secret_access_key = b\n');
    await expect(access.signIn('keys', never)).rejects.toMatchObject({ code: 'aws/profile' });
  });
});
