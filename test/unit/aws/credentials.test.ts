// Every kind of profile, asked who it is, against a server of STS and SSO.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { SignInHome, until } from '../../aws/signInHome.ts';
import { SignInServer } from '../../aws/signInServer.ts';
import { secretMark, type Credentials } from '../../aws/signInState.ts';

const never = new AbortController().signal;
const user = 'arn:aws:iam::111122223333:user/jo';
const role = (name: string, account = '444455556666'): string => `arn:aws:iam::${account}:role/${name}`;

let server: SignInServer;
let home: SignInHome;

beforeEach(async () => {
  server = await SignInServer.start();
  home = SignInHome.at(server);
});

afterEach(async () => {
  expect(home.pushedText()).not.toContain(secretMark);
  home.remove();
  await server.close();
});

function keysIn(name: string, { accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  const token = sessionToken === undefined ? '' : `aws_session_token = ${sessionToken}\n`;
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n${token}`;
}

async function whoIs(profile: string | undefined, env?: Record<string, string>): Promise<string> {
  if (env !== undefined) Object.assign(home.env, env);
  return (await home.access().identity(profile, never)).arn;
}

const corp = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
const ssoProfile = '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n';
const ssoArn = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jo@example.com';

describe('each kind of profile', () => {
  test('keys, with and without a session token', async () => {
    home.credentials(keysIn('one', server.addKeys('111122223333', user)));
    expect(await home.access().identity('one', never)).toEqual({ profile: 'one', account: '111122223333', arn: user });
    home.credentials(keysIn('two', server.issue('111122223333', `${user}-session`)));
    expect(await whoIs('two')).toBe(`${user}-session`);
  });

  test('keys for good say no end; a role says when it ends', async () => {
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\nrole_session_name = me\n`);
    server.addRole({ arn: role('Reader') });
    const access = home.access();
    expect((await access.identity('base', never)).expiresAt).toBeUndefined();
    const found = await access.identity('role', never);
    expect(found.arn).toBe('arn:aws:sts::444455556666:assumed-role/Reader/me');
    expect(Date.parse(found.expiresAt ?? '') - Date.now()).toBeGreaterThan(3_500_000);
  });

  test('a role names its external id, duration and session, in the region of its profile', async () => {
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(
      `[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\nregion = ap-south-1\n` +
        'external_id = e-1\nduration_seconds = 900\nrole_session_name = me\n',
    );
    server.addRole({ arn: role('Reader'), externalId: 'e-1' });
    await whoIs('role');
    expect(server.asked('AssumeRole')).toMatchObject([
      {
        region: 'ap-south-1',
        parameters: { ExternalId: 'e-1', DurationSeconds: '900', RoleSessionName: 'me', RoleArn: role('Reader') },
      },
    ]);
  });

  test('a role whose profile holds the keys it is taken on with', async () => {
    home.credentials(keysIn('self', server.addKeys('111122223333', user)));
    home.config(`[profile self]\nrole_arn = ${role('Reader')}\nsource_profile = self\nrole_session_name = me\n`);
    server.addRole({ arn: role('Reader'), trusts: [user] });
    expect(await whoIs('self')).toContain('assumed-role/Reader/me');
  });

  test('a chain of roles over SSO', async () => {
    home.config(
      `${corp}${ssoProfile}[profile middle]\nrole_arn = ${role('Middle')}\nsource_profile = sso\n` +
        `[profile far]\nrole_arn = ${role('Far', '777788889999')}\nsource_profile = middle\nrole_session_name = me\n`,
    );
    home.writeToken('corp', server);
    server.addRole({ arn: role('Middle'), trusts: [ssoArn] });
    server.addRole({ arn: role('Far', '777788889999'), trusts: ['arn:aws:sts::444455556666:assumed-role/Middle/'] });
    expect(await whoIs('far')).toBe('arn:aws:sts::777788889999:assumed-role/Far/me');
  });

  test('the legacy kind of SSO, also as the source of a role', async () => {
    const url = 'https://old.awsapps.com/start';
    home.config(
      `[profile old]\nsso_start_url = ${url}\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n` +
        `[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = old\nrole_session_name = me\n`,
    );
    // As old AWS CLIs write the moment.
    const expiresAt = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}UTC`;
    home.writeToken(url, server, { startUrl: url, expiresAt });
    server.addRole({ arn: role('Reader'), trusts: [ssoArn] });
    expect(await whoIs('old')).toBe(ssoArn);
    expect(await whoIs('role')).toContain('assumed-role/Reader/me');
  });

  test('credential_process', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = server.issue('111122223333', user);
    const printed = {
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    };
    home.write('printed.json', JSON.stringify(printed));
    home.config(`[profile p]\ncredential_process = cat "${home.path('printed.json')}"\n`);
    expect(await whoIs('p')).toBe(user);
  });

  test('web identity, by a profile and by the environment', async () => {
    const token = server.secret('web');
    server.webIdentityTokens.add(token);
    const file = home.write('token', `${token}\n`);
    server.addRole({ arn: role('Pod') });
    home.config(
      `[profile web]\nrole_arn = ${role('Pod')}\nweb_identity_token_file = ${file}\nrole_session_name = pod\n`,
    );
    expect(await whoIs('web')).toBe('arn:aws:sts::444455556666:assumed-role/Pod/pod');
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: role('Pod'), AWS_ROLE_SESSION_NAME: 'env' };
    expect(await whoIs(undefined, env)).toBe('arn:aws:sts::444455556666:assumed-role/Pod/env');
  });

  test('the environment, by itself and as the source of a role', async () => {
    const { accessKeyId, secretAccessKey } = server.addKeys('111122223333', user);
    const env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    expect(await whoIs(undefined, env)).toBe(user);
    expect(await whoIs('(environment)')).toBe(user);
    home.config(`[profile r]\nrole_arn = ${role('Reader')}\ncredential_source = Environment\nrole_session_name = me\n`);
    server.addRole({ arn: role('Reader'), trusts: [user] });
    expect(await whoIs('r')).toContain('assumed-role/Reader/me');
  });

  test('without a profile: AWS_PROFILE, else the environment, else default', async () => {
    home.credentials(
      keysIn('default', server.addKeys('111122223333', `${user}-default`)) +
        keysIn('named', server.addKeys('111122223333', `${user}-named`)),
    );
    expect(await whoIs(undefined)).toBe(`${user}-default`);
    const keys = server.addKeys('111122223333', `${user}-env`);
    const env = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };
    expect(await whoIs(undefined, env)).toBe(`${user}-env`);
    expect(await whoIs(undefined, { AWS_PROFILE: 'named' })).toBe(`${user}-named`);
  });

  test('names with spaces and other letters', async () => {
    home.config(`[profile "Jo's büro"]\nregion = eu-west-1\ncredential_process = false\n`);
    home.credentials(keysIn(`Jo's büro`, server.addKeys('111122223333', user)));
    expect(await whoIs(`Jo's büro`)).toBe(user);
  });
});

