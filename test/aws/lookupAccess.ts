// Access to AWS as the event history's source needs it: keys that a server on loopback takes, without sign-in.
import type { AwsAccess, AwsConnection } from '../../main/core/aws/access.ts';
import { toAwsError } from '../../main/core/aws/errors.ts';

export type LookupAccessOptions = {
  readonly endpoint: string;
  readonly account?: string;
  readonly region?: string;
};

export function lookupAccess({ endpoint, account = '111122223333', region }: LookupAccessOptions): AwsAccess {
  const connectionOf = (profile: string | undefined): AwsConnection => ({
    profile,
    region,
    endpoint: () => endpoint,
    usesPathStyle: true,
    credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
    run: async (what, _signal, call) => {
      try {
        return await call();
      } catch (error) {
        throw toAwsError(error, { what, profile });
      }
    },
  });
  return {
    listProfiles: () => Promise.resolve({ profiles: [], problems: [] }),
    connect: ({ profile }) => Promise.resolve(connectionOf(profile)),
    identity: (profile) =>
      Promise.resolve({ profile: profile ?? 'default', account, arn: `arn:aws:iam::${account}:user/reader` }),
    signIn: () => Promise.resolve(),
    close: () => undefined,
  };
}
