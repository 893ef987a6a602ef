// Who a profile is, as STS says.
import type { Identity } from '../../../shared/aws/profile.ts';
import { AppError } from '../../../shared/errors.ts';
import type { AwsConnection } from './access.ts';
import { clientSettings } from './clientSettings.ts';

export async function callerIdentity(
  connection: AwsConnection,
  region: string,
  signal: AbortSignal,
): Promise<Omit<Identity, 'profile' | 'expiresAt'>> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    ...clientSettings(region, connection.endpoint('sts')),
    credentials: connection.credentials,
  });
  try {
    return await connection.run('the identity of its credentials', signal, async () => {
      const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
      if (Account === undefined || Arn === undefined)
        throw new AppError('aws/failed', 'STS did not say whose the credentials are.');
      return { account: Account, arn: Arn };
    });
  } finally {
    client.destroy();
  }
}
