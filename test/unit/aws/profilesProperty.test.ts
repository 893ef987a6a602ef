// Whatever a configuration file holds: the list comes, and a section that is well formed is in it.
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { listProfiles } from '../../../main/core/aws/profiles.ts';
import { readProfileFiles } from '../../../main/core/aws/profileFiles.ts';
import type { ProfileList } from '../../../shared/aws/profile.ts';
import { SignInHome } from '../../aws/signInHome.ts';

let home: SignInHome;

beforeAll(() => {
  home = new SignInHome();
  home.config('');
  home.credentials('');
});

afterAll(() => home.remove());

async function listOf(config: string | Buffer, credentials: string | Buffer): Promise<ProfileList> {
  writeFileSync(home.path('.aws/config'), config);
  writeFileSync(home.path('.aws/credentials'), credentials);
  return listProfiles({ files: await readProfileFiles(home.env), env: home.env, isInstance: false });
}

const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '[default]',
    '[profile x]',
    '[profile "',
    '[[x]]',
    '[',
    ']',
    '[x]y',
    '[profile __proto__]',
    '[constructor]',
    '[sso-session x]',
    '[services x]',
    'services = x',
    's3 =',
    '  endpoint_url = http://x',
    'role_arn = x',
    'source_profile = x',
    'source_profile = sound',
    'credential_source = Environment',
    'sso_session = x',
    'sso_account_id = 1',
    '__proto__ = 1',
    '\uFEFF',
    '= =',
    '#',
  ),
);
const garbage = fc.array(line, { maxLength: 20 }).map((lines) => lines.join('\n'));

const sound = '\n[profile sound]\nregion = eu-west-1\ncredential_process = /opt/bin/credentials\n';

test('garbage around a profile leaves it as it is', async () => {
  await fc.assert(
    fc.asyncProperty(garbage, garbage, garbage, async (before, after, credentials) => {
      // What stands right after belongs to it, up to the next header.
      const found = await listOf(`${before}${sound}[profile next]\n${after}`, credentials);
      const profile = found.profiles.find(({ name }) => name === 'sound');
      expect(profile).toMatchObject({ kind: 'process', region: 'eu-west-1', problems: [] });
      for (const problem of found.problems) expect(problem.message).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

test('any bytes at all give a list', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }),
      async (config, credentials) => {
        const { profiles } = await listOf(Buffer.from(config), Buffer.from(credentials));
        expect(new Set(profiles.map(({ name }) => name)).size).toBe(profiles.length);
      },
    ),
    { numRuns: 300 },
  );
});
