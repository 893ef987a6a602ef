// The list of profiles, over files of every kind that stand beside what is expected of them, and as the files change.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ProfileList } from '../../../shared/aws/profile.ts';
import { SignInHome, until } from '../../aws/signInHome.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/aws');

let home: SignInHome;

beforeEach(() => {
  home = new SignInHome();
});

afterEach(() => home.remove());

const list = (env: Readonly<Record<string, string>> = {}): Promise<ProfileList> => {
  Object.assign(home.env, env);
  return home.access().listProfiles();
};

const names = (found: ProfileList): readonly string[] => found.profiles.map(({ name }) => name);

describe('every kind of profile', () => {
  test.each(readdirSync(fixtures))('%s', async (name) => {
    cpSync(join(fixtures, name), home.path('.aws'), { recursive: true });
    const expected: unknown = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'));
    expect(await list()).toEqual(expected);
  });

  test('no secret of a file is in the list', async () => {
    for (const name of readdirSync(fixtures)) {
      cpSync(join(fixtures, name), home.path('.aws'), { recursive: true });
      expect(JSON.stringify(await list())).not.toMatch(/secret[-/]|token-of|AKIAEXAMPLE|ASIAEXAMPLE/u);
    }
  });
});

describe('what stands in no file', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000001', AWS_SECRET_ACCESS_KEY: 'secret' };

  test('nothing at all', async () => {
    expect(await list()).toEqual({ profiles: [], problems: [] });
  });

  test('keys of the environment, and half a pair', async () => {
    expect(await list({ ...keys, AWS_REGION: 'eu-north-1' })).toEqual({
      profiles: [{ name: '(environment)', kind: 'environment', region: 'eu-north-1', files: [], problems: [] }],
      problems: [],
      defaultName: '(environment)',
    });
    delete home.env['AWS_SECRET_ACCESS_KEY'];
    expect((await list()).profiles[0]?.problems).toEqual([
      'AWS_ACCESS_KEY_ID is set in the environment, but AWS_SECRET_ACCESS_KEY is not.',
    ]);
  });

  test('a container', async () => {
    const found = await list({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/x' });
    expect(found).toMatchObject({ profiles: [{ name: '(container)', kind: 'container' }], defaultName: '(container)' });
  });

  test.each([
    [0, ['(instance)']],
    [300, []],
  ])('an instance with a role that says so after %i ms: in the list, or pushed later', async (delayMs, atOnce) => {
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      setTimeout(() => response.end(request.url === '/latest/api/token' ? 'token' : 'InstanceRole'), delayMs);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    home.env['AWS_EC2_METADATA_DISABLED'] = 'false';
    const found = await list({ AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}` });
    expect(names(found)).toEqual(atOnce);
    const pushed = await until(() => home.pushedLists.at(-1));
    expect(pushed).toMatchObject({ profiles: [{ name: '(instance)', kind: 'instance' }], defaultName: '(instance)' });
    server.close();
  });

  test('a metadata service that never answers delays nothing', async () => {
    const { createServer } = await import('node:net');
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    home.env['AWS_EC2_METADATA_DISABLED'] = 'false';
    const beganMs = performance.now();
    expect((await list({ AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}` })).profiles).toEqual([]);
    expect(performance.now() - beganMs).toBeLessThan(500);
    server.close();
  });

  test('which one the AWS tools would take', async () => {
    home.config('[default]\nregion = eu-west-1\n[profile other]\nregion = eu-west-1\n');
    expect((await list()).defaultName).toBe('default');
    expect((await list(keys)).defaultName).toBe('(environment)');
    expect((await list({ AWS_PROFILE: 'other' })).defaultName).toBe('other');
    const found = await list({ AWS_PROFILE: 'gone' });
    expect(found.defaultName).toBeUndefined();
    expect(found.problems).toEqual([
      { file: 'the environment', message: 'AWS_PROFILE names "gone", which does not exist.' },
    ]);
  });
});

describe('the files themselves', () => {
  test('elsewhere, as the variables say; missing there is a problem', async () => {
    home.write('a/conf', '[profile here]\nregion = eu-west-1\n');
    const found = await list({ AWS_CONFIG_FILE: '~/a/conf', AWS_SHARED_CREDENTIALS_FILE: home.path('a/none') });
    expect(names(found)).toEqual(['here']);
    expect(found.problems).toEqual([
      { file: '~/a/none', message: 'AWS_SHARED_CREDENTIALS_FILE names this file, but it does not exist.' },
    ]);
  });

  test('one that cannot be read leaves the other', async () => {
    mkdirSync(home.path('.aws/config'), { recursive: true });
    home.credentials('[one]\naws_access_key_id = a\naws_secret_access_key = b\n');
    const found = await list();
    expect(names(found)).toEqual(['one']);
    expect(found.problems).toMatchObject([
      { file: '~/.aws/config', message: expect.stringContaining('cannot be read (EISDIR)') as string },
    ]);
  });

  test('what is not UTF-8 is named by its line, and read all the same', async () => {
    home.write('.aws/config', '');
    writeFileSync(home.path('.aws/config'), Buffer.from('[profile a]\n# B\xfcro\nregion = eu-west-1\n', 'latin1'));
    const found = await list();
    expect(names(found)).toEqual(['a']);
    expect(found.problems).toMatchObject([{ file: '~/.aws/config', line: 2 }]);
  });

  test('a byte order mark and old line ends', async () => {
    home.config('\uFEFF[profile a]\rregion = eu-west-1\r\n[profile b]\nregion = eu-west-1');
    expect((await list()).profiles.map(({ name, region }) => [name, region])).toEqual([
      ['a', 'eu-west-1'],
      ['b', 'eu-west-1'],
    ]);
  });
});

describe('changes', () => {
  const section = (name: string): string => `[profile ${name}]\nregion = eu-west-1\n`;

  async function pushedNames(wanted: readonly string[]): Promise<void> {
    await until(
      () => JSON.stringify(names(home.pushedLists.at(-1) ?? { profiles: [], problems: [] })) === JSON.stringify(wanted),
    );
  }

  test('a folder that comes into being, a file that is written, replaced and taken away', async () => {
    expect(names(await list())).toEqual([]);
    home.config(section('one'));
    await pushedNames(['one']);
    home.config(section('one') + section('two'));
    await pushedNames(['one', 'two']);
    // As editors do it.
    writeFileSync(home.path('.aws/new'), section('three'));
    renameSync(home.path('.aws/new'), home.path('.aws/config'));
    await pushedNames(['three']);
    rmSync(home.path('.aws/config'));
    await pushedNames([]);
  });

  test('behind a link', async () => {
    home.write('real', section('one'));
    mkdirSync(home.path('.aws'));
    symlinkSync(home.path('real'), home.path('.aws/config'));
    expect(names(await list())).toEqual(['one']);
    home.write('real', section('two'));
    await pushedNames(['two']);
  });

  test('nothing is pushed while nothing changes, or after the end', async () => {
    home.config(section('one'));
    const access = home.access();
    await access.listProfiles();
    access.close();
    home.config(section('two'));
    await new Promise((resolve) => {
      setTimeout(resolve, 1300);
    });
    expect(home.pushedLists).toEqual([]);
  });
});
