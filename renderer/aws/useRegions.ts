import { useEffect, useState } from 'react';

import { isCancelled } from '../../shared/errors.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import { toAppError } from '../state/session.ts';

type Regions = { readonly regions: readonly string[]; readonly problem?: string };

const none: Regions = { regions: [] };

/** Regions of a profile's partition, its own first. */
export function useRegions(profile: string | undefined): Regions & { readonly isAsking: boolean } {
  const { client } = useAppState();
  const [answer, setAnswer] = useState<Regions & { readonly profile: string | undefined }>();
  useEffect(() => {
    const controller = new AbortController();
    const take = (regions: Regions) => {
      if (!controller.signal.aborted) setAnswer({ ...regions, profile });
    };
    const ask = async () => {
      const input = profile === undefined ? {} : { profile };
      try {
        take(await client.call('aws.regions', input, controller.signal));
      } catch (error) {
        if (!isCancelled(error)) take({ regions: [], problem: toAppError(error).message });
      }
    };
    void ask();
    return () => controller.abort();
  }, [client, profile]);
  const own = answer && answer.profile === profile ? answer : undefined;
  return { ...(own ?? none), isAsking: own === undefined };
}
