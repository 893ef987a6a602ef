// What waits for credentials and how it goes on: after a sign-in, by Firetrail or the AWS CLI, new keys, a device's code.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { AwsAccess, AwsConnection } from '../../../main/core/aws/access.ts';
import type { Prompt } from '../../../shared/aws/profile.ts';
import { SignInHome, until } from '../../aws/signInHome.ts';
import { SignInServer } from '../../aws/signInServer.ts';
import { secretMark, type Credentials } from '../../aws/signInState.ts';

const never = new AbortController().signal;
const arn = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jo@example.com';
const corp = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
const profile = (name: string): string =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n`;

let server: SignInServer;
let home: SignInHome;
let access: AwsAccess;

beforeEach(async () => {
  server = await SignInServer.start();
  home = SignInHome.at(server);
  home.config(corp + profile('prod') + profile('"two words"'));
  access = home.access();
});

afterEach(async () => {
  expect(home.pushedText()).not.toContain(secretMark);
  home.remove();
  await server.close();
});

async function asks(connection: AwsConnection, signal = never): Promise<string> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region: 'eu-west-1', endpoint: server.url, credentials: connection.credentials });
  return connection.run(
    'the test',
    signal,
    async () => (await client.send(new GetCallerIdentityCommand({}))).Arn ?? '',
  );
}

const waitsFor = (kind: Prompt['kind']): Promise<Prompt> =>
  until(() => home.prompts.list().find((p) => p.kind === kind));

describe('a session that has ended', () => {
  test('what waits shows the command, and goes on after the sign-in', async () => {
    const connection = await access.connect({ profile: 'prod', waits: true });
    const other = await access.connect({ profile: 'two words', waits: true });
    const waiting = Promise.all([asks(connection), asks(connection), asks(other)]);
    await until(() => home.prompts.list().length === 2);
    // Which of the two comes first is theirs.
    const byProfile = [...home.prompts.list()].sort((a, b) => a.profile.localeCompare(b.profile));
    expect(byProfile).toMatchObject([
      { kind: 'signIn', profile: 'prod', command: 'aws sso login --profile prod' },
      { kind: 'signIn', profile: 'two words', command: `aws sso login --profile 'two words'` },
    ]);
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    expect(await waiting).toEqual([arn, arn, arn]);
    expect(home.prompts.list()).toEqual([]);
  });

  test('what waits goes on after `aws sso login` in a terminal', async () => {
    const waiting = asks(await access.connect({ profile: 'prod', waits: true }));
    await waitsFor('signIn');
    home.writeToken('corp', server);
    expect(await waiting).toBe(arn);
  });

  test('for a role the command names the profile that signs in', async () => {
    home.config(
      `${corp}${profile('prod')}[profile far]\nrole_arn = arn:aws:iam::444455556666:role/Far\nsource_profile = prod\n`,
    );
    const connection = await access.connect({ profile: 'far', waits: true });
    const abort = new AbortController();
    const waiting = asks(connection, abort.signal);
    expect(await waitsFor('signIn')).toMatchObject({ profile: 'far', command: 'aws sso login --profile prod' });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => home.prompts.list().length === 0);
  });

  test('what does not wait fails at once', async () => {
    await expect(access.identity('prod', never)).rejects.toMatchObject({
      code: 'aws/sign-in',
      message: 'The SSO session "corp" of profile "prod" has not begun. Sign in, or run aws sso login --profile prod',
    });
    home.writeToken('corp', server, {
      expiresAt: '2020-01-01T00:00:00Z',
      registrationExpiresAt: '2020-01-01T00:00:00Z',
    });
    await expect(access.identity('prod', never)).rejects.toMatchObject({
      code: 'aws/sign-in',
      message: expect.stringContaining('has ended') as string,
    });
    expect(home.pushedPrompts).toEqual([]);
  });

  test('dismissed: what waited fails', async () => {
    const waiting = asks(await access.connect({ profile: 'prod', waits: true }));
    home.prompts.dismiss((await waitsFor('signIn')).id);
    await expect(waiting).rejects.toMatchObject({ code: 'aws/sign-in' });
  });

  test('a token near its end is renewed, once for all that need it', async () => {
    home.writeToken('corp', server, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    const connections = await Promise.all(
      ['prod', 'two words'].map((name) => access.connect({ profile: name, waits: false })),
    );
    expect(await Promise.all(connections.map((connection) => asks(connection)))).toEqual([arn, arn]);
    expect(server.asked('CreateToken')).toHaveLength(1);
    expect(Date.parse(home.token('corp')['expiresAt'] ?? '')).toBeGreaterThan(Date.now() + 3_600_000);
  });

  test('a token that SSO has revoked: sign in', async () => {
    home.writeToken('corp', server);
    server.endSessions();
    await expect(access.identity('prod', never)).rejects.toMatchObject({ code: 'aws/sign-in' });
  });

  test('credentials that end while the session goes on are got again without asking', async () => {
    home.writeToken('corp', server);
    const connection = await access.connect({ profile: 'prod', waits: true });
    await asks(connection);
    server.endCredentials();
    const many = await Promise.all(Array.from({ length: 20 }, () => asks(connection)));
    expect(new Set(many)).toEqual(new Set([arn]));
    expect(home.pushedPrompts).toEqual([]);
    expect(server.asked('GetRoleCredentials').length).toBe(2);
  });

  test('both end half way: sign in, and go on', async () => {
    home.writeToken('corp', server);
    const connection = await access.connect({ profile: 'prod', waits: true });
    await asks(connection);
    server.endCredentials();
    server.endSessions();
    const waiting = asks(connection);
    await waitsFor('signIn');
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    expect(await waiting).toBe(arn);
  });

  test('what came of the session before a new sign-in is not used any more', async () => {
    home.writeToken('corp', server);
    const connection = await access.connect({ profile: 'prod', waits: true });
    await asks(connection);
    server.newDevice = 'approved';
    await access.signIn('prod', never);
    await asks(connection);
    expect(server.asked('GetRoleCredentials')).toHaveLength(2);
  });

  test('a role that SSO does not give is denied, not asked for again', async () => {
    home.config(`${corp}${profile('prod').replace('Admin', 'NoSuchRole')}`);
    home.writeToken('corp', server);
    await expect(asks(await access.connect({ profile: 'prod', waits: true }))).rejects.toMatchObject({
      code: 'aws/denied',
    });
    expect(home.pushedPrompts).toEqual([]);
  });
});

describe('credentials that only the user can renew', () => {
  const keysIn = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): string =>
    `[tmp]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`;
  const user = 'arn:aws:iam::111122223333:user/jo';

  test('new keys in the file', async () => {
    home.credentials(keysIn(server.issue('111122223333', user, -1)));
    const waiting = asks(await access.connect({ profile: 'tmp', waits: true }));
    const prompt = await waitsFor('renew');
    expect(prompt).toMatchObject({
      profile: 'tmp',
      message: 'The credentials of profile "tmp" have ended. Put new ones into ~/.aws/credentials.',
    });
    // The same keys were not tried a second time.
    expect(server.asked('GetCallerIdentity')).toHaveLength(1);
    writeFileSync(home.path('.aws/credentials'), keysIn(server.issue('111122223333', user)));
    expect(await waiting).toBe(user);
  });

  test('trying again before they are new asks again', async () => {
    home.credentials(keysIn(server.issue('111122223333', user, -1)));
    const waiting = asks(await access.connect({ profile: 'tmp', waits: true }));
    const first = await waitsFor('renew');
    home.prompts.answer(first.id, '');
    const second = await until(() => home.prompts.list().find(({ id }) => id !== first.id));
    home.prompts.dismiss(second.id);
    await expect(waiting).rejects.toMatchObject({ code: 'aws/expired' });
  });

  test('a new token of a web identity', async () => {
    const role = 'arn:aws:iam::444455556666:role/Pod';
    server.addRole({ arn: role });
    const old = server.secret('web');
    const file = home.write('token', old);
    home.config(`[profile web]\nrole_arn = ${role}\nweb_identity_token_file = ${file}\nrole_session_name = pod\n`);
    const waiting = asks(await access.connect({ profile: 'web', waits: true }));
    expect((await waitsFor('renew')).profile).toBe('web');
    const token = server.secret('web');
    server.webIdentityTokens.add(token);
    writeFileSync(file, token);
    expect(await waiting).toBe('arn:aws:sts::444455556666:assumed-role/Pod/pod');
  });

  test('an `aws login` in a terminal', async () => {
    const cache = home.path('login');
    home.env['AWS_LOGIN_CACHE_DIRECTORY'] = cache;
    vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', cache);
    home.config(`[profile l]\nlogin_session = ${user}\nregion = eu-west-1\n`);
    const waiting = asks(await access.connect({ profile: 'l', waits: true }));
    expect((await waitsFor('renew')).message).toContain('aws login --profile l');
    const { accessKeyId, secretAccessKey, sessionToken } = server.issue('111122223333', user);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const accessToken = { accessKeyId, secretAccessKey, sessionToken, accountId: '111122223333', expiresAt };
    const token = { accessToken, clientId: 'c', refreshToken: server.secret('refresh'), dpopKey: 'k' };
    home.write(`login/${createHash('sha256').update(user).digest('hex')}.json`, JSON.stringify(token));
    expect(await waiting).toBe(user);
    vi.unstubAllEnvs();
  });

  test('the clock: said as it is', async () => {
    home.credentials(keysIn(server.issue('111122223333', user)));
    const skewed = { status: 403, code: 'RequestTimeTooSkewed', message: 'The difference is too large.' };
    server.addFault('GetCallerIdentity', skewed, 10);
    await expect(asks(await access.connect({ profile: 'tmp', waits: true }))).rejects.toMatchObject({
      code: 'aws/failed',
      message: expect.stringContaining('the clock of this machine') as string,
    });
  });
});

describe('codes of a device', () => {
  const role = 'arn:aws:iam::444455556666:role/Guarded';
  const serial = 'arn:aws:iam::111122223333:mfa/jo';

  function guarded(...codes: string[]): void {
    const { accessKeyId, secretAccessKey } = server.addKeys('111122223333', 'arn:aws:iam::111122223333:user/jo');
    home.credentials(`[base]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
    home.config(
      `[profile mfa]\nrole_arn = ${role}\nsource_profile = base\nmfa_serial = ${serial}\nrole_session_name = me\n`,
    );
    server.addRole({ arn: role, mfa: { serial, codes } });
  }

  test('asked for once for all that wait; a refused one is asked for again', async () => {
    guarded('123456');
    const connection = await access.connect({ profile: 'mfa', waits: true });
    const waiting = Promise.all([asks(connection), asks(connection), access.identity('mfa', never)]);
    const first = await waitsFor('mfa');
    expect(first).toEqual({ id: first.id, kind: 'mfa', profile: 'mfa', serial });
    home.prompts.answer(first.id, '000000');
    const second = await until(() => home.prompts.list().find(({ id }) => id !== first.id));
    expect(second).toMatchObject({ kind: 'mfa', message: expect.stringContaining('was refused') as string });
    home.prompts.answer(second.id, '123 456');
    const [one, two, identity] = await waiting;
    const assumed = 'arn:aws:sts::444455556666:assumed-role/Guarded/me';
    expect([one, two, identity.arn]).toEqual([assumed, assumed, assumed]);
    expect(server.asked('AssumeRole')).toHaveLength(2);
    expect(home.prompts.list()).toEqual([]);
  });

  test('nobody is asked for a new code before the old credentials end', async () => {
    guarded('123456', '654321');
    server.roleSeconds = 3;
    const connection = await access.connect({ profile: 'mfa', waits: true });
    const first = asks(connection);
    home.prompts.answer((await waitsFor('mfa')).id, '123456');
    await first;
    const { endsMs = 0 } = [...server.keys.values()].at(-1) ?? {};
    // Within their last quarter, when others would be got again.
    await until(() => Date.now() > endsMs - 500);
    await asks(connection);
    expect(home.prompts.list()).toEqual([]);
    await until(() => Date.now() > endsMs);
    const waiting = asks(connection);
    home.prompts.answer((await waitsFor('mfa')).id, '654321');
    expect(await waiting).toContain('assumed-role/Guarded/me');
  });

  test('credentials that end while a request is made: the code is asked for, and it goes on', async () => {
    guarded('123456', '654321');
    server.roleSeconds = 2;
    const connection = await access.connect({ profile: 'mfa', waits: true });
    const first = asks(connection);
    home.prompts.answer((await waitsFor('mfa')).id, '123456');
    await first;
    const { endsMs = 0 } = [...server.keys.values()].at(-1) ?? {};
    const slow = connection.run('the test', never, async () => {
      await until(() => Date.now() > endsMs);
      return (await connection.credentials()).accessKeyId;
    });
    server.roleSeconds = 3600;
    home.prompts.answer((await waitsFor('mfa')).id, '654321');
    expect(await slow).toBe([...server.keys.keys()].at(-1));
  });

  test('dismissed, and cancelled', async () => {
    guarded('123456');
    const connection = await access.connect({ profile: 'mfa', waits: false });
    const waiting = asks(connection);
    home.prompts.dismiss((await waitsFor('mfa')).id);
    await expect(waiting).rejects.toMatchObject({ code: 'aws/mfa' });
    const abort = new AbortController();
    const other = asks(connection, abort.signal);
    await waitsFor('mfa');
    abort.abort();
    await expect(other).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => home.prompts.list().length === 0);
  });
});
