import type { Profile } from '../../shared/aws/profile.ts';
import { formatOf } from './arguments.ts';
import type { Command } from './command.ts';
import { onTerminal } from './onTerminal.ts';
import { standardOut } from './output.ts';
import { rowWriter } from './rowWriter.ts';

export const profilesCommand: Command = {
  name: 'profiles',
  synopsis: '[--json]',
  summary: 'Lists the profiles of the AWS configuration files, and what is wrong with them.',
  valueOptions: ['format'],
  flags: [],
  isWithoutLogs: true,
  run: async (options) => {
    const format = formatOf(options, ['json']);
    const access = await openAccess();
    try {
      const list = await access.listProfiles();
      const out = standardOut();
      if (format === 'json') await out.write(`${JSON.stringify(list, undefined, 2)}\n`);
      else {
        const writer = rowWriter('table', ['profile', 'kind', 'region', 'through', 'endpoint'], out);
        for (const profile of list.profiles)
          await writer.row(cellsOf(profile, profile.name === list.defaultName).map((cell) => cell ?? ''));
        await writer.end();
        if (list.profiles.length === 0) await out.write('\nThere are no profiles: aws configure makes one\n');
        if (list.defaultName !== undefined) await out.write('\n* taken where no profile is named\n');
        for (const { name, problems } of list.profiles)
          for (const problem of problems) await out.write(`\nProfile "${onTerminal(name)}": ${onTerminal(problem)}\n`);
        for (const { file, line, message } of list.problems)
          await out.write(
            `\n${onTerminal(file)}${line === undefined ? '' : `, line ${line}`}: ${onTerminal(message)}\n`,
          );
      }
      out.end();
      return 0;
    } finally {
      access.close();
    }
  },
};

async function openAccess() {
  const { createAccess } = await import('../core/aws/createAccess.ts');
  const { Prompts } = await import('../core/aws/prompts.ts');
  return createAccess({
    prompts: new Prompts(() => undefined),
    onProfiles: () => undefined,
    onSignIn: () => undefined,
  });
}

function cellsOf(profile: Profile, isDefault: boolean): readonly (string | undefined)[] {
  const { name, kind, region, endpoint } = profile;
  return [isDefault ? `${name} *` : name, kind, region, throughOf(profile), endpoint];
}

/** What it gets its credentials by. */
function throughOf({ roleArn, chain, credentialSource, ssoSession, ssoStartUrl, ...rest }: Profile): string {
  const sso = ssoSession ?? ssoStartUrl;
  const account = [rest.ssoAccountId, rest.ssoRoleName].filter((part) => part !== undefined).join('/');
  return [roleArn, ...(chain ?? [credentialSource]), account, sso]
    .filter((part) => part !== undefined && part !== '')
    .join(' < ');
}
