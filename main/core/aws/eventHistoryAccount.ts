// Whose event history it is.
import { AppError } from '../../../shared/errors.ts';
import type { AwsAccess, AwsConnection } from './access.ts';

type Asked = {
  readonly access: AwsAccess;
  readonly connection: AwsConnection;
  readonly profile: string | undefined;
  /** A server that is not that of AWS. */
  readonly endpoint: string | undefined;
  readonly region: string;
};

/** Errors: aws/*, cancelled. */
export function accountOf(asked: Asked, signal: AbortSignal): Promise<string> {
  const { access, connection, profile, endpoint } = asked;
  return connection.run('the account of the credentials', signal, async () => {
    const own = endpoint === undefined ? undefined : await accountAt(asked, signal);
    return own ?? (await access.identity(profile, signal)).account;
  });
}

/** Another server may have accounts of its own. Where it does not say so, those of AWS are meant. */
async function accountAt({ connection, region }: Asked, signal: AbortSignal): Promise<string | undefined> {
  const { callerIdentity } = await import('./identity.ts');
  try {
    return (await callerIdentity(connection, region, signal)).account;
  } catch (error) {
    if (error instanceof AppError && silent.has(error.code)) return undefined;
    throw error;
  }
}

const silent: ReadonlySet<string> = new Set(['aws/denied', 'aws/not-found', 'aws/unreachable', 'aws/failed']);
