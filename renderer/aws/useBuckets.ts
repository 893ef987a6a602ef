import { useEffect, useState } from 'react';

import { isCancelled, type AppError } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import { toAppError } from '../state/session.ts';

export type Bucket = CallOutput<'aws.buckets'>['buckets'][number];

type Buckets = { readonly buckets: readonly Bucket[]; readonly error?: AppError };

const none: Buckets = { buckets: [] };

/**
 * The buckets that a profile may list, to choose from. Listing is often not allowed, and a name can be typed all the
 * same: so a failure is no failure of the window. Asked when `isWanted`, not before.
 */
export function useBuckets(profile: string | undefined, endpoint: string, isWanted: boolean): Buckets {
  const { client } = useAppState();
  const [answer, setAnswer] = useState<Buckets & { readonly key: string }>();
  const key = JSON.stringify([profile, endpoint]);
  useEffect(() => {
    if (!isWanted) return undefined;
    const controller = new AbortController();
    const take = (buckets: Buckets) => {
      if (!controller.signal.aborted) setAnswer({ ...buckets, key });
    };
    const ask = async () => {
      const input = { ...(profile !== undefined && { profile }), ...(endpoint !== '' && { endpoint }) };
      try {
        take(await client.call('aws.buckets', input, controller.signal));
      } catch (error) {
        if (!isCancelled(error)) take({ buckets: [], error: toAppError(error) });
      }
    };
    // A custom endpoint is still being typed.
    const timer = setTimeout(() => void ask(), 300);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, profile, endpoint, isWanted, key]);
  return answer?.key === key ? answer : none;
}