describe('what the machine gives', () => {
  let machine: Server;
  let asked: IncomingMessage[];
  let keys: Credentials;

  beforeEach(async () => {
    asked = [];
    keys = server.issue('111122223333', user);
    const answer = {
      Code: 'Success',
      Type: 'AWS-HMAC',
      LastUpdated: new Date().toISOString(),
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      Token: keys.sessionToken,
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    };
    machine = createServer((request, response) => {
      asked.push(request);
      if (request.method === 'PUT') response.end('metadata-token');
      else if (request.url?.endsWith('/security-credentials/') === true) response.end('InstanceRole');
      else response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => {
      machine.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    machine.close();
  });

  const url = (): string => `http://127.0.0.1:${(machine.address() as AddressInfo).port}`;

  test('the container, by itself and as the source of a role', async () => {
    const token = server.secret('container');
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url()}/role`, AWS_CONTAINER_AUTHORIZATION_TOKEN: token };
    expect(await whoIs(undefined, env)).toBe(user);
    expect(asked[0]?.headers.authorization).toBe(token);
    home.config(
      `[profile r]\nrole_arn = ${role('Reader')}\ncredential_source = EcsContainer\nrole_session_name = me\n`,
    );
    server.addRole({ arn: role('Reader'), trusts: [user] });
    expect(await whoIs('r')).toContain('assumed-role/Reader/me');
  });

  test('a container that gives none: the fact, without what it was asked with', async () => {
    const token = server.secret('container');
    const env = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://203.0.113.7/x',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    };
    const error = await whoIs('(container)', env).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'aws/unreachable' });
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toContain(secretMark);
  });

  test('the role of the instance, as the source of another', async () => {
    home.env['AWS_EC2_METADATA_DISABLED'] = 'false';
    // The SDK asks the process's own environment.
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', url());
    home.config(
      `[profile r]\nrole_arn = ${role('Reader')}\ncredential_source = Ec2InstanceMetadata\nrole_session_name = me\n`,
    );
    server.addRole({ arn: role('Reader'), trusts: [user] });
    expect(await whoIs('r', { AWS_EC2_METADATA_SERVICE_ENDPOINT: url() })).toContain('assumed-role/Reader/me');
    expect(await whoIs(undefined)).toBe(user);
  });

  test('`aws login`: its session, and the command where there is none', async () => {
    const cache = home.path('login');
    vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', cache);
    home.config(`[profile l]\nlogin_session = ${user}\nregion = eu-west-1\n`);
    await expect(whoIs('l')).rejects.toMatchObject({
      code: 'aws/expired',
      message: expect.stringContaining('Run aws login --profile l') as string,
    });
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const accessToken = { accessKeyId, secretAccessKey, sessionToken, accountId: '111122223333', expiresAt };
    const token = { accessToken, clientId: 'c', refreshToken: server.secret('refresh'), dpopKey: 'k' };
    home.write(`login/${createHash('sha256').update(user).digest('hex')}.json`, JSON.stringify(token));
    expect(await whoIs('l')).toBe(user);
  });
});

describe('endpoints', () => {
  test.each([
    ['endpoint_url', (url: string) => `endpoint_url = ${url}\n`],
    ['a services section', (url: string) => `services = here\n[services here]\nsts =\n  endpoint_url = ${url}\n`],
  ])('of a profile other than AWS_PROFILE: %s', async (_name, lines) => {
    delete home.env['AWS_ENDPOINT_URL'];
    home.env['AWS_PROFILE'] = 'other';
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\n${lines(server.url)}`);
    server.addRole({ arn: role('Reader') });
    expect(await whoIs('role')).toContain('assumed-role/Reader/');
  });

  test('of one service in the environment', async () => {
    delete home.env['AWS_ENDPOINT_URL'];
    home.env['AWS_ENDPOINT_URL_STS'] = server.url;
    home.credentials(keysIn('one', server.addKeys('111122223333', user)));
    expect(await whoIs('one')).toBe(user);
    const connection = await home.access().connect({ profile: 'one', waits: false });
    expect([connection.endpoint('sts'), connection.endpoint('s3')]).toEqual([server.url, undefined]);
  });

  test('what a connection says of itself', async () => {
    delete home.env['AWS_ENDPOINT_URL'];
    home.config(
      '[default]\nregion = eu-north-1\naws_access_key_id = a\naws_secret_access_key = b\ns3 =\n  addressing_style = path\n',
    );
    const connection = await home.access().connect({ profile: 'default', waits: false });
    expect(connection).toMatchObject({ profile: 'default', region: 'eu-north-1', usesPathStyle: true });
    const asked = await home.access().connect({ profile: 'default', endpoint: 'http://127.0.0.1:9', waits: false });
    expect(asked.endpoint('s3')).toBe('http://127.0.0.1:9');
  });
});

describe('what cannot work', () => {
  test.each([
    ['nobody', 'There is no profile "nobody" in the AWS configuration.'],
    ['empty', 'The credentials of profile "empty" cannot be had. Nothing to get credentials from'],
    ['lost', 'source_profile names "gone", which does not exist.'],
  ])('%s', async (profile, message) => {
    home.config(`[profile empty]\nregion = x\n[profile lost]\nrole_arn = ${role('R')}\nsource_profile = gone\n`);
    await expect(home.access().connect({ profile, waits: false })).rejects.toMatchObject({
      code: 'aws/profile',
      message: expect.stringContaining(message) as string,
    });
  });

  test('keys that AWS does not know, and a secret that is wrong', async () => {
    home.credentials('[x]\naws_access_key_id = AKIAUNKNOWN0000WXYZ\naws_secret_access_key = s3cr3t\n');
    await expect(whoIs('x')).rejects.toMatchObject({
      code: 'aws/denied',
      message: expect.stringContaining('AWS does not know the access key of profile "x"') as string,
    });
    const message = `The Canonical String should have been x-amz-security-token:${server.secret('session')}`;
    server.addFault('GetCallerIdentity', { status: 403, code: 'SignatureDoesNotMatch', message });
    const error = await whoIs('x').catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'aws/denied' });
    expect(String(error)).toContain('does not match');
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toContain(secretMark);
  });

  test('a role that may not be taken on: the action is named', async () => {
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\n`);
    await expect(whoIs('role')).rejects.toMatchObject({
      code: 'aws/denied',
      message: expect.stringMatching(/AWS denies sts:AssumeRole to profile "role" \(.*role\/Reader\)/u) as string,
    });
  });

  test.each([
    ['false', 'failed (status 1)'],
    [`echo '{"SecretAccessKey":"${secretMark}"'`, 'did not print JSON'],
    [`echo '{"Version":1,"AccessKeyId":"a"}'`, 'printed no keys'],
    [`echo '{"Version":2}'`, 'did not print "Version": 1'],
    [
      `echo '{"Version":1,"AccessKeyId":"a","SecretAccessKey":"${secretMark}","Expiration":"2020-01-01T00:00:00Z"}'`,
      'printed credentials that have ended',
    ],
    [`sh -c 'echo ${secretMark} >&2; exit 3'`, 'failed (status 3)'],
  ])('credential_process: %s', async (command, message) => {
    home.config(`[profile p]\ncredential_process = ${command}\n`);
    const error = await whoIs('p').catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'aws/expired', message: expect.stringContaining(message) as string });
    expect(JSON.stringify([String(error), (error as Error).cause, (error as Error).stack])).not.toContain(secretMark);
  });
});

describe('held credentials', () => {
  test('many that ask at once get them once, and STS says once whose they are', async () => {
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\n`);
    server.addRole({ arn: role('Reader') });
    const access = home.access();
    const connection = await access.connect({ profile: 'role', waits: true });
    await Promise.all(Array.from({ length: 50 }, () => connection.run('x', never, () => connection.credentials())));
    await access.identity('role', never);
    await access.identity('role', never);
    expect([server.asked('AssumeRole').length, server.asked('GetCallerIdentity').length]).toEqual([1, 1]);
  });

  test('short ones are got again before they end', async () => {
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\n`);
    server.addRole({ arn: role('Reader') });
    server.roleSeconds = 2;
    const connection = await home.access().connect({ profile: 'role', waits: false });
    const first = await connection.run('x', never, () => connection.credentials());
    await until(() => Date.now() > server.keys.get(first.accessKeyId)!.endsMs! - 400);
    const second = await connection.run('x', never, () => connection.credentials());
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
  });

  test('a changed file counts at once', async () => {
    home.credentials(keysIn('one', server.addKeys('111122223333', user)));
    const access = home.access();
    await access.listProfiles();
    expect((await access.identity('one', never)).arn).toBe(user);
    writeFileSync(home.path('.aws/credentials'), keysIn('one', server.addKeys('111122223333', `${user}-new`)));
    await until(() => home.pushedLists.length > 0);
    expect((await access.identity('one', never)).arn).toBe(`${user}-new`);
  });

  test('the client of the SDK asks each time', async () => {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    home.credentials(keysIn('base', server.addKeys('111122223333', user)));
    home.config(`[profile role]\nrole_arn = ${role('Reader')}\nsource_profile = base\n`);
    server.addRole({ arn: role('Reader') });
    const connection = await home.access().connect({ profile: 'role', waits: false });
    const client = new STSClient({ region: 'eu-west-1', endpoint: server.url, credentials: connection.credentials });
    const ask = (): Promise<unknown> => connection.run('x', never, () => client.send(new GetCallerIdentityCommand({})));
    await ask();
    server.endCredentials();
    await ask();
    await ask();
    client.destroy();
    const callers = server.asked('GetCallerIdentity').map(({ accessKeyId }) => accessKeyId);
    expect(new Set(callers).size).toBe(2);
    expect(callers).toEqual([callers[0], callers[0], callers[2], callers[2]]);
  });
});
