import { useEffect } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { useCall, type CallState } from '../state/useCall.ts';

type ListedStreams = CallState<CallOutput<'streams.list'>>;

/** The list of streams, as of the newest events; without a workspace nothing is asked. */
export function useStreams(isOpen: boolean): ListedStreams {
  const revision = useSession((session) => session.workspace?.revision);
  return useCall('streams.list', isOpen ? {} : undefined, { dependsOn: [revision] });
}

/** While the newest events are worked in, the list is asked for again after so long. */
const growingMs = 700;

/** The same list, kept up to date while it grows: for the one who is there all the time. */
export function useGrowingStreams(isOpen: boolean): ListedStreams {
  const listed = useStreams(isOpen);
  const isGrowing = listed.data?.isCurrent === false;
  useEffect(() => {
    if (!isGrowing) return undefined;
    const timer = setInterval(listed.refetch, growingMs);
    return () => clearInterval(timer);
    // `refetch` is another function at each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isGrowing]);
  return listed;
}
