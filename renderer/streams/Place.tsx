import type { StreamKey } from '../../shared/firehose/model.ts';
import { AccountNumber } from '../ui/AccountNumber.tsx';

/** Where a stream stands: the account, with its name where it has one, and the region. */
export function Place({ account, region }: Pick<StreamKey, 'account' | 'region'>) {
  return (
    <>
      {account ? <AccountNumber account={account} /> : 'no account'} · {region || 'no region'}
    </>
  );
}
